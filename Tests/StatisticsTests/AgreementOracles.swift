import Foundation
import TestSupport

/// Values of SciPy and NumPy, see Reference/oracles/agreement.
struct AgreementOracle: Decodable {
  var count: Int
  var xModulus: Int
  var yModulus: Int
  var tau: Double
  var tauPValue: Double
  var concordance: Double
  var concordanceError: Double
  var low: Double
  var high: Double
  var icc: Double

  static func load() throws -> [AgreementOracle] {
    try JSONDecoder().decode(
      [AgreementOracle].self, from: repositoryBytes("Reference/oracles/agreement/agreement.json"))
  }

  var x: [Double] { oracleColumn(count, 37, xModulus) }
  var y: [Double] {
    zip(oracleColumn(count, 53, yModulus), x).map { $0 + 0.3 * $1.rounded(.down) }
  }
  var z: [Double] { zip(oracleColumn(count, 29, 89), x).map { $0 + 0.5 * $1 } }
}
