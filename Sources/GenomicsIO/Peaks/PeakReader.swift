public import GenomicTypes

/// Reads the peaks of one replicate: narrowPeak, broadPeak or BED with three or more columns, plain,
/// gzip or BGZF.
///
/// Empty lines and lines that start with "#", "track" or "browser" are passed over. Missing strands
/// are `unstranded`; −1 in the columns of signal, p-value, q-value and summit means none.
///
/// ```swift
/// // chr1  99  300  .  0  .  12.5  -1  3.2  100
/// let peak = try PeakReader.read("rep1.narrowPeak", format: .narrowPeak)[0]
/// // chr1:99-300, rank and signal 12.5, no p-value, summit 199
/// ```
public enum PeakReader {
  /// Reads every peak, in order.
  ///
  /// - Parameters:
  ///   - format: nil for what the file name tells.
  ///   - rank: the column to rank by; nil for the usual one of the format.
  /// - Throws: ``GenomicsIOError`` with file and line.
  public static func read(
    _ path: String, format: PeakFileFormat? = nil, rank: PeakRank? = nil, threads: Int = 1
  ) throws(GenomicsIOError) -> [Peak] {
    let format = format ?? PeakFileFormat(fileName: path)
    var rows = DelimitedLineReader(
      try LineReader(path: path, threads: threads), separator: DelimitedLineReader.tab)
    var header: [String]?
    var columns: PeakColumns?
    var peaks: [Peak] = []
    while try rows.advance() {
      if BEDReader.isAnnotation(rows.lines.buffer[rows.lines.line]) {
        if peaks.isEmpty, rows.fieldCount >= 3 { header = names(rows) }
        continue
      }
      let resolved: PeakColumns
      if let columns {
        resolved = columns
      } else {
        resolved = try PeakColumns(
          format, rank ?? format.usualRank, path: path, header: header, found: rows.fieldCount)
        columns = resolved
      }
      do throws(RowProblem) {
        peaks.append(try resolved.peak(rows))
      } catch {
        throw .badRow(RejectedRow(path: path, line: rows.lineNumber, problem: error))
      }
    }
    if peaks.isEmpty { throw .emptyFile(path: path) }
    return peaks
  }

  /// The names of a header line.
  private static func names(_ rows: borrowing DelimitedLineReader) -> [String] {
    var names: [String] = []
    for field in 0..<rows.fieldCount { names.append(rows.shownText(field)) }
    if let first = names.first, first.hasPrefix("#") { names[0] = String(first.dropFirst()) }
    return names
  }
}

/// Where the values of peaks are in one file.
private struct PeakColumns {
  private let format: PeakFileFormat
  /// Position of the column to rank by, from 0.
  private let rank: Int
  private let rankName: String
  /// Fewest columns of a row.
  private let needed: Int

  init(
    _ format: PeakFileFormat, _ rank: PeakRank, path: String, header: [String]?, found: Int
  ) throws(GenomicsIOError) {
    self.format = format
    if let number = rank.fixedColumn {
      self.rank = number - 1
    } else if case .column(let reference) = rank {
      let known = header ?? (format == .bed ? nil : format.columnNames)
      self.rank = try ColumnResolver(path: path, header: known, columns: found).position(
        of: reference, role: "the rank")
    } else {
      self.rank = 4
    }
    let names = header ?? format.columnNames
    let beyond = ["signalValue", "pValue", "qValue"]
    let place = self.rank
    rankName =
      names.indices.contains(place)
      ? names[place]
      : rank.fixedColumn != nil && place >= 6 ? beyond[place - 6] : "#\(place + 1)"
    needed = max(format.columns, place + 1)
  }

  func peak(_ rows: borrowing DelimitedLineReader) throws(RowProblem) -> Peak {
    guard rows.fieldCount >= needed else {
      throw .peak(.tooFewColumns(format: format, expected: needed, found: rows.fieldCount))
    }
    guard let chromosome = rows.text(0) else { throw .notText(column: "chrom") }
    if chromosome.isEmpty { throw .missingPlacement(column: "chrom") }
    let start = try rows.coordinate(1, column: "chromStart", first: 0)
    let end = try rows.coordinate(2, column: "chromEnd", first: 0)
    let range = try FragmentTableFormat.Coordinates.zeroBasedHalfOpen.interval(
      start, end, startColumn: "chromStart", endColumn: "chromEnd")
    let hasSignals = format != .bed
    return Peak(
      interval: GenomicInterval(
        chromosome: chromosome, start: Int(range.lowerBound), end: Int(range.upperBound)),
      strand: rows.fieldCount >= 6 && !rows.isEmpty(5)
        ? try rows.strand(5, column: "strand") : .unstranded,
      rank: try rankValue(rows),
      signal: hasSignals ? try optional(rows, 6) : nil,
      pValue: hasSignals ? try optional(rows, 7) : nil,
      qValue: hasSignals ? try optional(rows, 8) : nil,
      summit: format == .narrowPeak ? try summit(rows, range) : nil)
  }

  private func rankValue(_ rows: borrowing DelimitedLineReader) throws(RowProblem) -> Double {
    let value = try number(rows, rank, column: rankName)
    // In BED a score of −1 is a number like others.
    if value == -1, format != .bed, rank >= 6 { throw .peak(.noRank(column: rankName)) }
    return value
  }

  private func optional(
    _ rows: borrowing DelimitedLineReader, _ field: Int
  ) throws(RowProblem) -> Double? {
    let value = try number(rows, field, column: format.columnNames[field])
    return value == -1 ? nil : value
  }

  private func number(
    _ rows: borrowing DelimitedLineReader, _ field: Int, column: String
  ) throws(RowProblem) -> Double {
    let value = NumberText.number(rows.lines.buffer, rows.starts[field], rows.ends[field])
    guard let value, value.isFinite else {
      throw .peak(.notANumber(column: column, text: rows.shownText(field)))
    }
    return value
  }

  /// The summit as a position; the file has its offset from the start.
  private func summit(
    _ rows: borrowing DelimitedLineReader, _ range: Range<Int32>
  ) throws(RowProblem) -> Int? {
    let offset = try number(rows, 9, column: "peak")
    if offset == -1 { return nil }
    guard offset >= 0, offset < Double(range.count), offset == offset.rounded() else {
      throw .peak(.summitOutside(text: rows.shownText(9), length: range.count))
    }
    return Int(range.lowerBound) + Int(offset)
  }
}
