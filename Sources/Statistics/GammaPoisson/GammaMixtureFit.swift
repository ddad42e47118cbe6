import Foundation
import Sharding

/// A mixture of gamma priors fitted by maximum likelihood.
public struct GammaMixtureFit: Hashable, Codable, Sendable {
  /// The mixture.
  public let prior: GammaPrior
  /// ℓ at the end, constants included.
  public let logLikelihood: Double
  /// −2ℓ + (3K − 1)·ln n (Schwarz 1978, doi 10.1214/aos/1176344136).
  public let bic: Double
  /// How the iteration ended.
  public let convergence: Convergence

  /// Fits a mixture of `components` gammas by expectation and maximisation (Dempster, Laird and Rubin
  /// 1977, doi 10.1111/j.2517-6161.1977.tb01600.x): responsibilities ∝ πₖ·NB(R; αₖ, μₖx), then at most
  /// three safeguarded Newton steps for each component, so that ℓ never falls. The start cuts the
  /// single gamma into slices of unequal shares. Stops when ℓ changes by less than 1e-9 relative.
  ///
  /// ```swift
  /// // 90 % of fragments with activity 0.5, 10 % with 8: two components near those means
  /// ```
  ///
  /// Above 65,536 pairs exposures are rounded to steps of 1/64 octave (1 %) first.
  ///
  /// - Parameters:
  ///   - single: the fit of one gamma to the same table; its over-dispersion is used.
  ///   - components: K, from 2 to 4.
  /// - Complexity: O(K × pairs) for each of at most 1,000 iterations.
  public static func fitted(
    to table: CountExposureTable, from single: GammaPoissonFit, components: Int
  ) throws -> GammaMixtureFit {
    precondition((2...4).contains(components), "\(components) components")
    return try fitted(aggregated: try table.limited(), from: single, components: components)
  }

  private static func fitted(
    aggregated table: CountExposureTable, from single: GammaPoissonFit, components: Int
  ) throws -> GammaMixtureFit {
    var iteration = MixtureIteration(table, single, components: components)
    var last = iteration.expect()
    var change = Double.infinity
    var steps = 0
    while steps < 1000, change > 1e-9 {
      try iteration.maximize()
      let next = iteration.expect()
      change = abs(next - last) / max(1, abs(last))
      last = next
      steps += 1
    }
    let value = last + iteration.constant
    let rows = Double(table.rowCount)
    return GammaMixtureFit(
      prior: iteration.prior, logLikelihood: value,
      bic: -2 * value + Double(3 * components - 1) * log(rows),
      convergence: Convergence(
        iterations: steps, isConverged: change <= 1e-9, lastRelativeChange: change))
  }

  /// The mixture of 2 to 4 components with the smallest BIC, or nil when one gamma has a smaller one.
  ///
  /// All four are of the same table: where exposures are rounded, one gamma is fitted again to the
  /// rounded ones.
  public static func selected(
    for table: CountExposureTable, from single: GammaPoissonFit, threads: Int
  ) throws -> GammaMixtureFit? {
    let used = try table.limited()
    let one =
      used.exposures == table.exposures
      ? single
      : try GammaPoissonFit.fitted(
        to: used, overdispersion: single.overdispersion, threads: threads
      ).fit ?? single
    let fits = try shardedMap(shards: 3, threads: threads) { shard in
      try fitted(aggregated: used, from: one, components: shard + 2)
    }
    let ofSingle = -2 * one.logLikelihood + 2 * log(Double(one.rows))
    guard let best = fits.min(by: { $0.bic < $1.bic }), best.bic < ofSingle else { return nil }
    return best
  }
}

extension CountExposureTable {
  /// The table itself, or a coarser one above 65,536 pairs.
  fileprivate func limited() throws -> CountExposureTable {
    counts.count > 1 << 16 ? try coarsened() : self
  }

