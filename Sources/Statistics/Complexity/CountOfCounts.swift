/// How many things were counted once, twice, three times, …: n_k for every k that occurs.
///
/// All that saturation, complexity and jackpots need to know about a library; it stays small (at
/// most √(2·total) entries) however many reads there are. Things counted 0 times are not in it.
///
/// ```swift
/// let counts = CountOfCounts(of: [3, 1, 0, 1, 2] as [UInt32])
/// counts.values       // [1, 2, 3]
/// counts.frequencies  // [2, 1, 1]: two things once, one twice, one three times
/// counts.distinct     // 4
/// counts.total        // 7
/// ```
public struct CountOfCounts: Hashable, Codable, Sendable {
  /// The counts k ≥ 1 that occur, ascending.
  public let values: [Int]
  /// n_k: how many things have each of `values`; every entry is at least 1.
  public let frequencies: [Int]

  /// Nothing counted.
  public init() {
    values = []
    frequencies = []
  }

  /// From n_k by k; entries without things are left out.
  ///
  /// - Precondition: every k with things is at least 1 and no frequency is negative.
  public init(frequencies byValue: [Int: Int]) {
    let used = byValue.filter { $0.value != 0 }.sorted { $0.key < $1.key }
    for (value, frequency) in used {
      precondition(value >= 1 && frequency > 0, "\(frequency) things counted \(value) times")
    }
    values = used.map(\.key)
    frequencies = used.map(\.value)
  }

  /// From the count of each thing; zeros are not seen.
  ///
  /// - Complexity: O(n) and 32 KiB, and one entry for each distinct count above 4,095.
  public init(of counts: [UInt32]) { self.init(counting: counts) }

  /// From the count of each thing; zeros are not seen.
  ///
  /// - Precondition: no count is negative.
  /// - Complexity: O(n) and 32 KiB, and one entry for each distinct count above 4,095.
  public init(of counts: [Int]) { self.init(counting: counts) }

  private init(counting counts: [some BinaryInteger]) {
    var low = [Int](repeating: 0, count: 4096)
    var high: [Int: Int] = [:]
    for count in counts {
      let value = Int(count)
      precondition(value >= 0, "count \(value)")
      if value < low.count { low[value] += 1 } else { high[value, default: 0] += 1 }
    }
    for value in 1..<low.count where low[value] > 0 { high[value] = low[value] }
    self.init(frequencies: high)
  }

  /// The counts of both together, of things that are not the same: chromosomes, shards.
  ///
  /// ```swift
  /// CountOfCounts(of: [1, 2]).merged(with: CountOfCounts(of: [2])).frequencies  // [1, 2]
  /// ```
  public func merged(with other: CountOfCounts) -> CountOfCounts {
    var sums = Dictionary(uniqueKeysWithValues: zip(values, frequencies))
    for (value, frequency) in zip(other.values, other.frequencies) {
      sums[value, default: 0] += frequency
    }
    return CountOfCounts(frequencies: sums)
  }

  /// Whether nothing was counted.
  public var isEmpty: Bool { values.isEmpty }

  /// U = Σ n_k: how many different things were seen.
  public var distinct: Int { frequencies.reduce(0, +) }

  /// N = Σ k·n_k: how often anything was seen.
  public var total: Int { zip(values, frequencies).reduce(0) { $0 + $1.0 * $1.1 } }

  /// n_k of one k; 0 when it does not occur.
  public func frequency(of value: Int) -> Int {
    guard let index = lowerBound(of: value), values[index] == value else { return 0 }
    return frequencies[index]
  }

  /// How many things were counted at least `value` times.
  ///
  /// ```swift
  /// CountOfCounts(of: [3, 1, 1, 2] as [Int]).distinct(countedAtLeast: 2)  // 2
  /// ```
  public func distinct(countedAtLeast value: Int) -> Int {
    lowerBound(of: value).map { frequencies[$0...].reduce(0, +) } ?? 0
  }

  /// The first index whose value is at least `value`; nil when there is none.
  private func lowerBound(of value: Int) -> Int? {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < values.count ? low : nil
  }
}
