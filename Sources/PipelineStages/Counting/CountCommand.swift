import GenomicTypes
import GenomicsIO
public import PipelineEngine
import ReadCounting
import Wording

/// Counting outside an experiment: files in, one table out.
///
/// Settings are those of the sections `alignments` and `reads` of a configuration, with the same
/// names, defaults and checks.
public struct CountCommand {
  private let settings: [String: String]
  private let table: CountTable
  private let format: String
  private let attrition: String?
  private let threads: Int
  private let progress: ProgressReporter

  /// Prepares to count.
  ///
  /// - Parameters:
  ///   - settings: keys of the section and their values as YAML.
  ///   - output: the table; BGZF when it ends in ".gz".
  ///   - format: a name of `CountTable.FragmentFormat` or `CountTable.BarcodeFormat`.
  ///   - attrition: a TSV file with what was lost at each step, nil for none.
  public init(
    settings: [String: String], output: String, format: String, attrition: String?, threads: Int,
    progress: ProgressReporter = ProgressReporter()
  ) {
    self.settings = settings
    table = CountTable(path: output, threads: threads)
    self.format = format
    self.attrition = attrition
    self.threads = threads
    self.progress = progress
  }

  /// Counts the fragments of alignment files, the lanes of one library.
  ///
  /// - Returns: what was lost at each step, as lines for a person.
  /// - Throws: `ConfigurationProblems` for settings; errors of the files.
  public func countAlignments(_ paths: [String]) throws -> [String] {
    let format = try ExportProblem.choice(
      format, option: "--format", as: CountTable.FragmentFormat.self)
    let section = try record(AlignmentsSection.schema)
    var files = AlignmentFiles()
    files.blacklist = section.text(ifSet: "blacklist")
    files.barcodeTable = section.text(ifSet: "barcode_table")
    files.reference = section.text(ifSet: "reference")
    let others = [files.blacklist, files.barcodeTable, files.reference].compactMap(\.self)
    try OverwrittenInput.refuse(outputs, among: paths + others)
    let parameters = try asOptions { try AlignmentsSection.parameters(section) }
    if format != .table, parameters.barcode == nil {
      throw CountCommandProblem.needsBarcodes(format: format.rawValue)
    }
    let counting = AlignmentCounting(
      parameters: parameters, files: files, threads: threads, progress: progress)
    let count = try counting.count(paths)
    try table.write(count.fragments, as: format)
    var lines = try report(count.attrition)
    if let duplicates = count.duplicateFraction {
      lines.append("duplicates: \(Decimals.text(100 * duplicates, 2)) % of examined reads")
    }
    return lines
  }

  /// Counts the barcodes of sequencing reads, the lanes of one sample.
  ///
  /// - Returns: what was lost at each step, as lines for a person.
  /// - Throws: `ConfigurationProblems` for settings; errors of the files.
  public func countBarcodes(
    _ paths: [String], reverse: [String], umis: [String]
  ) throws -> [String] {
    for (option, others) in [("--reverse", reverse), ("--umi", umis)]
    where !others.isEmpty && others.count != paths.count {
      throw CountCommandProblem.unevenLanes(
        option: option, found: others.count, expected: paths.count)
    }
    try OverwrittenInput.refuse(outputs, among: paths + reverse + umis)
    let format = try ExportProblem.choice(
      format, option: "--format", as: CountTable.BarcodeFormat.self)
    let section = try record(ReadsSection.schema)
    let counting = BarcodeCounting(
      parameters: ReadsSection.parameters(section), threads: threads, progress: progress)
    let counts = try counting.count(
      BarcodeCounting.Files(forward: paths, reverse: reverse, umis: umis))
    try table.write(counts.counted, as: format)
    var lines = try report(counts.attrition)
    if let umis = counts.umis {
      lines.append(
        "UMIs: \(Decimals.text(100 * umis.expectedLoss, 2)) % of molecules expected to share one")
    }
    return lines
  }

  private var outputs: [String] { [table.path, attrition].compactMap(\.self) }

  private func record(_ schema: RecordSchema) throws -> ConfigurationRecord {
    let text = settings.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
    return try asOptions {
      try ConfigurationReader.read(
        text: text.isEmpty ? "{}\n" : text, file: "options", schema: schema)
    }
  }

  /// Problems of settings as problems of the command line, which has no lines and columns.
  private func asOptions<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let problems as ConfigurationProblems {
      throw CountCommandProblem.options(
        problems.problems.map { "options: \($0.found); expected \($0.expected). \($0.fix)" }
          .joined(separator: "\n"))
    }
  }

  private func report(_ nodes: [AttritionNode]) throws -> [String] {
    let chains = try AttritionChain.chains(of: table.path, nodes: nodes)
    if let attrition { try TextTable.write(AttritionArtefact.table(of: chains), to: attrition) }
    return nodes.map(\.line)
  }
}

extension AttritionNode {
  /// "filters: 12 of 20 pairs left; low_mapq 5, mate_missing 3".
  fileprivate var line: String {
    if collapses { return "\(step): \(entered) merged into \(left) \(unit)s" }
    let reasons = dropped.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return "\(step): \(left) of \(entered) \(unit)s left"
      + (reasons.isEmpty ? "" : "; " + reasons.joined(separator: ", "))
  }
}

/// Files on the command line that do not belong together.
public enum CountCommandProblem: Error, Equatable {
  /// Options have values that they cannot have.
  case options(String)
  /// The fragments have no barcodes, and the format needs them.
  case needsBarcodes(format: String)
  /// There are not as many other files as lanes.
  case unevenLanes(option: String, found: Int, expected: Int)
}

extension CountCommandProblem: CategorizedError {
  /// The command line is wrong.
  public var category: ExitCategory { .usage }
}

extension CountCommandProblem: CustomStringConvertible {
  /// What was found and expected.
  public var description: String {
    switch self {
    case .options(let problems): problems
    case .needsBarcodes(let format):
      "--format \(format): the fragments have no barcodes; expected one for each. Say where they are "
        + "with --barcode-tag, --barcode-in-name or --barcode-table, or choose --format table."
    case .unevenLanes(let option, let found, let expected):
      "\(option): found \(found) \(found == 1 ? "file" : "files"); expected \(expected), one for each"
        + " lane. Give the option once per lane, in the same order."
    }
  }
}