  /// The same rows with exposures rounded to the nearest 1/64 octave.
  func coarsened() throws -> CountExposureTable {
    var whole = CountExposureAggregator()
    for pair in 0..<counts.count {
      let step = (log2(exposures[pair]) * 64).rounded()
      whole.add(count: counts[pair], exposure: exp2(step / 64), rows: multiplicities[pair])
    }
    return CountExposureTable(merging: [whole])
  }
}

/// The state of an EM iteration.
private struct MixtureIteration {
  private struct Part {
    var share: Double
    var mean: Double
    var shape: Double
  }

  private var likelihood: NegativeBinomialLikelihood
  private let rows: [Double]
  private var parts: [Part]
  /// Responsibility times rows of each pair, by component.
  private var masses: [[Double]]
  let constant: Double

  init(_ table: CountExposureTable, _ single: GammaPoissonFit, components: Int) {
    likelihood = NegativeBinomialLikelihood(table, dividedBy: single.overdispersion)
    constant = likelihood.constant
    rows = table.multiplicities.map(Double.init)
    masses = Array(repeating: Array(repeating: 0, count: rows.count), count: components)
    // Slices of the single gamma, the upper ones smaller: the tail is where one gamma fails.
    let shares: [[Double]] = [[0.8, 0.2], [0.6, 0.3, 0.1], [0.5, 0.3, 0.15, 0.05]]
    var below = 0.0
    parts = shares[components - 2].map { share in
      let middle = min(max(below + share / 2, 0.01), 0.99)
      below += share
      let quantile = exp(logGammaQuantile(probability: middle, shape: single.shape)) / single.rate
      return Part(
        share: share, mean: max(quantile, 0.02 * single.mean),
        shape: min(max(2 * single.shape, 0.05), 1000))
    }
  }

  var prior: GammaPrior {
    let total = parts.reduce(0) { $0 + $1.share }
    return GammaPrior(
      components: parts.map {
        GammaPrior.Component(
          share: $0.share / total, shape: $0.shape, rate: $0.shape / $0.mean)
      })
  }

  /// Computes responsibilities; returns ℓ without its constant.
  mutating func expect() -> Double {
    let byCount = parts.map { part in
      likelihood.risingFactorials(size: part.shape).log.map { $0 + log(part.share) }
    }
    let byExposure = parts.map { part in
      likelihood.exposures.map { exposure in
        let ratio = part.mean * exposure / part.shape
        let growth = log1p(ratio)
        return (all: -part.shape * growth, each: log(ratio) - growth)
      }
    }
    var sum = 0.0
    var logs = [Double](repeating: 0, count: parts.count)
    for pair in 0..<rows.count {
      let count = Int(likelihood.countOfPair[pair])
      let exposure = Int(likelihood.exposureOfPair[pair])
      let r = likelihood.counts[count]
      var highest = -Double.infinity
      for part in 0..<logs.count {
        let terms = byExposure[part][exposure]
        logs[part] = byCount[part][count] + terms.all + r * terms.each
        highest = max(highest, logs[part])
      }
      var total = 0.0
      for part in 0..<logs.count {
        logs[part] = exp(logs[part] - highest)
        total += logs[part]
      }
      for part in 0..<logs.count { masses[part][pair] = rows[pair] * logs[part] / total }
      sum += rows[pair] * (highest + log(total))
    }
    return sum
  }

  /// Moves shares, means and shapes uphill.
  mutating func maximize() throws {
    let all = rows.reduce(0, +)
    for part in parts.indices {
      likelihood.weigh(masses[part])
      // A component that nobody belongs to any more keeps its place.
      guard likelihood.rows > 1e-6 * all, likelihood.totals.count > 0 else {
        parts[part].share = max(likelihood.rows / all, 1e-12)
        continue
      }
      let maximum = try likelihood.maximum(
        from: (parts[part].mean, parts[part].shape), maximumIterations: 3, threads: 1)
      parts[part] = Part(
        share: likelihood.rows / all, mean: exp(maximum.x), shape: exp(maximum.y))
    }
  }
}
