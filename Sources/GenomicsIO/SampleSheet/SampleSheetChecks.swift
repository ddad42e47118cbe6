import SystemFiles
import Wording

/// Collects everything that is wrong with a sample sheet.
struct SampleSheetChecks {
  let path: String
  private(set) var entries: [SampleSheetError.Entry] = []
  private var lineOfFile: [FileKey: Int] = [:]

  /// What tells files apart: a file that is not there by its path.
  private enum FileKey: Hashable {
    case file(FileIdentity)
    case path(String)
  }

  private let resolving: (String) -> String

  init(path: String, resolving: @escaping (String) -> String) {
    self.path = path
    self.resolving = resolving
  }

  /// The problems by line; those of the whole sheet first.
  var sortedEntries: [SampleSheetError.Entry] {
    entries.indices.sorted { (entries[$0].line, $0) < (entries[$1].line, $1) }
      .map { entries[$0] }
  }

  mutating func add(_ line: Int, _ problem: SampleSheetProblem) {
    entries.append(.init(line: line, problem: problem))
  }

  /// Checks the header; false when a column that must be there is not.
  mutating func checkColumns(
    _ text: SampleSheetText, required: [String], optional: [String]
  ) -> Bool {
    let known = required + optional
    var seen: Set<String> = []
    for name in text.header {
      if !seen.insert(name).inserted {
        add(text.headerLine, .repeatedColumn(name: name))
      } else if !known.contains(name) {
        let free = known.filter { !text.header.contains($0) }
        add(
          text.headerLine,
          .unknownColumn(name: name, known: known, nearest: nearestName(to: name, among: free)))
      }
    }
    let missing = required.filter { !seen.contains($0) }
    let unknown = text.header.filter { !known.contains($0) }
    for name in missing {
      add(
        text.headerLine,
        .missingColumn(
          name: name, present: text.header, nearest: nearestName(to: name, among: unknown)))
    }
    return missing.isEmpty
  }

  /// Checks that a row has its fields, as text.
  mutating func checkRow(_ row: SampleSheetText.Row, columns: Int) -> Bool {
    if row.fields.count != columns {
      add(row.line, .fieldCount(expected: columns, found: row.fields.count))
      return false
    }
    if let position = row.fields.firstIndex(of: nil) {
      add(row.line, .notText(column: "#\(position + 1)"))
      return false
    }
    return true
  }

  /// Checks the characters of a name.
  ///
  /// - Parameter punctuation: the characters allowed beside ASCII letters and digits.
  mutating func checkName(
    _ name: String, column: String, line: Int, punctuation: String = "_-.+"
  ) {
    let isAllowed: (Character) -> Bool = { character in
      character.isASCII && (character.isLetter || character.isNumber)
        || punctuation.contains(character)
    }
    guard let bad = name.first(where: { !isAllowed($0) }) else { return }
    let signs = punctuation.map { "'\($0)'" }.joined(separator: ", ")
    add(
      line,
      .forbiddenCharacter(
        column: column, text: name, character: String(bad),
        allowed: "letters, digits\(signs.isEmpty ? "" : " and \(signs)")"))
  }

  /// The files of a row as paths that can be opened, one list per column.
  ///
  /// - Parameter columns: names of columns and their files; the first must have some, and the
  ///   others none or as many.
  mutating func files(
    _ line: Int, columns: [(name: String, files: [String])]
  ) -> [[String]] {
    let folder = splitPath(path).folder
    let first = columns[0]
    if first.files.isEmpty { add(line, .empty(column: first.name)) }
    for column in columns.dropFirst() where !column.files.isEmpty && !first.files.isEmpty {
      if column.files.count != first.files.count {
        add(
          line,
          .unevenLanes(
            column: column.name, lanes: column.files.count, filesColumn: first.name,
            fileLanes: first.files.count))
      }
    }
    return columns.map { column in
      column.files.map { written in
        let file = resolving(written)
        let resolved = file.hasPrefix("/") || folder == "." ? file : "\(folder)/\(file)"
        let identity = FileIdentity(resolved).map(FileKey.file) ?? .path(resolved)
        if let earlier = lineOfFile[identity] {
          add(line, .repeatedFile(file: file, firstLine: earlier))
        } else {
          lineOfFile[identity] = line
          if let reason = reasonNotToOpen(resolved) {
            add(line, .unreadableFile(file: file, reason: reason))
          }
        }
        return resolved
      }
    }
  }

  private func reasonNotToOpen(_ file: String) -> String? {
    do {
      _ = try InputFile(path: file)
      return nil
    } catch {
      if case .system(_, _, let reason) = error { return reason }
      return "\(error)"
    }
  }

  /// Columns of the tables that have one column for each sample.
  private static let reservedNames: Set<String> = [
    "chrom", "chr", "start", "end", "name", "strand", "n_barcodes", "barcode",
  ]

  /// Checks the samples against each other.
  mutating func checkSheet(_ samples: [SampleSheet.Sample]) {
    var lineOfSample: [String: Int] = [:]
    for sample in samples where !sample.name.isEmpty {
      if let earlier = lineOfSample[sample.name] {
        add(sample.line, .duplicateSample(name: sample.name, firstLine: earlier))
      } else {
        lineOfSample[sample.name] = sample.line
      }
      if Self.reservedNames.contains(sample.name) {
        add(sample.line, .reservedName(name: sample.name))
      }
    }
    let known = samples.filter { $0.role == .fragments }.map(\.name)
    for sample in samples where sample.role != .fragments {
      for library in sample.libraries ?? [] where !known.contains(library) {
        add(
          sample.line,
          .unknownLibrary(
            name: library, known: known, nearest: nearestName(to: library, among: known)))
      }
    }
    let isReadable = !samples.isEmpty || entries.isEmpty
    if samples.isEmpty, entries.isEmpty { add(0, .noSamples) }
    if isReadable, !samples.isEmpty, !samples.contains(where: { $0.role == .rna }),
      !entries.contains(where: \.hidesRole)
    {
      add(0, .noRNA)
    }
  }
}

extension SampleSheetError.Entry {
  /// Whether a row with this problem may have been an RNA sample.
  fileprivate var hidesRole: Bool {
    switch problem {
    case .unknownRole, .fieldCount, .notText: true
    case .empty(let column): column == "role"
    default: false
    }
  }
}
