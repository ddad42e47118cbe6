/// How many reads have a barcode of each length.
///
/// Reads are counted, not distinct barcodes. Where there is an adapter the length is where it
/// starts; elsewhere it is the wanted length, or less for reads that end before.
///
/// ```swift
/// let histogram = BarcodeLengthHistogram(reads: [0, 0, 0, 1, 9], withoutAdapter: 2)
/// histogram.mode       // 4
/// histogram.modeShare  // 0.9
/// ```
public struct BarcodeLengthHistogram: Hashable, Sendable, Codable {
  /// The share of reads that the most frequent length must have to be detected.
  public static let requiredShare = 0.9

  /// Reads of each length from 0 on; the last is not 0.
  public let reads: [Int]
  /// Reads in which the adapter was not found.
  public let withoutAdapter: Int

  /// Makes a histogram.
  public init(reads: [Int], withoutAdapter: Int) {
    self.reads = Array(reads[..<(reads.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0)])
    self.withoutAdapter = withoutAdapter
  }

  /// Reads with a length.
  public var total: Int { reads.reduce(0, +) }

  /// The most frequent length, the shortest of several; nil when there are no reads.
  public var mode: Int? {
    reads.max().flatMap { reads.firstIndex(of: $0) }
  }

  /// Share of the most frequent length among reads with a length; nil when there are none.
  public var modeShare: Double? {
    mode.map { Double(reads[$0]) / Double(total) }
  }
}

extension BarcodeLengthHistogram: CustomStringConvertible {
  /// One line for each length that occurs, at most the twenty most frequent, in order of length:
  /// "  20 bases: 962104 reads, 96.2 %".
  public var description: String {
    let present = reads.indices.filter { reads[$0] > 0 }
    let shown = present.sorted { (reads[$1], $0) < (reads[$0], $1) }.prefix(20).sorted()
    var lines = shown.map { length in
      "  \(length) bases: \(reads[length]) reads, \(Self.percent(reads[length], total))"
    }
    if shown.count < present.count {
      lines.append("  \(present.count - shown.count) more lengths, each less frequent")
    }
    if withoutAdapter > 0 { lines.append("  no adapter: \(withoutAdapter) reads") }
    return lines.joined(separator: "\n")
  }

  private static func percent(_ part: Int, _ whole: Int) -> String {
    let tenths = Int((Double(part) / Double(whole) * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
