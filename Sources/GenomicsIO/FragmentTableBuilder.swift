import GenomicTypes

/// Turns rows of text into the columns of a fragment table.
///
/// A row is first parsed whole into scratch values, then appended, so that a rejected row leaves
/// no trace.
struct FragmentTableBuilder {
  var summary = FragmentTableSummary()

  let format: FragmentTableFormat
  private let missingTokens: [[UInt8]]
  var chromosomes = ChromosomeNames()
  var placements: [FragmentPlacement?] = []
  var sequences = PackedBaseBuilder()
  var names = TextColumnBuilder()
  var counts: [[UInt32]]
  var observed: [[Bool]?]
  /// Counts of rows that are not in `counts` yet, row by row: appending to one array for each row is
  /// faster than to one for each column.
  var countCells: [UInt32] = []
  /// As `countCells`; empty while every cell was observed.
  var observedCells: [Bool] = []
  var activities: [[Double?]]
  var labels: [TextColumnBuilder]

  private var rowCounts: [UInt32]
  private var rowObserved: [Bool]
  private var isRowObserved = true
  private var rowActivities: [Double?]

  init(format: FragmentTableFormat) {
    self.format = format
    missingTokens = format.missingTokens.map { Array($0.utf8) }
    counts = format.counts.map { _ in [] }
    observed = format.counts.map { _ in nil }
    activities = format.activities.map { _ in [] }
    labels = format.labels.map { _ in TextColumnBuilder() }
    rowCounts = format.counts.map { _ in 0 }
    rowObserved = format.counts.map { _ in true }
    rowActivities = format.activities.map { _ in nil }
  }

  /// Rows appended so far.
  var rowCount: Int { placements.count }
  /// Rows met so far, rejected ones included.
  var rowsRead = 0

  /// Appends the row that the reader stands on; a row that cannot be used is counted or thrown, as
  /// the format says.
  mutating func read(
    _ row: borrowing DelimitedLineReader, _ map: ColumnMap
  ) throws(GenomicsIOError) {
    rowsRead += 1
    guard let problem = appendRow(row, map) else { return }
    let rejected = RejectedRow(path: row.path, line: row.lineNumber, problem: problem)
    try summary.reject(rejected, format.badRows)
  }

  /// Appends the row that the reader stands on, or says why it cannot be used.
  private mutating func appendRow(_ row: borrowing DelimitedLineReader, _ map: ColumnMap)
    -> RowProblem?
  {
    guard row.fieldCount == map.names.count else {
      return .fieldCount(expected: map.names.count, found: row.fieldCount)
    }
    do throws(RowProblem) {
      let placement = try placement(row, map)
      try parseCounts(row, map)
      try parseActivities(row, map)
      if let field = map.sequence { try checkSequence(row, field, map) }
      try stageText(row, map)
      appendStaged(row, map, placement)
      return nil
    } catch {
      return error
    }
  }

  /// The table and its summary.
  consuming func finish() -> (table: FragmentTable, summary: FragmentTableSummary) {
    moveCells()
    let format = self.format
    let table = FragmentTable(
      chromosomeNames: chromosomes.names,
      placements: placements,
      names: format.name == nil ? nil : names.values,
      sequences: format.sequence == nil ? nil : sequences.collection(),
      counts: format.counts.indices.map {
        CountColumn(name: format.counts[$0].name, values: counts[$0], observed: observed[$0])
      },
      activities: format.activities.indices.map {
        ActivityColumn(name: format.activities[$0].name, values: activities[$0])
      },
      labels: format.labels.indices.map {
        LabelColumn(name: format.labels[$0].name, values: labels[$0].values)
      })
    return (table, summary)
  }

  private mutating func appendStaged(
    _ row: borrowing DelimitedLineReader, _ map: ColumnMap, _ placement: FragmentPlacement?
  ) {
    if isRowObserved, observedCells.isEmpty {
      countCells.append(contentsOf: rowCounts)
    } else {
      if observedCells.isEmpty {
        observedCells = Array(repeating: true, count: countCells.count)
      }
      countCells.append(contentsOf: rowCounts)
      observedCells.append(contentsOf: rowObserved)
    }
    for index in activities.indices { activities[index].append(rowActivities[index]) }
    if let field = map.sequence {
      sequences.append(letters: row.lines.buffer, row.starts[field]..<row.ends[field])
    }
    if map.name != nil { names.commit() }
    for index in labels.indices { labels[index].commit() }
    if var placement {
      placement.chromosome = chromosomes.commit()
      placements.append(placement)
    } else {
      placements.append(nil)
    }
  }

