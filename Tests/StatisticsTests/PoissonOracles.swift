import Foundation
import Statistics
import TestSupport

/// Values of SciPy and mpmath, see Reference/oracles/poisson.
struct PoissonOracles: Decodable {
  struct Incomplete: Decodable {
    var shape: Double
    var at: Double
    var lower: Double
    var upper: Double
  }
  struct Quantile: Decodable {
    var shape: Double
    var probability: Double
    var log: Double
  }
  struct Fit: Decodable {
    var name: String
    var counts: [Int]
    var exposures: [Double]
    var multiplicities: [Int]
    var mean: Double
    var shape: Double
    var logLikelihood: Double
    var logMeanError: Double
    var logShapeError: Double

    func table() -> CountExposureTable {
      var pairs = CountExposureAggregator()
      for pair in counts.indices {
        pairs.add(count: counts[pair], exposure: exposures[pair], rows: multiplicities[pair])
      }
      return CountExposureTable(merging: [pairs])
    }
  }
  struct BetaBinomial: Decodable {
    var rna: [Int]
    var dna: [Int]
    var multiplicities: [Int]
    var a: Double
    var b: Double
    var logLikelihood: Double
    var expectedZeros: Double
  }
  struct BetaQuantile: Decodable {
    var a: Double
    var b: Double
    var probability: Double
    var logOdds: Double
  }
  struct Regression: Decodable {
    var counts: [Int]
    var exposures: [Double]
    var gc: [Double]
    var length: [Double]
    var size: Double
    var factors: [Double]
  }
  struct Modes: Decodable {
    var values: [Double]
    var halfSample: Double
    var bandwidth: Double?
    var mode: Double?
  }

  var incompleteGamma: [Incomplete]
  var gammaQuantiles: [Quantile]
  var fits: [Fit]
  var betaBinomial: [BetaBinomial]
  var betaQuantiles: [BetaQuantile]
  var regression: Regression
  var modes: [Modes]

  static func load() throws -> PoissonOracles {
    let file = repositoryFile("Reference/oracles/poisson/poisson.json")
    return try JSONDecoder().decode(PoissonOracles.self, from: Data(contentsOf: file))
  }
}

/// Fragments of a simulated assay: exposures from `depth`, activities from a gamma distribution.
struct SimulatedActivity {
  var activities: [Double] = []
  var exposures: [Double] = []
  var counts: [Int] = []

  init(rows: Int, mean: Double, shape: Double, depth: Double, seed: UInt64) {
    var generator = SeededGenerator(Seed(seed))
    for _ in 0..<rows {
      let activity = generator.gamma(shape: shape, scale: mean / shape)
      let exposure = 0.5 * Double(1 + generator.poisson(mean: generator.exponential(mean: depth)))
      activities.append(activity)
      exposures.append(exposure)
      counts.append(generator.poisson(mean: activity * exposure))
    }
  }

  func table(threads: Int = 1) throws -> CountExposureTable {
    try CountExposureTable(counts: counts, exposures: exposures, threads: threads)
  }
}
