import Sharding

/// How many rows have each pair of a count and an exposure: all that the likelihood of a count model
/// needs to know of millions of sparse rows.
///
/// Pairs are ordered by exposure, then count, so neither the order of the rows nor the number of
/// threads has any influence on what is computed from them.
///
/// ```swift
/// let table = try CountExposureTable(counts: [0, 2, 0], exposures: [1.5, 1, 1.5], threads: 1)
/// table.counts          // [2, 0]
/// table.exposures       // [1, 1.5]
/// table.multiplicities  // [1, 2]
/// ```
public struct CountExposureTable: Hashable, Sendable {
  /// Count of each pair.
  public let counts: [Int]
  /// Exposure of each pair, finite and > 0.
  public let exposures: [Double]
  /// Number of rows with each pair, ≥ 1.
  public let multiplicities: [Int]

  /// Number of rows.
  public var rowCount: Int { multiplicities.reduce(0, +) }

  /// Aggregates rows.
  ///
  /// - Precondition: as many exposures as counts; counts ≥ 0; exposures finite and > 0.
  /// - Complexity: O(rows + pairs·log pairs).
  public init(counts: [Int], exposures: [Double], threads: Int) throws {
    precondition(counts.count == exposures.count, "\(counts.count), \(exposures.count)")
    let ranges = shardRanges(count: counts.count, shards: 16)
    let parts = try shardedMap(shards: ranges.count, threads: threads) { shard in
      var part = CountExposureAggregator()
      for row in ranges[shard] { part.add(count: counts[row], exposure: exposures[row]) }
      return part
    }
    self.init(merging: parts)
  }

  /// The pairs of several aggregators together.
  public init(merging parts: [CountExposureAggregator]) {
    var whole = parts.first ?? CountExposureAggregator()
    for part in parts.dropFirst() { whole.add(part) }
    let entries = whole.sortedEntries()
    counts = entries.map(\.count)
    exposures = entries.map(\.exposure)
    multiplicities = entries.map(\.rows)
  }
}

/// Collects pairs of a count and an exposure with their numbers of rows, in a hash table with open
/// addressing.
public struct CountExposureAggregator: Sendable {
  struct Entry: Sendable {
    var exposure: Double
    var count: Int
    var rows: Int
  }

  private var entries: [Entry] = []
  private var slots = [Int32](repeating: -1, count: 1024)

  /// Starts without pairs.
  public init() {}

  /// Adds rows with this pair.
  ///
  /// - Precondition: count ≥ 0; exposure finite and > 0.
  public mutating func add(count: Int, exposure: Double, rows: Int = 1) {
    precondition(
      count >= 0 && exposure > 0 && exposure.isFinite, "count \(count), exposure \(exposure)")
    let mask = slots.count - 1
    var slot = Self.hash(count, exposure) & mask
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if entries[place].count == count, entries[place].exposure == exposure {
        entries[place].rows += rows
        return
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(entries.count)
    entries.append(Entry(exposure: exposure, count: count, rows: rows))
    if entries.count * 2 > slots.count { grow() }
  }

  /// Adds the rows of another.
  public mutating func add(_ other: CountExposureAggregator) {
    for entry in other.entries {
      add(count: entry.count, exposure: entry.exposure, rows: entry.rows)
    }
  }

  func sortedEntries() -> [Entry] {
    entries.sorted { ($0.exposure, $0.count) < ($1.exposure, $1.count) }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    let mask = slots.count - 1
    for place in entries.indices {
      var slot = Self.hash(entries[place].count, entries[place].exposure) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(place)
    }
  }

  private static func hash(_ count: Int, _ exposure: Double) -> Int {
    let word = exposure.bitPattern ^ UInt64(bitPattern: Int64(count)) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: Seed.finalized(word) >> 1)
  }
}
