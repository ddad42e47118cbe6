import Foundation
import Sharding
public import Statistics

extension DisjointBarcodeCorrelation {
  /// Halves the barcodes of every element and compares replicates on the halves.
  ///
  /// ```swift
  /// let halves = try DisjointBarcodeCorrelation(of: rows, seed: Seed(1), threads: 2)
  /// halves.pairs[0].pearson.inflation
  /// ```
  ///
  /// - Parameters:
  ///   - rows: barcodes of elements, or fragments of windows.
  ///   - halvings: number of random halvings, ≥ 1.
  ///   - minimumRows: rows with DNA or RNA an element needs in every replicate, ≥ 2.
  ///   - windowLength: carried along for windows.
  ///   - seed: keys the coins; the coin of a row depends on the seed, its key and the halving.
  ///   - threads: upper bound on concurrency; the numbers do not depend on it.
  /// - Complexity: O(halvings · (rows · replicates + elements · log elements · pairs)).
  public init(
    of rows: BarcodeRows, halvings: Int = 20, minimumRows: Int = 2, windowLength: Int? = nil,
    seed: Seed, threads: Int
  ) throws {
    precondition(halvings >= 1 && minimumRows >= 2, "\(halvings) halvings, \(minimumRows) rows")
    let eligible = HalvedElements.eligible(in: rows, minimumRows: minimumRows)
    let places = replicatePairs(rows.replicates.count)
    let perHalving = try shardedMap(shards: places.isEmpty ? 0 : halvings, threads: threads) {
      halving in
      let halves = HalvedElements(rows, eligible: eligible, halving: halving, seed: seed)
      return places.map { halves.correlations($0.0, $0.1) }
    }
    unit = rows.unit
    self.rows = rows.elementOfRow.count { $0 >= 0 }
    self.windowLength = windowLength
    self.minimumRows = minimumRows
    eligibleElements = eligible.count
    self.halvings = halvings
    pairs = places.enumerated().map { index, place in
      Pair(
        first: rows.replicates[place.0].name, second: rows.replicates[place.1].name,
        drawn: perHalving.map { $0[index] })
    }
    let middle = median(of: pairs.compactMap(\.pearson.disjoint.value))
    let replicates = rows.replicates.count
    func ceiling(_ count: Int) -> Estimate {
      replicates < 2
        ? .undefined(.singleReplicate) : ReplicateCeiling.ceiling(of: middle, replicates: count)
    }
    oneReplicate = ceiling(1)
    meanOfReplicates = ceiling(max(1, replicates))
  }
}

/// The correlations of one pair in one halving.
struct HalvingCorrelations: Sendable {
  struct Values: Sendable {
    /// Mean over the two halves.
    let same: Double?
    /// Mean over the two ways to take opposite halves.
    let opposite: Double?
  }

  let elements: Int
  let pearson: Values
  let spearman: Values
}

/// Summed counts of the two halves of every eligible element.
private struct HalvedElements {
  /// Activity of the first and second half per replicate, one per eligible element.
  private var activity: [(first: [Double], second: [Double])] = []
  /// Whether both halves have DNA, per replicate.
  private var isUsable: [[Bool]] = []

  /// The elements that have enough rows in every replicate, ascending.
  static func eligible(in rows: BarcodeRows, minimumRows: Int) -> [Int32] {
    var isEligible = [Bool](repeating: !rows.replicates.isEmpty, count: rows.elementCount)
    for replicate in rows.replicates {
      var observed = [Int32](repeating: 0, count: rows.elementCount)
      for row in 0..<rows.elementOfRow.count {
        let element = Int(rows.elementOfRow[row])
        if element >= 0, replicate.dna[row] > 0 || replicate.rna[row] > 0 {
          observed[element] += 1
        }
      }
      for element in 0..<observed.count where observed[element] < Int32(clamping: minimumRows) {
        isEligible[element] = false
      }
    }
    return isEligible.indices.filter { isEligible[$0] }.map { Int32($0) }
  }

