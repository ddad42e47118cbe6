import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct SizeFactorsTests {
  /// Counts and factors of edgeR, see Reference/oracles/sizefactors.
  private func oracle() throws -> (libraries: [[Int]], factors: [String: [Double]]) {
    func rows(_ name: String) throws -> [[String]] {
      let text = String(
        decoding: try repositoryBytes("Reference/oracles/sizefactors/\(name)"), as: UTF8.self)
      return text.split(separator: "\n").map { line in
        line.split(separator: "\t").map { $0.trimmingCharacters(in: .whitespaces) }
      }
    }
    let counts = try rows("counts.tsv").dropFirst().map { $0.compactMap { Int($0) } }
    let libraries = (0..<4).map { library in counts.map { $0[library] } }
    let factors = try rows("factors.tsv").dropFirst().map { row in
      (row[0], row.dropFirst().compactMap { Double($0) })
    }
    return (libraries, Dictionary(uniqueKeysWithValues: factors))
  }

  private func expect(
    _ found: SizeFactors, _ expected: [Double]?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.refusal == nil && expected?.count == found.factors.count)
    for (one, other) in zip(found.factors, expected ?? []) {
      #expect(isClose(one, other, relative: 1e-9), sourceLocation: sourceLocation)
    }
  }

  @Test func workedExample() {
    let found = sizeFactors(
      of: [[8, 8, 80], [4, 4, 400]], method: .medianOfRatios, minimumRows: 1)
    #expect(isClose(found.factors[0], (2.0 * 408 / 96).squareRoot()))
    #expect(isClose(found.factors[0] * found.factors[1], 1))
    #expect(found.qualifyingRows == 3)
  }

  @Test func agreesWithEdgeR() throws {
    let (libraries, factors) = try oracle()
    let dense = libraries.map { $0.map { $0 + 1 } }
    expect(sizeFactors(of: libraries, method: .tmm), factors["tmm"])
    expect(sizeFactors(of: libraries, method: .medianOfRatios), factors["rle"])
    expect(sizeFactors(of: dense, method: .tmm), factors["dense_tmm"])
    expect(sizeFactors(of: dense, method: .upperQuartile), factors["dense_upper_quartile"])
    expect(
      sizeFactors(of: libraries, method: .upperQuartile), factors["nonzero_upper_quartile"])
  }

  @Test func totalsAndSingleLibrariesNeedNoFactors() {
    #expect(sizeFactors(of: [[1, 2], [3, 4]], method: .totals).factors == [1, 1])
    #expect(sizeFactors(of: [[1, 2]], method: .tmm).factors == [1])
    #expect(sizeFactors(of: [], method: .tmm).factors == [])
  }

  @Test func sparseLibrariesAreRefusedWithAReason() {
    var generator = SeededGenerator(Seed(1))
    let sparse = (0..<2).map { _ in (0..<20_000).map { _ in generator.poisson(mean: 0.1) } }
    for method in [SizeFactorMethod.tmm, .medianOfRatios] {
      let found = sizeFactors(of: sparse, method: method)
      #expect(found.refusal == .tooFewRows && found.qualifyingRows < 1000)
      #expect(found.factors == [1, 1] && found.method == method)
    }
    #expect(sizeFactors(of: sparse, method: .upperQuartile).refusal == .smallQuartile)
    #expect(
      sizeFactors(of: [[1, 2], [3, 4]], method: .upperQuartile).refusal == .tooFewRows)
    #expect(sizeFactors(of: [[0, 0], [3, 4]], method: .tmm).refusal == .emptyLibrary)
  }

  @Test func aFewStrongElementsMoveTotalsAndNotFactors() {
    var generator = SeededGenerator(Seed(2))
    let activity = (0..<5_000).map { _ in generator.gamma(shape: 3, scale: 10) }
    let libraries = (0..<2).map { library in
      activity.enumerated().map { row, mean in
        generator.poisson(mean: mean * (library == 1 && row < 100 ? 60 : 1))
      }
    }
    let totals = libraries.map { Double($0.reduce(0, +)) }
    for method in [SizeFactorMethod.tmm, .medianOfRatios, .upperQuartile] {
      let found = sizeFactors(of: libraries, method: method)
      let effective = zip(found.factors, totals).map { $0 * $1 }
      // 2 % of strong rows move the upper quartile itself a little
      #expect(isClose(effective[1], effective[0], relative: 0.1), "\(method)")
    }
    #expect(totals[1] > 1.9 * totals[0])
  }
}
