public import GenomicTypes

/// Reads FASTQ files of four lines to a read, plain, gzip or BGZF, in batches.
///
/// Lines may end with CRLF; empty lines after the last read are ignored. A read may have no letters.
/// Qualities are checked for their length and dropped.
///
/// ```swift
/// // @r1/1 lane 3
/// // ACGTN
/// // +
/// // IIIII
/// var reader = try FASTQReader(path: "reads.fastq.gz")
/// while let batch = try reader.next() { }  // one read "ACGTN" named "r1"
/// ```
public struct FASTQReader: ~Copyable {
  /// Reads in a batch, the last one of a file aside.
  public static let readsPerBatch = 1 << 15

  /// The file.
  public let path: String
  /// Reads handed out so far.
  public private(set) var readsSoFar = 0
  private var lines: LineReader
  private let keepsNames: Bool
  private var isAtEnd = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - keepsNames: whether batches have the names of their reads.
  ///   - threads: threads that decompress BGZF.
  /// - Throws: ``GenomicsIOError`` when the file cannot be opened, has no bytes, or is compressed in
  ///   a way that is not read.
  public init(path: String, keepsNames: Bool = true, threads: Int = 1) throws(GenomicsIOError) {
    self.path = path
    self.keepsNames = keepsNames
    lines = try LineReader(path: path, threads: threads)
  }

  /// The next reads, nil after the last.
  ///
  /// - Throws: ``GenomicsIOError`` with file and line when a record is not FASTQ, sequence and
  ///   quality differ in length, the file ends inside a record, or its compressed data is damaged.
  public mutating func next(
    maximumReads: Int = FASTQReader.readsPerBatch
  ) throws(GenomicsIOError) -> ReadBatch? {
    precondition(maximumReads >= 1, "\(maximumReads) reads")
    if isAtEnd { return nil }
    var columns = ReadColumns(keepsNames: keepsNames, maximumReads: maximumReads)
    while columns.count < maximumReads {
      guard try readRecord(into: &columns) else {
        isAtEnd = true
        break
      }
    }
    readsSoFar += columns.count
    return columns.count == 0 ? nil : columns.batch()
  }

  private mutating func readRecord(into columns: inout ReadColumns) throws(GenomicsIOError) -> Bool
  {
    guard try lines.advance() else { return false }
    guard lines.startsWith(UInt8(ascii: "@")) else {
      if try onlyEmptyLinesFollow() { return false }
      throw problem(.noName(text: lines.shownLine))
    }
    if keepsNames { columns.appendName(lines.buffer, lines.line) }
    guard try lines.advance() else { throw problem(.incomplete(lines: 1)) }
    let letters = lines.line.count
    columns.appendLetters(lines.buffer, lines.line)
    guard try lines.advance() else { throw problem(.incomplete(lines: 2)) }
    guard lines.startsWith(UInt8(ascii: "+")) else {
      throw problem(.noSeparator(text: lines.shownLine))
    }
    guard try lines.advance() else {
      // The quality of a read without letters is an empty line, which may be the missing last one.
      if letters == 0 { return true }
      throw problem(.incomplete(lines: 3))
    }
    guard lines.line.count == letters else {
      throw problem(.lengths(sequence: letters, quality: lines.line.count))
    }
    return true
  }

  /// Whether this line and every later one are empty; stays at the first that is not.
  private mutating func onlyEmptyLinesFollow() throws(GenomicsIOError) -> Bool {
    guard lines.line.isEmpty else { return false }
    while try lines.advance() {
      if !lines.line.isEmpty { return false }
    }
    return true
  }

  private func problem(_ problem: FASTQProblem) -> GenomicsIOError {
    .fastq(path: path, line: max(lines.lineNumber, 1), problem)
  }
}

extension LineReader {
  /// Whether the current line starts with a byte.
  fileprivate func startsWith(_ byte: UInt8) -> Bool {
    !line.isEmpty && buffer[line.lowerBound] == byte
  }

  /// The start of the current line for a message.
  fileprivate var shownLine: String {
    String(decoding: buffer[line].prefix(20), as: UTF8.self)
  }
}

/// Columns of a batch under construction.
struct ReadColumns {
  private var letters: [UInt8] = []
  private var offsets: [Int] = [0]
  private var names: [UInt8] = []
  private var nameOffsets: [Int] = []

  init(keepsNames: Bool, maximumReads: Int) {
    offsets.reserveCapacity(min(maximumReads, FASTQReader.readsPerBatch) + 1)
    if keepsNames { nameOffsets = [0] }
  }

  var count: Int { offsets.count - 1 }

  mutating func appendLetters(_ bytes: [UInt8], _ range: Range<Int>) {
    letters.append(contentsOf: bytes[range])
    offsets.append(letters.count)
  }

  /// Adds the name that a header line holds after its first byte.
  mutating func appendName(_ bytes: [UInt8], _ line: Range<Int>) {
    let start = line.lowerBound + 1
    var end = start
    while end < line.upperBound, bytes[end] != 0x20, bytes[end] != 0x09 { end += 1 }
    let hasMateNumber =
      end - start >= 2 && bytes[end - 2] == UInt8(ascii: "/")
      && bytes[end - 1] >= UInt8(ascii: "1") && bytes[end - 1] <= UInt8(ascii: "3")
    names.append(contentsOf: bytes[start..<(hasMateNumber ? end - 2 : end)])
    nameOffsets.append(names.count)
  }

  func batch() -> ReadBatch {
    ReadBatch(letters: letters, offsets: offsets, names: names, nameOffsets: nameOffsets)
  }
}
