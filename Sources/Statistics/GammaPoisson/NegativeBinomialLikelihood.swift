import Foundation
import Sharding

/// The log-likelihood of negative binomial counts R with means μx and size α, weighted by rows.
///
/// It is a sum over distinct counts plus a sum over distinct exposures:
/// ℓ = Σ_R n_R·[ln Γ(α + R) − ln Γ(α) − ln Γ(R + 1)] + Σ_x {S_x·ln(m/α) − (α·n_x + S_x)·ln(1 + m/α)}
/// with m = μx, n the weight of the rows of a count or an exposure and S_x = Σ R of an exposure; so
/// neither pairs nor rows are visited once these sums are known.
struct NegativeBinomialLikelihood: Sendable {
  /// Distinct counts, ascending, divided by the over-dispersion.
  private(set) var counts: [Double]
  /// Distinct exposures, ascending, divided by the over-dispersion.
  private(set) var exposures: [Double]
  /// n_R, by distinct count.
  private(set) var countWeights: [Double]
  /// n_x, by distinct exposure.
  private(set) var exposureWeights: [Double]
  /// S_x, by distinct exposure.
  private(set) var exposureSums: [Double]
  /// Distinct count and exposure of each pair.
  let countOfPair: [Int32]
  let exposureOfPair: [Int32]
  private let isWhole: Bool

  init(_ table: CountExposureTable, dividedBy overdispersion: Double) {
    isWhole = overdispersion == 1
    let distinct = Set(table.counts).sorted()
    var places: [Int: Int32] = [:]
    for (place, count) in distinct.enumerated() { places[count] = Int32(place) }
    counts = distinct.map { Double($0) / overdispersion }
    countOfPair = table.counts.map { places[$0] ?? 0 }
    var exposureOfPair: [Int32] = []
    exposureOfPair.reserveCapacity(table.exposures.count)
    exposures = []
    var last: Double?
    for exposure in table.exposures {
      if exposure != last { exposures.append(exposure / overdispersion) }
      last = exposure
      exposureOfPair.append(Int32(exposures.count - 1))
    }
    self.exposureOfPair = exposureOfPair
    countWeights = Array(repeating: 0, count: counts.count)
    exposureWeights = Array(repeating: 0, count: exposures.count)
    exposureSums = exposureWeights
    weigh(table.multiplicities.map(Double.init))
  }

  /// Replaces the weights of the pairs.
  mutating func weigh(_ weights: [Double]) {
    for place in countWeights.indices { countWeights[place] = 0 }
    for place in exposureWeights.indices {
      exposureWeights[place] = 0
      exposureSums[place] = 0
    }
    for pair in 0..<weights.count {
      let (count, exposure) = (Int(countOfPair[pair]), Int(exposureOfPair[pair]))
      countWeights[count] += weights[pair]
      exposureWeights[exposure] += weights[pair]
      exposureSums[exposure] += weights[pair] * counts[count]
    }
  }

  /// Weighted number of rows.
  var rows: Double { exposureWeights.reduce(0, +) }

  /// Σ R and Σ x over rows.
  var totals: (count: Double, exposure: Double) {
    var sums = (0.0, 0.0)
    for place in 0..<exposures.count {
      sums.0 += exposureSums[place]
      sums.1 += exposureWeights[place] * exposures[place]
    }
    return sums
  }

  /// ln Γ(α + R) − ln Γ(α) and its first two derivatives by α, for every distinct count.
  func risingFactorials(size: Double) -> (log: [Double], first: [Double], second: [Double]) {
    var logs: [Double] = []
    var firsts: [Double] = []
    var seconds: [Double] = []
    logs.reserveCapacity(counts.count)
    var (sum, first, second) = (0.0, 0.0, 0.0)
    var next = 0
    let start = (logGamma(size), digamma(size), trigamma(size))
    for count in counts {
      if isWhole, count <= Self.largestSummed {
        while next < Int(count) {
          let place = size + Double(next)
          sum += log(place)
          first += 1 / place
          second -= 1 / (place * place)
          next += 1
        }
        logs.append(sum)
        firsts.append(first)
        seconds.append(second)
      } else if count == 0 {
        logs.append(0)
        firsts.append(0)
        seconds.append(0)
      } else {
        logs.append(logGamma(size + count) - start.0)
        firsts.append(digamma(size + count) - start.1)
        seconds.append(trigamma(size + count) - start.2)
      }
    }
    return (logs, firsts, seconds)
  }

  /// Largest count whose functions are sums of logarithms and reciprocals.
  private static let largestSummed = 2048.0

  /// −Σ n_R·ln Γ(R + 1), the part that does not depend on the parameters.
  var constant: Double {
    var sum = 0.0
    for place in 0..<counts.count { sum -= countWeights[place] * logGamma(counts[place] + 1) }
    return sum
  }

  /// ℓ without its constant and its derivatives by (ln μ, ln α).
  func point(logMean: Double, logSize: Double, threads: Int) throws -> PlanePoint {
    let (mean, size) = (exp(logMean), exp(logSize))
    let rising = risingFactorials(size: size)
    var (value, bySize, bySizeTwice) = (0.0, 0.0, 0.0)
    for place in 0..<counts.count {
      let weight = countWeights[place]
      value += weight * rising.log[place]
      bySize += weight * rising.first[place]
      bySizeTwice += weight * rising.second[place]
    }
    let ranges = shardRanges(count: exposures.count, shards: exposures.count > 1 << 16 ? 32 : 1)
    let sums = try shardedMap(shards: ranges.count, threads: threads) { shard in
      exposureSums(ranges[shard], mean: mean, size: size)
    }
    var (byMean, byMeanTwice, mixed) = (0.0, 0.0, 0.0)
    for sum in sums {
      value += sum.value
      byMean += sum.byMean
      byMeanTwice += sum.byMeanTwice
      mixed += sum.mixed
      bySize += sum.bySize
      bySizeTwice += sum.bySizeTwice
    }
    return PlanePoint(
      value: value, gradient: (byMean, size * bySize),
      hessian: (byMeanTwice, size * mixed, size * size * bySizeTwice + size * bySize))
  }

  private struct Sums: Sendable {
    var (value, byMean, byMeanTwice, mixed) = (0.0, 0.0, 0.0, 0.0)
    var (bySize, bySizeTwice) = (0.0, 0.0)
  }

  /// Derivatives by ln μ and by α itself.
  private func exposureSums(_ places: Range<Int>, mean: Double, size: Double) -> Sums {
    var sums = Sums()
    for place in places {
      let (weight, count) = (exposureWeights[place], exposureSums[place])
      if weight == 0 { continue }
      let m = mean * exposures[place]
      let ratio = m / size
      let growth = log1p(ratio)
      let inverse = 1 / (size + m)
      let excess = count - weight * m
      let mass = size * weight + count
      sums.value += (count > 0 ? count * log(ratio) : 0) - mass * growth
      sums.byMean += size * excess * inverse
      sums.byMeanTwice -= size * m * mass * inverse * inverse
      sums.mixed += m * excess * inverse * inverse
      sums.bySize -= weight * growth + excess * inverse
      sums.bySizeTwice += (weight * m * ratio + count) * inverse * inverse
    }
    return sums
  }
}
