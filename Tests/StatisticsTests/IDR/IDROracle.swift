import Foundation
import Statistics
import TestSupport
import Testing

/// One of the score sets that idr 2.0.3 was run on; see `Reference/oracles/idr`.
struct IDROracle {
  struct Tolerances: Decodable {
    let params_abs: Double
    let loglik_abs: Double
    let local_idr_rel: Double
    let global_idr_rel_beyond_bounds: Double
  }

  struct Tiers: Decodable {
    let same_algorithm: Tolerances
    let other_stopping_rule_or_bounded_search: Tolerances
  }

  struct Parameters: Decodable {
    let mu: Double
    let sigma: Double
    let rho: Double
    let p: Double

    var model: IDRModel {
      IDRModel(mean: mu, deviation: sigma, correlation: rho, signalShare: p)
    }
  }

  struct Fit: Decodable {
    let params: Parameters
    let converged: Parameters
    let loglik: Double
    let iterations: Int
    let coordinate_ascent_iterations: Int
    let n_global_le: [Int]
    let rows: Int
    let recommended_tolerances: Tiers
  }

  let fit: Fit
  let columns: [String: [Double]]
  /// Ranks by replicate, 0 for the lowest score.
  let ranks: [[Int]]

  static let names = ["a_mixture", "b_weak", "c_counts", "d_noise", "e_reproducible"]

  init(_ name: String) throws {
    let fits = try JSONDecoder().decode(
      [String: Fit].self, from: repositoryBytes("Reference/oracles/idr/fits.json"))
    fit = try #require(fits[name])
    let lines = try String(
      decoding: repositoryBytes("Reference/oracles/idr/\(name).tsv"), as: UTF8.self
    ).split(separator: "\n").map { $0.split(separator: "\t") }
    var columns: [String: [Double]] = [:]
    for (place, title) in lines[0].enumerated() {
      columns[String(title)] = try lines.dropFirst().map { try #require(Double($0[place])) }
    }
    self.columns = columns
    ranks = [Array(0..<fit.rows), try #require(columns["rank2"]).map { Int($0) }]
  }

  /// Ranks of the second replicate for each rank of the first.
  static func simulated(_ rows: Int) throws -> [[Int]] {
    let text = String(
      decoding: try repositoryBytes("Reference/oracles/idr/simulated_\(rows).txt"), as: UTF8.self)
    return [Array(0..<rows), try text.split(separator: "\n").map { try #require(Int($0)) }]
  }
}

/// The largest relative difference.
func largestRelative(_ found: [Double], _ expected: [Double]) -> Double {
  zip(found, expected).map { abs($0 - $1) / abs($1) }.max() ?? .infinity
}
