public import GenomicTypes

/// One line of a BED file.
public struct BEDRecord: Hashable, Sendable {
  /// Where it lies.
  public let interval: GenomicInterval
  /// Column 4; nil in a file with three columns.
  public let name: String?
  /// Column 5, as written; nil when the file has fewer columns.
  public let score: String?
  /// Column 6; `unstranded` when the file has fewer columns.
  public let strand: Strand
}

/// What can be wrong with a line of a BED file.
public enum BEDProblem: Error, Hashable, Sendable {
  /// The line has fewer than three fields.
  case tooFewFields(found: Int)
  /// Start or end is not a whole number of at least 0.
  case badCoordinate(column: Int, text: String)
  /// The interval runs backwards.
  case startAfterEnd(start: Int, end: Int)
  /// Column 6 is not +, - or .
  case badStrand(text: String)
  /// The line is not UTF-8.
  case notText
}

extension BEDProblem: CustomStringConvertible {
  /// The message a user reads, without its place.
  public var description: String {
    switch self {
    case .tooFewFields(let found):
      "the line has \(found) fields; expected at least chromosome, start and end. "
        + "Check the separator."
    case .badCoordinate(let column, let text):
      "column \(column) is '\(text)'; expected a whole number from 0 to 2147483647."
    case .startAfterEnd(let start, let end):
      "the end is \(end) but the start is \(start); expected start ≤ end. Check the column order."
    case .badStrand(let text): "column 6 is '\(text)'; expected +, - or ."
    case .notText: "the line is not UTF-8 text. Save the file as UTF-8."
    }
  }
}

/// Reads BED files with three or more columns, plain, gzip or BGZF.
///
/// BED is 0-based and half-open, as cupel is. Columns after the sixth are ignored, and so are
/// empty lines and lines that start with "#", "track" or "browser". Fields are separated by tabs,
/// or by spaces in a line without tabs. An interval without bases is allowed: BED uses it for
/// insertions.
///
/// ```swift
/// // chr1  999  2000  peak_1  0  -
/// let record = try BEDReader.read("peaks.bed")[0]
/// // record.interval chr1:999-2000, record.name "peak_1", record.strand .reverse
/// ```
public enum BEDReader {
  /// Reads every line, in order.
  ///
  /// - Throws: ``GenomicsIOError`` with the line when the file is damaged, or a line has too few
  ///   fields, a bad coordinate or a bad strand; `emptyFile` when there is no interval.
  public static func read(
    _ path: String, threads: Int = 1
  ) throws(GenomicsIOError) -> [BEDRecord] {
    var lines = try LineReader(path: path, threads: threads)
    var records: [BEDRecord] = []
    while try lines.advance() {
      let bytes = lines.buffer[lines.line]
      if bytes.isEmpty || isAnnotation(bytes) { continue }
      do throws(BEDProblem) {
        records.append(try record(bytes))
      } catch {
        throw .badBEDLine(path: path, line: lines.lineNumber, error)
      }
    }
    if records.isEmpty { throw .emptyFile(path: path) }
    return records
  }

  /// Whether a line is a comment or a line for a genome browser.
  static func isAnnotation(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.first == UInt8(ascii: "#")
      || ["track", "browser"].contains { word in
        bytes.starts(with: word.utf8)
          && [0x20, 0x09, nil].contains(bytes.dropFirst(word.utf8.count).first)
      }
  }

  private static func record(_ bytes: ArraySlice<UInt8>) throws(BEDProblem) -> BEDRecord {
    let hasTabs = bytes.contains(0x09)
    let fields = bytes.split(
      separator: hasTabs ? 0x09 : 0x20, maxSplits: 6, omittingEmptySubsequences: !hasTabs)
    guard fields.count >= 3, !fields[0].isEmpty else {
      throw .tooFewFields(found: fields.count)
    }
    let start = try coordinate(fields[1], column: 2)
    let end = try coordinate(fields[2], column: 3)
    if start > end { throw .startAfterEnd(start: start, end: end) }
    var strand = Strand.unstranded
    if fields.count >= 6 {
      let symbol = try text(fields[5])
      guard let read = Strand(symbol: symbol) else { throw .badStrand(text: symbol) }
      strand = read
    }
    return BEDRecord(
      interval: GenomicInterval(chromosome: try text(fields[0]), start: start, end: end),
      name: fields.count >= 4 ? try text(fields[3]) : nil,
      score: fields.count >= 5 ? try text(fields[4]) : nil, strand: strand)
  }

  private static func coordinate(
    _ field: ArraySlice<UInt8>, column: Int
  ) throws(BEDProblem) -> Int {
    let bytes = Array(field)
    let limit = Int(Int32.max)
    if case .value(let value) = NumberText.wholeNumber(bytes, 0, bytes.count, limit: limit) {
      return value
    }
    throw .badCoordinate(column: column, text: String(decoding: field, as: UTF8.self))
  }

  private static func text(_ field: ArraySlice<UInt8>) throws(BEDProblem) -> String {
    guard let text = String(validating: field, as: UTF8.self) else { throw .notText }
    return text
  }
}
