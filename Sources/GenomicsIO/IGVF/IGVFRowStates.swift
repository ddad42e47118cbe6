/// Names seen in one column; neighbours with the same name cost no lookup.
struct DistinctNames {
  private(set) var names: [String] = []
  private var known: Set<String> = []
  private var last: [UInt8] = []

  var count: Int { names.count }

  /// Adds the name of a cell; false when it was seen before.
  @discardableResult
  mutating func insert(_ row: borrowing DelimitedLineReader, _ field: Int) -> Bool {
    if !last.isEmpty, row.field(field, equals: last) { return false }
    last = Array(row.lines.buffer[row.starts[field]..<row.ends[field]])
    let name = String(decoding: last, as: UTF8.self)
    let isNew = known.insert(name).inserted
    if isNew { names.append(name) }
    return isNew
  }
}

/// Barcodes seen: up to 31 bases as one word with a leading 1 that keeps lengths apart, longer ones
/// as text.
struct DistinctBarcodes {
  private var packed: Set<UInt64> = []
  private var long: Set<String> = []

  var count: Int { packed.count + long.count }

  mutating func insert(_ row: borrowing DelimitedLineReader, _ field: Int) {
    var bits: UInt64 = 1
    var isPacked = row.ends[field] - row.starts[field] < 32
    if isPacked {
      for position in row.starts[field]..<row.ends[field] {
        let byte = row.lines.buffer[position]
        if !IGVFCellRule.isUpperCaseBase(byte) {
          isPacked = false
          break
        }
        // Bits 1 and 2 of the ASCII letters A, C, G, T differ between the four.
        bits = bits << 2 | UInt64(byte >> 1 & 3)
      }
    }
    if isPacked { packed.insert(bits) } else { long.insert(row.shownText(field)) }
  }
}

/// Where the last row of a genomic table was.
struct IntervalOrder {
  private var chromosomes: Set<String> = []
  private var chromosome: [UInt8] = []
  private var start = 0
  private var end = 0

  /// What is wrong with the interval of a row whose cells keep their rules.
  mutating func problems(
    with row: borrowing DelimitedLineReader, of format: IGVFFormat
  ) -> [IGVFProblem] {
    func number(_ field: Int) -> Int {
      IGVFCellRule.wholeNumber(row.lines.buffer[row.starts[field]..<row.ends[field]]) ?? 0
    }
    let (newStart, newEnd) = (number(1), number(2))
    var problems: [IGVFProblem] = []
    // An insertion takes the place of no base.
    let mayBeEmpty = format == .genomicVariant
    if newStart > newEnd || (newStart == newEnd && !mayBeEmpty) {
      problems.append(.interval(start: newStart, end: newEnd, mayBeEmpty: mayBeEmpty))
    }
    if !row.field(0, equals: chromosome) {
      chromosome = Array(row.lines.buffer[row.starts[0]..<row.ends[0]])
      if !chromosomes.insert(row.shownText(0)).inserted {
        problems.append(.unsorted(chromosome: row.shownText(0), isChromosomeRepeated: true))
      }
    } else if (newStart, newEnd) < (start, end) {
      problems.append(.unsorted(chromosome: row.shownText(0), isChromosomeRepeated: false))
    }
    (start, end) = (newStart, newEnd)
    return problems
  }
}

/// What the columns of a designed sequence must have in common.
struct DesignedRows {
  private let sequence: Int?
  private let start: Int?
  private let end: Int?
  private let lists: [(name: String, field: Int, item: IGVFListItem)]

  init(_ names: [String]) {
    func field(_ name: String) -> Int? { names.firstIndex(of: name) }
    sequence = field("sequence")
    start = field("start")
    end = field("end")
    lists = IGVFFormat.sequenceDesign.columns.compactMap { column in
      guard case .list(let item) = column.rule, let field = field(column.name) else { return nil }
      return (column.name, field, item)
    }
  }

  /// What is wrong with a row whose cells keep their rules.
  func problems(with row: borrowing DelimitedLineReader) -> [IGVFProblem] {
    var problems: [IGVFProblem] = []
    var counts: [Int] = []
    for list in lists {
      let cell = row.lines.buffer[row.starts[list.field]..<row.ends[list.field]]
      let items = IGVFList(cell, of: list.item)?.items ?? []
      counts.append(items.count)
      if list.name == "variant_pos", let sequence {
        let length = row.ends[sequence] - row.starts[sequence]
        for position in items.compactMap({ IGVFCellRule.wholeNumber($0) }) where position >= length
        {
          problems.append(.variantPosition(position: position, length: length))
        }
      }
    }
    if Set(counts).count > 1 {
      problems.append(.listLengths(columns: lists.map(\.name), counts: counts))
    }
    if let start = number(row, start), let end = number(row, end), start >= end {
      problems.append(.interval(start: start, end: end, mayBeEmpty: false))
    }
    return problems
  }

  private func number(_ row: borrowing DelimitedLineReader, _ field: Int?) -> Int? {
    field.flatMap {
      IGVFCellRule.wholeNumber(row.lines.buffer[row.starts[$0]..<row.ends[$0]])
    }
  }
}
