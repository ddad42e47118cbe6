import Estimators
import Sharding

/// Features as histogram bins: what trees are grown from.
///
/// Features are held in octets: one 64-bit word per row carries the bins of up to eight
/// neighbouring features, the first in the lowest byte. One load then serves eight histogram
/// updates, which fall into different histograms and do not wait for each other.
struct BinnedFeatures: Sendable {
  /// Number of binned rows.
  let rowCount: Int
  /// One set of cuts per feature.
  let cuts: [FeatureCuts]
  /// Octets of features, in feature order.
  let octets: [FeatureOctet]

  /// Bins the chosen rows of all features.
  ///
  /// - Throws: `EstimatorError.nonFiniteFeature`: these trees have no branch for missing values.
  /// - Complexity: O(rows · features), by radix sort.
  init(_ matrix: FeatureMatrix, rows: [Int], maximumBins: Int, threads: Int) throws {
    precondition(rows.count < 1 << 32, "\(rows.count) rows")
    rowCount = rows.count
    let count = (matrix.featureCount + FeatureOctet.width - 1) / FeatureOctet.width
    let binned = try shardedMap(shards: count, threads: threads) { shard in
      let first = shard * FeatureOctet.width
      let last = min(first + FeatureOctet.width, matrix.featureCount)
      var binner = FeatureBinner(rows: rows, maximumBins: maximumBins)
      var words = [UInt64](repeating: 0, count: rows.count)
      let cuts = try (first..<last).map { feature in
        try binner.bin(matrix, feature: feature, into: &words, slot: feature - first)
      }
      return (
        FeatureOctet(firstFeature: first, binCounts: cuts.map(\.binCount), words: words), cuts
      )
    }
    octets = binned.map(\.0)
    cuts = binned.flatMap(\.1)
  }
}

/// The bins of up to eight neighbouring features.
struct FeatureOctet: Sendable {
  /// Greatest number of features of an octet.
  static let width = 8

  /// Index of the feature in the lowest byte.
  let firstFeature: Int
  /// Number of bins of each feature of the octet.
  let binCounts: [Int]
  /// One word per row.
  let words: [UInt64]
}

/// Sorts one feature after another in the same scratch memory.
private struct FeatureBinner {
  private let rows: [Int]
  private let maximumBins: Int
  private var keyed: [UInt64]
  private var scratch: [UInt64]

  init(rows: [Int], maximumBins: Int) {
    self.rows = rows
    self.maximumBins = maximumBins
    keyed = [UInt64](repeating: 0, count: rows.count)
    scratch = keyed
  }

  /// Cuts one feature and writes its bins to byte `slot` of every word.
  mutating func bin(
    _ matrix: FeatureMatrix, feature: Int, into words: inout [UInt64], slot: Int
  ) throws -> FeatureCuts {
    try loadKeys(matrix, feature: feature)
    sortKeys()
    var runs: [(value: Float, count: Int)] = []
    var start = 0
    while start < keyed.count {
      let key = keyed[start] >> 32
      var end = start + 1
      while end < keyed.count, keyed[end] >> 32 == key { end += 1 }
      runs.append((Self.value(ofKey: UInt32(key)), end - start))
      start = end
    }
    let cuts = FeatureCuts(runs: runs, maximumBins: maximumBins)
    var position = 0
    var bin = 0
    for run in runs {
      if bin + 1 < cuts.binCount, run.value >= cuts.lowestValues[bin + 1] { bin += 1 }
      let byte = UInt64(bin) << UInt64(8 * slot)
      for _ in 0..<run.count {
        words[Int(UInt32(truncatingIfNeeded: keyed[position]))] |= byte
        position += 1
      }
    }
    return cuts
  }

  /// Fills `keyed` with the ordered bits of a value above, and the position of its row below.
  private mutating func loadKeys(_ matrix: FeatureMatrix, feature: Int) throws {
    let start = feature * matrix.rowCount
    for position in rows.indices {
      let value = matrix.values[start + rows[position]]
      if !value.isFinite {
        throw EstimatorError.nonFiniteFeature(name: matrix.names[feature], row: rows[position])
      }
      keyed[position] = UInt64(Self.key(of: value)) << 32 | UInt64(position)
    }
  }

  /// Bits whose unsigned order is the order of the values; −0 becomes 0.
  private static func key(of value: Float) -> UInt32 {
    let bits = (value + 0).bitPattern
    return bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits
  }

  private static func value(ofKey key: UInt32) -> Float {
    Float(bitPattern: key & 0x8000_0000 == 0 ? ~key : key & 0x7fff_ffff)
  }

  /// Stable radix sort by the upper halves; digits that all keys share are skipped.
  private mutating func sortKeys() {
    for shift: UInt64 in [32, 43, 54] {
      var offsets = [Int](repeating: 0, count: 2048)
      for key in keyed { offsets[Int(key >> shift & 2047)] += 1 }
      if let first = keyed.first, offsets[Int(first >> shift & 2047)] == keyed.count { continue }
      var total = 0
      for digit in 0..<2048 { (offsets[digit], total) = (total, total + offsets[digit]) }
      Self.scatter(keyed, shift: shift, offsets: &offsets, into: &scratch)
      swap(&keyed, &scratch)
    }
  }

  private static func scatter(
    _ keys: [UInt64], shift: UInt64, offsets: inout [Int], into sorted: inout [UInt64]
  ) {
    var target = sorted.mutableSpan
    for key in keys {
      let digit = Int(key >> shift & 2047)
      target[offsets[digit]] = key
      offsets[digit] += 1
    }
  }
}