  init(_ rows: BarcodeRows, eligible: [Int32], halving: Int, seed: Seed) {
    var slot = [Int32](repeating: -1, count: rows.elementCount)
    for (index, element) in eligible.enumerated() { slot[Int(element)] = Int32(index) }
    // Sums of half h of slot s stand at 2·s + h; rows of other elements go nowhere.
    var places = [Int32](repeating: -1, count: rows.elementOfRow.count)
    let word = seed.derived("halving", halving / 64).value
    let bit = UInt64(halving % 64)
    for row in 0..<places.count {
      let element = Int(rows.elementOfRow[row])
      guard element >= 0, slot[element] >= 0 else { continue }
      let coin = Self.mixed(word ^ Self.mixed(rows.keys?[row] ?? UInt64(row))) >> bit & 1
      places[row] = 2 * slot[element] + Int32(coin)
    }
    for replicate in rows.replicates {
      var dna = [Int64](repeating: 0, count: 2 * eligible.count)
      var rna = dna
      for row in 0..<places.count where places[row] >= 0 {
        dna[Int(places[row])] += replicate.dna[row]
        rna[Int(places[row])] += replicate.rna[row]
      }
      func halves(_ half: Int) -> [Double] {
        eligible.indices.map { slot in
          log2(Double(rna[2 * slot + half] + 1) / Double(dna[2 * slot + half] + 1))
        }
      }
      activity.append((halves(0), halves(1)))
      isUsable.append(eligible.indices.map { dna[2 * $0] > 0 && dna[2 * $0 + 1] > 0 })
    }
  }

  /// The finalizer of SplitMix64 (doi 10.1145/2714064.2660195) after one step of its sequence.
  private static func mixed(_ word: UInt64) -> UInt64 {
    var z = word &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  func correlations(_ a: Int, _ b: Int) -> HalvingCorrelations {
    let used = isUsable[a].indices.filter { isUsable[a][$0] && isUsable[b][$0] }
    func columns(_ replicate: Int) -> (first: [Double], second: [Double]) {
      (used.map { activity[replicate].first[$0] }, used.map { activity[replicate].second[$0] })
    }
    let (x, y) = (columns(a), columns(b))
    let ranksX = (first: midRanks(x.first), second: midRanks(x.second))
    let ranksY = (first: midRanks(y.first), second: midRanks(y.second))
    return HalvingCorrelations(
      elements: used.count, pearson: Self.values(x, y), spearman: Self.values(ranksX, ranksY))
  }

  private static func values(
    _ x: (first: [Double], second: [Double]), _ y: (first: [Double], second: [Double])
  ) -> HalvingCorrelations.Values {
    func middle(_ a: Double?, _ b: Double?) -> Double? {
      guard let a, let b else { return nil }
      return (a + b) / 2
    }
    return HalvingCorrelations.Values(
      same: middle(
        pearsonCorrelation(x.first, y.first), pearsonCorrelation(x.second, y.second)),
      opposite: middle(
        pearsonCorrelation(x.first, y.second), pearsonCorrelation(x.second, y.first)))
  }
}

extension DisjointBarcodeCorrelation.Pair {
  fileprivate init(first: String, second: String, drawn: [HalvingCorrelations]) {
    self.first = first
    self.second = second
    elements = mean(of: drawn.map { Double($0.elements) }) ?? 0
    let fewest = drawn.map(\.elements).min() ?? 0
    let reason: Statistics.UndefinedReason = fewest < 2 ? .tooFewRows : .noVariance
    pearson = DisjointBarcodeCorrelation.Levels(drawn.map(\.pearson), orUndefined: reason)
    spearman = DisjointBarcodeCorrelation.Levels(drawn.map(\.spearman), orUndefined: reason)
  }
}

extension DisjointBarcodeCorrelation.Levels {
  /// A correlation that is not positive is no reliability, and stays as it is.
  private static func correctedToAll(_ half: Double) -> Double? {
    half > 0 ? spearmanBrown(half, factor: 2) : half
  }

  /// Undefined when any halving is.
  fileprivate init(
    _ drawn: [HalvingCorrelations.Values], orUndefined reason: Statistics.UndefinedReason
  ) {
    let pairs = drawn.compactMap { values -> (same: Double, opposite: Double)? in
      guard let same = values.same, let opposite = values.opposite else { return nil }
      return (same, opposite)
    }
    let isComplete = pairs.count == drawn.count
    let meanSame = isComplete ? mean(of: pairs.map(\.same)) : nil
    let meanOpposite = isComplete ? mean(of: pairs.map(\.opposite)) : nil
    let corrected = meanSame.flatMap(Self.correctedToAll)
    let correctedOpposite = meanOpposite.flatMap(Self.correctedToAll)
    sameHalf = Estimate(meanSame, orUndefined: reason)
    oppositeHalves = Estimate(meanOpposite, orUndefined: reason)
    same = Estimate(corrected, orUndefined: reason)
    disjoint = Estimate(correctedOpposite, orUndefined: reason)
    if let corrected, let correctedOpposite {
      inflation = .defined(corrected - correctedOpposite)
    } else {
      inflation = .undefined(reason)
    }
    spread = Estimate(
      isComplete ? standardDeviation(of: pairs.map { $0.same - $0.opposite }) : nil,
      orUndefined: isComplete && !pairs.isEmpty ? .tooFewRows : reason)
  }
}
