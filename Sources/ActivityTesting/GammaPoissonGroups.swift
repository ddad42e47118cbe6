import Foundation
import Statistics

/// Counts of fragments in one or two groups whose rates are gamma distributed with one shape and a
/// mean for each group: R ~ negative binomial with mean μ_g·x and size k.
struct GammaPoissonGroups {
  /// Counts, exposures and group of every fragment.
  private let counts: [Double]
  private let exposures: [Double]
  private let groups: [Int]
  let groupCount: Int
  /// Distinct counts with how often they occur, for the terms that depend on nothing else.
  private let spectrum: [(count: Double, times: Double)]

  static let logSizes = log(1e-3)...log(1e4)

  init(counts: [Double], exposures: [Double], groups: [Int], groupCount: Int) {
    self.counts = counts
    self.exposures = exposures
    self.groups = groups
    self.groupCount = groupCount
    var times: [Double: Double] = [:]
    for count in counts where count > 0 { times[count, default: 0] += 1 }
    spectrum = times.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Means, size and log-likelihood (without Σ ln R!) at the maximum.
  struct Fit {
    var means: [Double]
    var size: Double
    var logLikelihood: Double
    /// Σ k·m/(k + m), the expected information about ln μ of each group.
    var information: [Double]
  }

  /// The same fragments as one group.
  var pooled: GammaPoissonGroups {
    GammaPoissonGroups(
      counts: counts, exposures: exposures, groups: groups.map { _ in 0 }, groupCount: 1)
  }

  /// Maximises over the size on a grid of 17 places and then by golden sections to 1e-6 in ln k;
  /// the means follow by Newton steps, for which the likelihood is concave.
  func fit() -> Fit {
    var means = (0..<groupCount).map { ratio(of: $0) }
    let (low, high) = (Self.logSizes.lowerBound, Self.logSizes.upperBound)
    let step = (high - low) / 16
    var best = (place: 0, value: -Double.infinity)
    for place in 0...16 {
      let value = profile(low + step * Double(place), &means)
      if value > best.value { best = (place, value) }
    }
    let share = (5.0.squareRoot() - 1) / 2
    var left = low + step * Double(max(0, best.place - 1))
    var right = low + step * Double(min(16, best.place + 1))
    var (inner, outer) = (right - share * (right - left), left + share * (right - left))
    var (atInner, atOuter) = (profile(inner, &means), profile(outer, &means))
    while right - left > 1e-6 {
      if atInner >= atOuter {
        (right, outer, atOuter) = (outer, inner, atInner)
        inner = right - share * (right - left)
        atInner = profile(inner, &means)
      } else {
        (left, inner, atInner) = (inner, outer, atOuter)
        outer = left + share * (right - left)
        atOuter = profile(outer, &means)
      }
    }
    let logSize = (left + right) / 2
    let value = profile(logSize, &means)
    return Fit(
      means: means, size: exp(logSize), logLikelihood: value,
      information: information(means, size: exp(logSize)))
  }

  /// Σ k·m/(k + m) of every group.
  func information(_ means: [Double], size: Double) -> [Double] {
    var sums = [Double](repeating: 0, count: groupCount)
    for fragment in counts.indices {
      let mean = means[groups[fragment]] * exposures[fragment]
      sums[groups[fragment]] += size * mean / (size + mean)
    }
    return sums
  }

  /// Σ exposures of a group.
  func exposure(of group: Int) -> Double {
    zip(exposures, groups).reduce(0) { $0 + ($1.1 == group ? $1.0 : 0) }
  }

  private func ratio(of group: Int) -> Double {
    let total = zip(counts, groups).reduce(0) { $0 + ($1.1 == group ? $1.0 : 0) }
    return total / exposure(of: group)
  }

  /// Log-likelihood at the best means for a size; the means are updated.
  private func profile(_ logSize: Double, _ means: inout [Double]) -> Double {
    let size = exp(logSize)
    for group in 0..<groupCount where means[group] > 0 { improve(&means, group, size) }
    let base = logGamma(size)
    var value = 0.0
    for entry in spectrum { value += entry.times * (logGamma(size + entry.count) - base) }
    for fragment in counts.indices {
      let mean = means[groups[fragment]] * exposures[fragment]
      if counts[fragment] > 0 { value += counts[fragment] * log(mean / (size + mean)) }
      value -= size * log1p(mean / size)
    }
    return value
  }

  private func improve(_ means: inout [Double], _ group: Int, _ size: Double) {
    var logMean = log(means[group])
    for _ in 0..<50 {
      var (score, curvature) = (0.0, 0.0)
      for fragment in counts.indices where groups[fragment] == group {
        let mean = exp(logMean) * exposures[fragment]
        let below = size + mean
        score += size * (counts[fragment] - mean) / below
        curvature += size * mean * (size + counts[fragment]) / (below * below)
      }
      let step = max(-3, min(3, score / curvature))
      logMean += step
      if abs(step) < 1e-10 { break }
    }
    means[group] = exp(logMean)
  }
}
