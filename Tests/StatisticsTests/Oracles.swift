import Foundation
import TestSupport

/// Values of SciPy, NumPy, statsmodels and scikit-learn, see Reference/oracles/statistics.
struct Oracles: Decodable {
  struct Correlations: Decodable {
    var count: Int
    var offset: Double
    var pearson: Double
    var spearman: Double
    var partial1: Double?
    var partial2: Double?
    var spearmanPartial2: Double?
    var partial2ByInverse: Double?
  }
  struct Ranks: Decodable {
    var values: [Double]
    var ranks: [Double]
  }
  struct Point: Decodable {
    var at: Double
    var value: Double
  }
  struct Quantiles: Decodable {
    var values: [Double]
    var points: [Point]
  }
  struct Moments: Decodable {
    var mean: Double
    var variance: Double
  }
  struct Tail: Decodable {
    var t: Double
    var degrees: Double
    var value: Double
  }
  struct Beta: Decodable {
    var x: Double
    var a: Double
    var b: Double
    var value: Double
  }
  struct Adjusted: Decodable {
    var pValues: [Double]
    var benjaminiHochberg: [Double]
    var holm: [Double]
  }
  struct Wilcoxon: Decodable {
    var differences: [Double]
    var isExact: Bool
    var pValue: Double
    var positiveRankSum: Double
  }
  struct Regression: Decodable {
    var slope: Double
    var intercept: Double
    var r2: Double
    var mse: Double
  }

  var correlations: [Correlations]
  var ranks: Ranks
  var quantiles: Quantiles
  var moments: Moments
  var normalCumulative: [Point]
  var normalQuantile: [Point]
  var studentUpperTail: [Tail]
  var logGamma: [Point]
  var digamma: [Point]
  var trigamma: [Point]
  var incompleteBeta: [Beta]
  var adjusted: Adjusted
  var wilcoxon: [Wilcoxon]
  var regression: Regression

  static func load() throws -> Oracles {
    let file = repositoryFile("Reference/oracles/statistics/oracles.json")
    return try JSONDecoder().decode(Oracles.self, from: Data(contentsOf: file))
  }
}

/// The reproducible column of the oracle script: ((i·factor) mod modulus)/divisor.
func oracleColumn(_ count: Int, _ factor: Int, _ modulus: Int, divisor: Double = 7) -> [Double] {
  (0..<count).map { Double(($0 * factor) % modulus) / divisor }
}

/// x, y, z and w of the oracle script's correlation cases.
func oracleColumns(
  count: Int, offset: Double
) -> (x: [Double], y: [Double], z: [Double], w: [Double]) {
  let x = oracleColumn(count, 37, 101).map { $0 + offset }
  let y = zip(oracleColumn(count, 53, 97), x).map { $0 + 0.3 * $1 }
  let z = zip(oracleColumn(count, 29, 89), x).map { $0 + 0.5 * $1 }
  let w = zip(oracleColumn(count, 11, 83), y).map { $0 - 0.2 * $1 }
  return (x, y, z, w)
}

func isClose(_ a: Double?, _ b: Double, relative: Double = 1e-12, absolute: Double = 0) -> Bool {
  guard let a else { return false }
  return abs(a - b) <= max(absolute, relative * abs(b))
}
