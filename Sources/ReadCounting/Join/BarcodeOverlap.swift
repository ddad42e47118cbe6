import GenomicTypes
import Sharding

/// How many barcodes a sample shares with a library.
public struct BarcodeOverlap: Hashable, Sendable {
  /// Name of the sample.
  public let sample: String
  /// Name of the library.
  public let library: String
  /// Whether the sample is said to be made from the library.
  public let isDeclared: Bool
  /// Distinct barcodes of the sample that were read at least once.
  public let sampleBarcodes: Int
  /// Assigned barcodes of the library.
  public let libraryBarcodes: Int
  /// Barcodes in both.
  public let shared: Int
  /// Barcodes in both after reverse-complementing those of the sample; nil when not looked for,
  /// which is when the sample shares a tenth of its barcodes or more as they are.
  public let sharedWhenReversed: Int?
  /// Barcodes that two independent sets of these sizes would share: n₁n₂ / 4^L.
  public let expectedByChance: Double

  /// Share of the sample's barcodes that are in the library; nil when it has none.
  public var fractionOfSample: Double? {
    sampleBarcodes > 0 ? Double(shared) / Double(sampleBarcodes) : nil
  }

  /// Share of the library's barcodes that are in the sample; nil when it has none.
  public var fractionOfLibrary: Double? {
    libraryBarcodes > 0 ? Double(shared) / Double(libraryBarcodes) : nil
  }

  /// Whether the sample was read from the other strand: at least a hundredth of its barcodes are in
  /// the library when reverse-complemented, ten times as many as otherwise and as by chance.
  public var looksReversed: Bool {
    guard let reversed = sharedWhenReversed, reversed * 100 >= sampleBarcodes else { return false }
    return reversed >= 10 * shared && Double(reversed) >= 10 * expectedByChance && reversed >= 10
  }

  /// The finding as a user reads it.
  var reverseComplementMessage: String {
    "sample '\(sample)': \(Self.percent(shared, of: sampleBarcodes)) of its barcodes are in library "
      + "'\(library)', \(Self.percent(sharedWhenReversed ?? 0, of: sampleBarcodes)) when "
      + "reverse-complemented; expected both to be read from one strand. Reverse-complement the "
      + "barcodes of the sample or of the library."
  }

  /// "0.1 %", "87 %": one decimal below 10 %, "less than 0.1 %" for what would read as 0.
  private static func percent(_ part: Int, of whole: Int) -> String {
    guard part > 0, whole > 0 else { return "0 %" }
    let tenths = (Double(part) * 1000 / Double(whole)).rounded()
    if tenths < 1 { return "less than 0.1 %" }
    if tenths >= 100 { return "\(Int((tenths / 10).rounded())) %" }
    return "\(Int(tenths) / 10).\(Int(tenths) % 10) %"
  }
}

/// Compares the barcodes of every sample with those of every library, declared or not.
///
/// A sample that overlaps another library than its own is swapped or contaminated; one that
/// overlaps none but does when reverse-complemented was read from the other strand. Samples and
/// libraries whose barcodes differ in length have no entry.
///
/// ```swift
/// let overlaps = try barcodeOverlaps(libraries: libraries, samples: samples, threads: 4)
/// if let reversed = overlaps.first(where: { $0.isDeclared && $0.looksReversed }) {
///   throw BarcodeJoinError.reverseComplement(reversed)
/// }
/// ```
///
/// - Returns: one entry per sample and library, samples outermost, in the order given.
/// - Complexity: O(barcodes) for each pair; memory 20 bytes per barcode of a sample that is looked
///   at reversed.
public func barcodeOverlaps(
  libraries: [BarcodeLibrary], samples: [BarcodeSample], threads: Int = 1
) throws -> [BarcodeOverlap] {
  try shardedMap(shards: samples.count, threads: threads) { index in
    let sample = samples[index]
    let seen = sample.barcodes.seenBarcodes
    var reversed: [UInt64]?
    var overlaps: [BarcodeOverlap] = []
    for library in libraries where library.barcodes.length == sample.barcodes.length {
      let listed = library.barcodes.barcodes
      let shared = sharedCount(seen, listed)
      var sharedWhenReversed: Int?
      if shared * 10 < seen.count {
        let sorted = try reversed ?? reverseComplements(of: seen, length: sample.barcodes.length)
        sharedWhenReversed = sharedCount(sorted, listed)
        reversed = sorted
      }
      overlaps.append(
        BarcodeOverlap(
          sample: sample.name, library: library.name,
          isDeclared: sample.libraries.map { $0.contains(library.name) } ?? true,
          sampleBarcodes: seen.count, libraryBarcodes: listed.count, shared: shared,
          sharedWhenReversed: sharedWhenReversed,
          expectedByChance: BarcodeSpace.expectedShared(
            seen.count, listed.count, length: sample.barcodes.length)))
    }
    return overlaps
  }.flatMap(\.self)
}

extension CountedBarcodes {
  /// The barcodes that were read at least once: a table may list others with 0.
  fileprivate var seenBarcodes: [UInt64] {
    if !reads.contains(0) { return barcodes }
    return barcodes.indices.filter { reads[$0] > 0 }.map { barcodes[$0] }
  }
}

/// The reverse complements of barcodes, ascending.
private func reverseComplements(of barcodes: [UInt64], length: Int) throws -> [UInt64] {
  let reversed = barcodes.map { PackedBarcode.reverseComplement($0, length: length) }
  let order = try RowOrder.rows(byKeys: reversed, bits: 2 * length, threads: 1)
  return order.map { reversed[Int($0)] }
}

/// How many numbers two strictly ascending lists share.
private func sharedCount(_ a: [UInt64], _ b: [UInt64]) -> Int {
  var shared = 0
  var place = 0
  let (short, long) = a.count <= b.count ? (a, b) : (b, a)
  for value in short {
    advance(&place, in: long, to: value)
    if place == long.count { break }
    if long[place] == value { shared += 1 }
  }
  return shared
}
