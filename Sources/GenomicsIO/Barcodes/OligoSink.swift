import GenomicTypes

/// Takes the rows of a table of barcodes and oligos.
struct OligoSink: BarcodeRowSink {
  var column = BarcodeColumnBuilder()
  private(set) var reads: [UInt32] = []
  private(set) var otherReads: [UInt32]?
  private(set) var oligos: [Int32] = []
  private(set) var names: [String] = []
  private(set) var placements: [FragmentPlacement?] = []
  private(set) var hasPlacements = false
  private(set) var chromosomes = ChromosomeNames()

  private let reader: BarcodeOligoReader
  private var indices: [Oligo: Int32] = [:]
  private var barcode = 0
  private var oligo = 1
  private var support: Int?
  private var place: PlacementFields?
  private var columnNames: [String] = []
  private var name = TextColumnBuilder()

  private struct Oligo: Hashable {
    let name: String
    let placement: FragmentPlacement?
  }

  init(reader: BarcodeOligoReader) { self.reader = reader }

  mutating func begin(
    _ columns: KnownColumns, firstRow: borrowing DelimitedLineReader
  ) throws(GenomicsIOError) {
    if columns.header == nil, reader.barcode == nil, reader.oligo == nil {
      try findWithoutHeader(columns, firstRow)
    } else {
      barcode = try columns.require(
        reader.barcode, role: "the barcode", known: BarcodeTableOptions.barcodeNames)
      oligo = try columns.require(
        reader.oligo, role: "the oligo",
        known: ["oligo_name", "oligoname", "oligo", "name", "oligo_id", "id"])
      support = try columns.find(
        reader.support, role: "the support",
        known: ["support"] + BarcodeTableOptions.countNames)
    }
    place = try PlacementFields(columns, reader)
    if place != nil { hasPlacements = true }
    columnNames = (0..<columns.columns).map(columns.name)
  }

  private mutating func findWithoutHeader(
    _ columns: KnownColumns, _ firstRow: borrowing DelimitedLineReader
  ) throws(GenomicsIOError) {
    guard columns.columns >= 2 else {
      throw .format(
        .columnOutOfRange(
          path: columns.path, role: "the oligo", number: 2, columns: columns.columns))
    }
    (barcode, oligo) = firstRow.looksLikeBarcode(0) ? (0, 1) : (1, 0)
    support = try columns.find(reader.support, role: "the support", known: [])
    let last = columns.columns - 1
    if support == nil, last >= 2,
      firstRow.looksLikeCount(last) || firstRow.looksLikeFraction(last)
    {
      support = last
    }
  }

  mutating func append(_ row: borrowing DelimitedLineReader) throws(RowProblem) {
    let field = try BarcodeColumnBuilder.field(row, barcode, column: columnNames[barcode])
    let counts = try supportCounts(row)
    if row.isEmpty(oligo) { throw .barcode(.missingName(column: columnNames[oligo])) }
    guard name.stage(row, oligo) else { throw .notText(column: columnNames[oligo]) }
    let placement = try place?.placement(row, columnNames, &chromosomes) ?? nil
    guard column.append(field, reads: counts.reads) else { return }
    oligos.append(index(of: Oligo(name: name.stagedText, placement: placement)))
    if counts.other > 0, otherReads == nil {
      otherReads = [UInt32](repeating: 0, count: reads.count)
    }
    reads.append(counts.reads)
    otherReads?.append(counts.other)
  }

  private mutating func index(of oligo: Oligo) -> Int32 {
    if let last = oligos.last, names[Int(last)] == oligo.name,
      placements[Int(last)] == oligo.placement
    {
      return last
    }
    if let known = indices[oligo] { return known }
    let index = Int32(names.count)
    indices[oligo] = index
    names.append(oligo.name)
    placements.append(oligo.placement)
    return index
  }

  /// Reads with the row's oligo and reads with others.
  private func supportCounts(
    _ row: borrowing DelimitedLineReader
  ) throws(RowProblem) -> (reads: UInt32, other: UInt32) {
    guard let support else { return (1, 0) }
    let name = columnNames[support]
    guard row.looksLikeFraction(support) else {
      return (try row.requiredCount(support, column: name), 0)
    }
    let text = row.shownText(support)
    let parts = text.split(separator: "/").map { UInt32($0) }
    guard parts.count == 2, let reads = parts[0], let total = parts[1], reads <= total else {
      throw .barcode(.badSupport(column: name, text: text))
    }
    return (reads, total - reads)
  }
}

extension DelimitedLineReader {
  /// Whether a field has a slash, as in "12/14".
  func looksLikeFraction(_ field: Int) -> Bool {
    lines.buffer[starts[field]..<ends[field]].contains(UInt8(ascii: "/"))
      && lines.buffer[starts[field]] &- 48 <= 9
  }
}