  private mutating func stageText(
    _ row: borrowing DelimitedLineReader, _ map: ColumnMap
  ) throws(RowProblem) {
    if let field = map.name, !names.stage(row, field) {
      throw .notText(column: map.names[field])
    }
    for (index, field) in map.labels.enumerated() where !labels[index].stage(row, field) {
      throw .notText(column: map.names[field])
    }
  }
}

extension FragmentTableBuilder {
  private func isMissing(_ row: borrowing DelimitedLineReader, _ field: Int) -> Bool {
    if row.isEmpty(field) { return true }
    for token in missingTokens where row.field(field, equals: token) { return true }
    return false
  }

  /// The placement of a row; its chromosome is staged and gets its index on commit.
  private mutating func placement(
    _ row: borrowing DelimitedLineReader, _ map: ColumnMap
  ) throws(RowProblem) -> FragmentPlacement? {
    if case .constant(let name) = format.chromosome {
      chromosomes.stage(name)
    } else if let field = map.chromosome {
      if isMissing(row, field) {
        if format.isPlacementOptional { return nil }
        throw .missingPlacement(column: map.names[field])
      }
      guard chromosomes.stage(row, field) else { throw .notText(column: map.names[field]) }
    } else {
      return nil
    }
    return FragmentPlacement(
      chromosome: 0, interval: try interval(row, map), strand: try strand(row, map))
  }

  private func interval(
    _ row: borrowing DelimitedLineReader, _ map: ColumnMap
  ) throws(RowProblem) -> Range<Int32>? {
    guard let startField = map.start, let endField = map.end else { return nil }
    let start = try coordinate(row, startField, map)
    let end = try coordinate(row, endField, map)
    guard let start, let end else {
      let missing = map.names[start == nil ? startField : endField]
      if !format.isPlacementOptional { throw .missingPlacement(column: missing) }
      if (start == nil) != (end == nil) { throw .halfInterval(column: missing) }
      return nil
    }
    return try format.coordinates.interval(
      start, end, startColumn: map.names[startField], endColumn: map.names[endField])
  }

  /// A coordinate as written in the file, nil when it is missing.
  private func coordinate(
    _ row: borrowing DelimitedLineReader, _ field: Int, _ map: ColumnMap
  ) throws(RowProblem) -> Int? {
    if let value = NumberText.digits(
      row.lines.buffer.span, row.starts[field], row.ends[field]),
      value >= format.coordinates.first, value <= Int(Int32.max)
    {
      return value
    }
    do throws(RowProblem) {
      return try row.coordinate(
        field, column: map.names[field], first: format.coordinates.first)
    } catch {
      if isMissing(row, field) { return nil }
      throw error
    }
  }

  private func strand(
    _ row: borrowing DelimitedLineReader, _ map: ColumnMap
  ) throws(RowProblem) -> Strand {
    guard let field = map.strand else { return .unstranded }
    return try row.strand(field, column: map.names[field])
  }

  private mutating func parseCounts(
    _ row: borrowing DelimitedLineReader, _ map: ColumnMap
  ) throws(RowProblem) {
    isRowObserved = true
    let bytes = row.lines.buffer.span
    for index in map.counts.indices {
      let field = map.counts[index]
      if let value = NumberText.digits(bytes, row.starts[field], row.ends[field]),
        let count = UInt32(exactly: value)
      {
        rowCounts[index] = count
        rowObserved[index] = true
        continue
      }
      do throws(RowProblem) {
        rowCounts[index] = try row.count(field, column: map.names[field])
        rowObserved[index] = true
      } catch {
        guard isMissing(row, field) else { throw error }
        rowCounts[index] = 0
        rowObserved[index] = false
        isRowObserved = false
      }
    }
  }

  private mutating func parseActivities(
    _ row: borrowing DelimitedLineReader, _ map: ColumnMap
  ) throws(RowProblem) {
    for (index, field) in map.activities.enumerated() {
      let value = NumberText.number(row.lines.buffer, row.starts[field], row.ends[field])
      if let value, value.isFinite {
        rowActivities[index] = value
      } else if isMissing(row, field) {
        rowActivities[index] = nil
      } else {
        throw .activityNotANumber(column: map.names[field], text: row.shownText(field))
      }
    }
  }

  private func checkSequence(
    _ row: borrowing DelimitedLineReader, _ field: Int, _ map: ColumnMap
  ) throws(RowProblem) {
    if isMissing(row, field) { throw .missingSequence(column: map.names[field]) }
    let range = row.starts[field]..<row.ends[field]
    if let bad = BaseLetters.firstInvalid(row.lines.buffer, range) {
      let letter = String(decoding: [row.lines.buffer[bad]], as: UTF8.self)
      throw .badBase(
        column: map.names[field], letter: letter, position: bad - range.lowerBound + 1)
    }
  }
}
