import GenomicTypes

/// Fields as values. `column` is the name of the field's column for the message.
extension DelimitedLineReader {
  /// A field as a count.
  func count(_ field: Int, column: String) throws(RowProblem) -> UInt32 {
    try count(starts[field]..<ends[field], column: column)
  }

  /// A part of a field as a count.
  func count(_ range: Range<Int>, column: String) throws(RowProblem) -> UInt32 {
    let number = NumberText.wholeNumber(
      lines.buffer, range.lowerBound, range.upperBound, limit: Int(UInt32.max))
    if case .value(let value) = number { return UInt32(value) }
    let text = String(decoding: lines.buffer[range], as: UTF8.self)
    switch number {
    case .negative: throw .negativeCount(column: column, text: text)
    case .fractional: throw .fractionalCount(column: column, text: text)
    case .tooLarge: throw .countTooLarge(column: column, text: text)
    case .value, .notANumber: throw .countNotANumber(column: column, text: text)
    }
  }

  /// A field as a coordinate, as written.
  func coordinate(_ field: Int, column: String, first: Int) throws(RowProblem) -> Int {
    let number = NumberText.wholeNumber(
      lines.buffer, starts[field], ends[field], limit: Int(Int32.max))
    if case .value(let value) = number, value >= first { return value }
    let text = shownText(field)
    switch number {
    case .tooLarge: throw .coordinateTooLarge(column: column, text: text)
    case .value, .negative: throw .coordinateTooSmall(column: column, text: text, first: first)
    case .fractional, .notANumber: throw .coordinateNotANumber(column: column, text: text)
    }
  }

  /// A field as a strand.
  func strand(_ field: Int, column: String) throws(RowProblem) -> Strand {
    if ends[field] - starts[field] == 1 {
      switch lines.buffer[starts[field]] {
      case UInt8(ascii: "+"): return .forward
      case UInt8(ascii: "-"): return .reverse
      default: break
      }
    }
    let text = shownText(field)
    guard let strand = Strand(symbol: text) else { throw .badStrand(column: column, text: text) }
    return strand
  }

  /// A field as a mapping quality; 255, not available, is 0.
  func mappingQuality(_ field: Int, column: String) throws(RowProblem) -> UInt8 {
    let number = NumberText.wholeNumber(
      lines.buffer, starts[field], ends[field], limit: Int(UInt8.max))
    guard case .value(let value) = number else {
      throw .barcode(.badQuality(column: column, text: shownText(field)))
    }
    return value == 255 ? 0 : UInt8(value)
  }
}

extension FragmentTableFormat.Coordinates {
  /// The number of the first base.
  var first: Int { self == .oneBasedClosed ? 1 : 0 }

  /// A start and an end as written in the file as an interval, 0-based and half-open.
  func interval(
    _ start: Int, _ end: Int, startColumn: String, endColumn: String
  ) throws(RowProblem) -> Range<Int32> {
    guard self == .oneBasedClosed ? start <= end : start < end else {
      throw .startNotBeforeEnd(
        startColumn: startColumn, start: start, endColumn: endColumn, end: end, self)
    }
    // A 1-based closed interval [start, end] is the 0-based half-open [start − 1, end).
    return Int32(start - first)..<Int32(end)
  }
}
