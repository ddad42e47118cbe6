/// Whether RNA counts are distributed as a beta-binomial model says, given the reads N = R + D of
/// each row and that D ≥ 1.
extension CountModelCheck {
  /// Most reads of a row that is compared: the masses of all its counts are added up.
  public static let largestReads = 4096

  /// Compares pairs of counts with a prior of the share of RNA.
  ///
  /// Expected zeros are Σ Pr(R = 0 | N, D ≥ 1); the tail of a row are the R above the smallest c with
  /// Pr(R ≤ c | N, D ≥ 1) ≥ 99.9 %, empty where N is small. Rows with more than ``largestReads`` reads
  /// are left out.
  ///
  /// ```swift
  /// // a = b = 1: given N = 2 and D ≥ 1, R is 0 or 1 with probability 1/2 each
  /// ```
  ///
  /// - Parameter pairs: R as counts and D ≥ 1 as exposures.
  /// - Complexity: O(N) for each distinct N.
  public init(of pairs: CountExposureTable, prior: BetaPrior) {
    var rowsByReads: [Int: [(count: Int, rows: Int)]] = [:]
    for place in pairs.counts.indices {
      let rna = pairs.counts[place]
      let reads = rna + Int(pairs.exposures[place])
      if reads > Self.largestReads { continue }
      rowsByReads[reads, default: []].append((rna, pairs.multiplicities[place]))
    }
    self.init()
    for (reads, group) in rowsByReads.sorted(by: { $0.key < $1.key }) {
      add(group, expecting: CountTail(reads: reads, prior: prior))
    }
  }
}

extension CountTail {
  /// Of R in 0…N − 1 given N reads of which at least one is DNA.
  ///
  /// The masses are relative to the first, all scaled down whenever one is large.
  fileprivate init(reads: Int, prior: BetaPrior) {
    var masses = [1.0]
    masses.reserveCapacity(reads)
    let all = Double(reads)
    var r = 0.0
    while r + 1 < all {
      let mass =
        masses[masses.count - 1] * (all - r) / (r + 1) * (prior.a + r)
        / (prior.b + all - r - 1)
      masses.append(mass)
      if mass > 1e250 { for place in masses.indices { masses[place] *= 1e-250 } }
      r += 1
    }
    let total = masses.reduce(0, +)
    zero = masses[0] / total
    var (last, sum) = (masses.count - 1, 0.0)
    while last > 0, (sum + masses[last]) <= 0.001 * total {
      sum += masses[last]
      last -= 1
    }
    limit = last
    beyond = sum / total
  }
}
