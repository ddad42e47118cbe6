import Wording

/// The rows of one file on their way through the rules of a format.
struct IGVFTableCheck {
  private(set) var validation: IGVFValidation
  /// Whether the first line of a format without a header is one nevertheless.
  private(set) var startsWithHeader = false

  private let format: IGVFFormat
  private let listing: Int
  /// The rule of each column of the file, nil for one that the format does not know.
  private var columns: [IGVFColumn?] = []
  private var isCount: [Bool] = []
  private var elementColumn: Int?
  private var barcodeColumn: Int?
  private var replicateColumn: Int?
  private var emptyCells: [Int]
  private var elements = DistinctNames()
  private var barcodes = DistinctBarcodes()
  private var replicates = DistinctNames()
  private var order = IntervalOrder()
  private var design: DesignedRows?

  init(format: IGVFFormat, path: String, listing: Int, firstRow: [String]) {
    self.format = format
    self.listing = listing
    validation = IGVFValidation(path: path, format: format)
    let names = format.hasHeader ? firstRow : format.columnNames
    emptyCells = Array(repeating: 0, count: names.count)
    for name in names {
      let isSample =
        format == .experimentBarcode && IGVFFormat.countPrefixes.contains { name.hasPrefix($0) }
      columns.append(
        isSample ? IGVFFormat.countColumn(name) : format.columns.first { $0.name == name })
      isCount.append(isSample)
    }
    if format.hasHeader {
      checkHeader(names)
    } else if firstRow == format.columnNames || firstRow.first == format.columnNames.first {
      startsWithHeader = true
      add(.unexpectedHeader(first: firstRow.first ?? ""), line: 1)
    }
    let elementNames = ["oligo_name", "oligoName", "variant_id", "name"]
    elementColumn = names.firstIndex { elementNames.contains($0) }
    barcodeColumn = names.firstIndex(of: "barcode")
    replicateColumn = format == .experiment ? names.firstIndex(of: "replicate") : nil
    if format == .sequenceDesign { design = DesignedRows(names) }
  }

  /// Checks the row that the reader stands on.
  mutating func add(_ row: borrowing DelimitedLineReader) {
    validation.rows += 1
    let line = row.lineNumber
    guard row.fieldCount == columns.count else {
      add(.cellCount(found: row.fieldCount, expected: columns.count), line: line)
      return
    }
    var isSound = true
    for index in columns.indices {
      guard let column = columns[index] else { continue }
      let cell = row.starts[index]..<row.ends[index]
      if cell.isEmpty, column.mayBeEmpty {
        emptyCells[index] += 1
      } else if !column.rule.holds(row.lines.buffer, cell) {
        isSound = false
        add(
          .cell(
            column: column.name, found: row.shownText(index), expected: column.rule.expected,
            fix: column.rule.fix), line: line)
      }
    }
    if let elementColumn {
      let isNew = elements.insert(row, elementColumn)
      if !isNew, format == .sequenceDesign {
        add(.repeatedName(column: "name", name: row.shownText(elementColumn)), line: line)
      }
    }
    if let replicateColumn { replicates.insert(row, replicateColumn) }
    if let barcodeColumn { barcodes.insert(row, barcodeColumn) }
    guard isSound else { return }
    for problem in format.isGenomic ? order.problems(with: row, of: format) : [] {
      add(problem, line: line)
    }
    for problem in design?.problems(with: row) ?? [] { add(problem, line: line) }
  }

  /// The findings.
  consuming func finish() -> IGVFValidation {
    validation.distinctElements = elements.count
    if barcodeColumn != nil { validation.distinctBarcodes = barcodes.count }
    if format == .experiment { validation.replicates = replicates.names }
    for (index, count) in emptyCells.enumerated() where count > 0 {
      if isCount[index] {
        validation.emptyCounts += count
      } else if format != .sequenceDesign, let name = columns[index]?.name {
        validation.emptyValues[name] = count
      }
    }
    return validation
  }

  private mutating func checkHeader(_ names: [String]) {
    for column in format.columns where column.isRequired && !names.contains(column.name) {
      let known = Set(format.columnNames)
      let free = names.filter { !known.contains($0) }
      add(
        .missingColumn(
          name: column.name, present: names, nearest: nearestName(to: column.name, among: free)),
        line: 1)
    }
    for (index, name) in names.enumerated() {
      if columns[index] == nil {
        let missing = format.columnNames.filter { !names.contains($0) }
        add(.unknownColumn(name: name, nearest: nearestName(to: name, among: missing)), line: 1)
      } else if names[..<index].contains(name) {
        add(.repeatedColumn(name: name), line: 1)
      }
    }
    guard format == .experimentBarcode else { return }
    if !isCount.contains(true) { add(.noCountColumns, line: 1) }
    for (index, name) in names.enumerated() where isCount[index] {
      let replicate = String(name.dropFirst("dna_count_".count))
      if !validation.replicates.contains(replicate) { validation.replicates.append(replicate) }
    }
  }

  private mutating func add(_ problem: IGVFProblem, line: Int) {
    validation.problemCount += 1
    guard validation.problems.count < listing else { return }
    validation.problems.append(
      LocatedIGVFProblem(path: validation.path, line: line, problem: problem))
  }
}
