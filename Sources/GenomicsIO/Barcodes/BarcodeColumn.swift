import GenomicTypes

/// Barcodes of a table, row by row, before it is known how long the table's barcodes are.
///
/// Barcodes with an N are only counted. The length is fixed at the end, by the caller or by the
/// reads, and rows of another length are taken out then.
struct BarcodeColumnBuilder {
  private(set) var barcodes: [UInt64] = []
  private(set) var lengths: [UInt8] = []
  private(set) var rowsWithUnknownBase = 0
  private(set) var readsWithUnknownBase = 0

  /// What a field holds.
  enum Field {
    case packed(UInt64, length: UInt8)
    /// A barcode with an N.
    case unknownBase
  }

  /// Reads a barcode, upper or lower case.
  static func field(
    _ row: borrowing DelimitedLineReader, _ field: Int, column: String
  ) throws(RowProblem) -> Field {
    try parse(row.lines.buffer, row.starts[field]..<row.ends[field], column: column)
  }

  /// Reads a barcode from bytes.
  static func parse(
    _ bytes: [UInt8], _ range: Range<Int>, column: String
  ) throws(RowProblem) -> Field {
    if range.isEmpty { throw .barcode(.missing(column: column)) }
    var bits: UInt64 = 0
    var hasUnknown = false
    for position in range {
      let byte = bytes[position]
      let code = BaseCode.code(ofLetter: byte)
      if code > 3 {
        guard byte | 0x20 == UInt8(ascii: "n") else {
          throw .barcode(
            .badLetter(
              column: column, letter: String(decoding: [byte], as: UTF8.self),
              position: position - range.lowerBound + 1))
        }
        hasUnknown = true
      }
      bits = bits << 2 | UInt64(code & 3)
    }
    if hasUnknown { return .unknownBase }
    guard range.count <= PackedBarcode.maximumLength else {
      throw .barcode(.tooLong(column: column, bases: range.count))
    }
    return .packed(bits, length: UInt8(range.count))
  }

  /// Adds a barcode; false when it is only counted, and the other columns must not be added to.
  mutating func append(_ field: Field, reads: UInt32) -> Bool {
    switch field {
    case .packed(let bits, let length):
      barcodes.append(bits)
      lengths.append(length)
      return true
    case .unknownBase:
      rowsWithUnknownBase += 1
      readsWithUnknownBase += Int(reads)
      return false
    }
  }

  /// Fixes the length and says which rows have it.
  ///
  /// - Parameters:
  ///   - wanted: the length; nil for the one with most reads, which must have at least half of
  ///     them.
  ///   - reads: reads of each row, every row counting 1 where all have 0.
  /// - Throws: ``GenomicsIOError/barcodeLength(paths:wanted:histogram:)``.
  func settle(
    paths: [String], wanted: Int?, reads: [UInt32]
  ) throws(GenomicsIOError) -> BarcodeLengthChoice {
    var byLength = [Int](repeating: 0, count: PackedBarcode.maximumLength + 1)
    let hasReads = reads.contains { $0 > 0 }
    for row in lengths.indices { byLength[Int(lengths[row])] += hasReads ? Int(reads[row]) : 1 }
    let mode = byLength.indices.max { (byLength[$0], $0) < (byLength[$1], $1) } ?? 0
    let length = wanted ?? mode
    let total = byLength.reduce(0, +)
    let isClear =
      wanted.map { byLength.indices.contains($0) && byLength[$0] > 0 }
      ?? (byLength[mode] * 2 >= total)
    guard isClear else {
      let histogram = byLength.indices.filter { byLength[$0] > 0 }
        .map { BarcodeLengthCount(length: $0, reads: byLength[$0]) }
      throw .barcodeLength(paths: paths, wanted: wanted, histogram: histogram)
    }
    let kept = lengths.indices.filter { Int(lengths[$0]) == length }
    return BarcodeLengthChoice(
      length: length, keptRows: kept.count == lengths.count ? nil : kept, rowsRead: lengths.count)
  }
}

/// The length of a table's barcodes and the rows that have it.
struct BarcodeLengthChoice {
  let length: Int
  /// Rows to keep, nil for all.
  let keptRows: [Int]?
  let rowsRead: Int

  var dropped: Int { keptRows.map { rowsRead - $0.count } ?? 0 }

  /// The kept entries of a column.
  func selecting<Value>(_ column: [Value]) -> [Value] {
    keptRows.map { rows in rows.map { column[$0] } } ?? column
  }
}

/// Reads of a table whose barcodes have one length.
public struct BarcodeLengthCount: Hashable, Sendable {
  /// Bases of the barcode.
  public let length: Int
  /// Reads, or rows in a table without counts.
  public let reads: Int
}
