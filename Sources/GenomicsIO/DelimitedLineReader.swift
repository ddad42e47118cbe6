/// The rows of a delimited text file, split into fields without a copy.
///
/// A field may be quoted: with a comma as separator, quotes protect separators and `""` stands
/// for a quote; with a tab they are only taken off. Empty lines are skipped. The bytes of field
/// `i` are `buffer[starts[i]..<ends[i]]`, quotes taken off, until the next `advance`.
struct DelimitedLineReader: ~Copyable {
  private(set) var lines: LineReader
  let separator: UInt8
  /// Bounds of the fields; entries from `fieldCount` on are left over from longer rows.
  private(set) var starts: [Int] = []
  private(set) var ends: [Int] = []
  /// Number of fields of the current row.
  private(set) var fieldCount = 0
  /// Whether a quoted field of the row has quotes inside.
  private var hasInnerQuotes = false

  private static let quote = UInt8(ascii: "\"")
  static let tab = UInt8(ascii: "\t")
  static let comma = UInt8(ascii: ",")

  /// Makes a reader; the first row is the next one of `lines`.
  init(_ lines: consuming LineReader, separator: UInt8) {
    self.lines = lines
    self.separator = separator
  }

  /// Line of the current row, counted from 1.
  var lineNumber: Int { lines.lineNumber }
  var path: String { lines.path }

  /// Moves to the next row; false at the end of the file.
  mutating func advance() throws(GenomicsIOError) -> Bool {
    while try lines.advance() {
      if lines.line.isEmpty { continue }
      try splitCurrentLine()
      return true
    }
    return false
  }

  /// Takes the next whole lines as they are; see ``LineReader/takeLines(bytes:)``.
  mutating func takeLines(bytes: Int) throws(GenomicsIOError) -> TextLines? {
    try lines.takeLines(bytes: bytes)
  }

  /// The part of the file that has been read, about; nil when that cannot be said.
  mutating func fractionRead() -> Double? { lines.fractionRead() }

  /// Splits the line that `lines` stands on.
  mutating func splitCurrentLine() throws(GenomicsIOError) {
    fieldCount = 0
    hasInnerQuotes = false
    if separator == Self.comma { try splitQuoted() } else { splitPlain() }
  }

  private mutating func splitPlain() {
    let line = lines.line
    var count = 0
    repeat {
      if count > starts.count {
        starts += repeatElement(0, count: count - starts.count)
        ends += repeatElement(0, count: count - ends.count)
      }
      count = Self.split(
        lines.buffer, line, at: separator, &starts, &ends, &hasInnerQuotes)
    } while count > starts.count
    fieldCount = count
  }

  /// Finds the fields of a line and notes as many as there is room for; returns their number.
  private static func split(
    _ buffer: [UInt8], _ line: Range<Int>, at separator: UInt8,
    _ starts: inout [Int], _ ends: inout [Int], _ hasInnerQuotes: inout Bool
  ) -> Int {
    let bytes = buffer.span
    var starts = starts.mutableSpan
    var ends = ends.mutableSpan
    let room = starts.count
    var count = 0
    var start = line.lowerBound
    var position = start
    while true {
      while position < line.upperBound, bytes[position] != separator { position += 1 }
      if count < room {
        let isQuoted =
          position - start >= 2 && bytes[start] == quote && bytes[position - 1] == quote
        if isQuoted { hasInnerQuotes = true }
        starts[count] = isQuoted ? start + 1 : start
        ends[count] = isQuoted ? position - 1 : position
      }
      count += 1
      if position >= line.upperBound { return count }
      position += 1
      start = position
    }
  }

  @inline(__always) private mutating func addField(_ start: Int, _ end: Int) {
    if fieldCount < starts.count {
      starts[fieldCount] = start
      ends[fieldCount] = end
    } else {
      starts.append(start)
      ends.append(end)
    }
    fieldCount += 1
  }

  private mutating func splitQuoted() throws(GenomicsIOError) {
    let line = lines.line
    var position = line.lowerBound
    while true {
      let start = position
      if position < line.upperBound, lines.buffer[position] == Self.quote {
        position = try closingQuote(after: position)
        addField(start + 1, position)
        position += 1
        if position < line.upperBound, lines.buffer[position] != separator {
          throw .openQuote(path: path, line: lineNumber)
        }
      } else {
        while position < line.upperBound, lines.buffer[position] != separator { position += 1 }
        addField(start, position)
      }
      if position >= line.upperBound { return }
      position += 1
    }
  }

  private mutating func closingQuote(after start: Int) throws(GenomicsIOError) -> Int {
    let end = lines.line.upperBound
    var position = start + 1
    while position < end {
      if lines.buffer[position] == Self.quote {
        guard position + 1 < end, lines.buffer[position + 1] == Self.quote else { return position }
        hasInnerQuotes = true
        position += 1
      }
      position += 1
    }
    throw .openQuote(path: path, line: lineNumber)
  }

  /// Whether a field has no bytes.
  func isEmpty(_ field: Int) -> Bool { starts[field] == ends[field] }

  /// A field as text, nil when it is not UTF-8.
  func text(_ field: Int) -> String? {
    guard let text = String(validating: lines.buffer[starts[field]..<ends[field]], as: UTF8.self)
    else { return nil }
    guard hasInnerQuotes, text.utf8.contains(Self.quote), starts[field] > lines.line.lowerBound,
      lines.buffer[starts[field] - 1] == Self.quote
    else { return text }
    var unescaped: [UInt8] = []
    var previousWasQuote = false
    for byte in text.utf8 {
      if byte == Self.quote, previousWasQuote {
        previousWasQuote = false
        continue
      }
      previousWasQuote = byte == Self.quote
      unescaped.append(byte)
    }
    return String(decoding: unescaped, as: UTF8.self)
  }

  /// A field as text for a message, bytes that are not UTF-8 replaced.
  func shownText(_ field: Int) -> String {
    String(decoding: lines.buffer[starts[field]..<ends[field]], as: UTF8.self)
  }

  /// Whether a field has exactly these bytes.
  func field(_ field: Int, equals bytes: [UInt8]) -> Bool {
    let start = starts[field]
    guard ends[field] - start == bytes.count else { return false }
    for index in bytes.indices where lines.buffer[start + index] != bytes[index] { return false }
    return true
  }
}
