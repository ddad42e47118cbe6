import Foundation
import Sharding

/// What is known of one fragment's activity λ after its RNA and DNA were counted, both with noise.
public struct BetaBinomialPosterior: Hashable, Sendable {
  /// E[λ] = (a + R)/((b + D − 1)·s); nil for b + D ≤ 1, where it is infinite.
  public let mean: Double?
  /// E[log2 λ].
  public let log2Mean: Double
  /// Var[log2 λ].
  public let log2Variance: Double
  /// log2 of the lower end of the equal-tailed interval.
  public let log2Lower: Double
  /// log2 of its upper end.
  public let log2Upper: Double
  /// N/(a + b + N), N = R + D: the reliability of R/N among fragments with N reads, and the weight of
  /// the data in E[p|R]. Unlike the weight of gamma-Poisson it depends on RNA, through N.
  public let weight: Double
}

/// Posterior distributions of activity when DNA counts are Poisson too: the share of RNA is
/// Beta(a + R, b + D), and activity is its odds over s, the RNA-to-DNA ratio of library sizes.
///
/// ```swift
/// let posteriors = BetaBinomialPosteriors(prior: BetaPrior(a: 1, b: 2), scale: 0.5, level: 0.95)
/// let posterior = posteriors.posterior(rna: 2, dna: 1)
/// posterior.mean      // (1 + 2)/(2 + 1 − 1)/0.5 = 3
/// posterior.log2Mean  // [ψ(3) − ψ(3)]/ln 2 − log2 0.5 = 1
/// posterior.weight    // 3/(3 + 3) = 0.5
/// ```
public struct BetaBinomialPosteriors: Sendable {
  /// The prior.
  public let prior: BetaPrior
  /// s.
  public let scale: Double
  /// Probability between the ends of an interval.
  public let level: Double
  private let log2Scale: Double
  private var known: [Pair: BetaBinomialPosterior] = [:]

  private struct Pair: Hashable {
    let rna: Int
    let dna: Int
  }

  /// Prepares nothing: every posterior is computed when it is asked for.
  ///
  /// - Precondition: scale > 0 and finite; 0 < level < 1.
  public init(prior: BetaPrior, scale: Double, level: Double) {
    precondition(scale > 0 && scale.isFinite, "scale \(scale)")
    precondition(level > 0 && level < 1, "level \(level)")
    self.prior = prior
    self.scale = scale
    self.level = level
    log2Scale = log2(scale)
  }

  /// Prepares the posteriors of pairs of counts that several rows have.
  ///
  /// - Parameters:
  ///   - pairs: R as counts and D as exposures.
  ///   - threads: upper bound on concurrency; the values do not depend on it.
  /// - Complexity: two beta quantiles for each pair, a few microseconds.
  public init(
    prior: BetaPrior, scale: Double, level: Double, preparing pairs: CountExposureTable,
    threads: Int
  ) throws {
    self.init(prior: prior, scale: scale, level: level)
    let repeated = pairs.counts.indices.filter { pairs.multiplicities[$0] > 1 }
    let ranges = shardRanges(count: repeated.count, shards: 64)
    let empty = self
    let parts = try shardedMap(shards: ranges.count, threads: threads) { shard in
      repeated[ranges[shard]].map { place in
        let pair = Pair(rna: pairs.counts[place], dna: Int(pairs.exposures[place]))
        return (pair, empty.posterior(rna: pair.rna, dna: pair.dna))
      }
    }
    known.reserveCapacity(repeated.count)
    for (pair, posterior) in parts.joined() { known[pair] = posterior }
  }

  /// The posterior of a fragment with these counts; without any it is the prior.
  ///
  /// - Precondition: counts ≥ 0.
  public func posterior(rna: Int, dna: Int) -> BetaBinomialPosterior {
    precondition(rna >= 0 && dna >= 0, "R \(rna), D \(dna)")
    if let found = known[Pair(rna: rna, dna: dna)] { return found }
    let ln2 = log(2.0)
    let (above, below) = (prior.a + Double(rna), prior.b + Double(dna))
    let reads = Double(rna + dna)
    func log2Quantile(_ probability: Double) -> Double {
      logOddsBetaQuantile(probability: probability, above, below) / ln2 - log2Scale
    }
    return BetaBinomialPosterior(
      mean: below > 1 ? above / ((below - 1) * scale) : nil,
      log2Mean: (digamma(above) - digamma(below)) / ln2 - log2Scale,
      log2Variance: (trigamma(above) + trigamma(below)) / (ln2 * ln2),
      log2Lower: log2Quantile((1 - level) / 2), log2Upper: log2Quantile((1 + level) / 2),
      weight: reads / (prior.a + prior.b + reads))
  }
}
