import Foundation
import Statistics
import TestSupport

/// Values of SciPy and mpmath, see Reference/oracles/complexity.
struct ComplexityOracles: Decodable {
  struct Fit: Decodable {
    var mean: Double
    var size: Double
    var complexity: Double
    var complexityInterval: [Double]
    var doubled: Double
    var doubledInterval: [Double]
    var depthForNineTenths: Double
    var expectedTwice: Double
  }
  struct Subsample: Decodable {
    var share: Double
    var reads: Int
    var binomial: Double
    var hypergeometric: Double
  }
  struct Smoothed: Decodable {
    var depth: Double
    var value: [Double]
  }
  struct Peers: Decodable {
    var sureComplexity: Double
    var sureRate: Double
    var hillComplexity: Double
    var hillHalf: Double
    var hillSteepness: Double
  }
  struct Library: Decodable {
    var name: String
    var values: [Int]
    var frequencies: [Int]
    /// Nil where the likelihood rises towards infinitely many unseen things.
    var fit: Fit?
    var subsampling: [Subsample]?
    var smoothed: [Smoothed]?
    var peers: Peers?

    var counts: CountOfCounts {
      CountOfCounts(frequencies: Dictionary(uniqueKeysWithValues: zip(values, frequencies)))
    }
  }

  var libraries: [Library]

  static func load() throws -> ComplexityOracles {
    let file = repositoryFile("Reference/oracles/complexity/complexity.json")
    return try JSONDecoder().decode(ComplexityOracles.self, from: Data(contentsOf: file))
  }
}
