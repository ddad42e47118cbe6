import Foundation
import Statistics
import Testing

@Suite struct LeastSquaresWorkspaceTests {
  @Test func workedExample() {
    var workspace = LeastSquaresWorkspace(columns: 2)
    workspace.start(rows: 4)
    for (row, response) in [1.0, 3, 4, 8].enumerated() {
      workspace.setRow(row, design: [1, row < 2 ? 0 : 1], response: response)
    }
    let fit = workspace.solve()
    #expect(isClose(fit.coefficient, 4, relative: 1e-14))
    #expect(isClose(fit.residualSumOfSquares, 10, relative: 1e-14))
    #expect(fit.residualDegrees == 2)
    #expect(isClose(fit.unscaledDeviation, 1, relative: 1e-14))
  }

  @Test func aDependentLastColumnIsNotEstimable() {
    var workspace = LeastSquaresWorkspace(columns: 2)
    workspace.start(rows: 3)
    for row in 0..<3 { workspace.setRow(row, design: [1, 2], response: Double(row)) }
    #expect(!workspace.solve().isEstimable)
    #expect(workspace.solve().residualDegrees == 2)
  }

  @Test func aDependentNuisanceColumnDoesNotMatter() {
    var workspace = LeastSquaresWorkspace(columns: 3)
    workspace.start(rows: 4)
    for (row, response) in [1.0, 3, 4, 8].enumerated() {
      workspace.setRow(row, design: [1, 1, row < 2 ? 0 : 1], response: response)
    }
    let fit = workspace.solve()
    #expect(fit.isEstimable)
    #expect(isClose(fit.coefficient, 4, relative: 1e-14))
    #expect(fit.residualDegrees == 2)
  }

  @Test func fewerRowsThanColumns() {
    var workspace = LeastSquaresWorkspace(columns: 2)
    workspace.start(rows: 1)
    workspace.setRow(0, design: [1, 1], response: 5)
    #expect(!workspace.solve().isEstimable)
    workspace.start(rows: 0)
    #expect(workspace.solve().residualDegrees == 0)
  }

  @Test func correlationOfBlocksGivesTheVarianceOfTheMean() {
    // Intercept only, one block of m rows: Var(mean) = (1 − ρ + mρ)/m.
    var workspace = LeastSquaresWorkspace(columns: 1)
    workspace.start(rows: 4)
    for (row, response) in [1.0, 2, 4, 5].enumerated() {
      workspace.setRow(row, design: [1], response: response, block: 0)
    }
    let fit = workspace.solve(correlation: 0.3)
    #expect(isClose(fit.coefficient, 3, relative: 1e-14))
    #expect(isClose(fit.unscaledDeviation, ((1 - 0.3 + 4 * 0.3) / 4).squareRoot(), relative: 1e-14))
    #expect(isClose(fit.residualSumOfSquares, 10 / 0.7, relative: 1e-13))
  }

  @Test func balancedBlocksHaveTheAnalysisOfVarianceEstimate() {
    // ρ = (B − W)/(B + (m − 1)W) with the mean squares between and within blocks.
    var generator = SeededGenerator(Seed(4))
    let shared = (0..<6).map { _ in generator.standardNormal() }
    let values = (0..<18).map { shared[$0 % 6] + 0.7 * generator.standardNormal() }
    var workspace = LeastSquaresWorkspace(columns: 1)
    workspace.start(rows: 18)
    for row in 0..<18 { workspace.setRow(row, design: [1], response: values[row], block: row % 6) }
    let estimate = workspace.restrictedLikelihoodCorrelation()
    let grand = values.reduce(0, +) / 18
    var (between, within) = (0.0, 0.0)
    for block in 0..<6 {
      let members = [values[block], values[block + 6], values[block + 12]]
      let mean = members.reduce(0, +) / 3
      between += 3 * (mean - grand) * (mean - grand) / 5
      for value in members { within += (value - mean) * (value - mean) / 12 }
    }
    let expected = (between - within) / (between + 2 * within)
    #expect(isClose(estimate, expected, relative: 0, absolute: 1e-6))
  }

  @Test func correlationNeedsBlocks() {
    var workspace = LeastSquaresWorkspace(columns: 1)
    workspace.start(rows: 6)
    for row in 0..<6 { workspace.setRow(row, design: [1], response: Double(row % 4), block: row) }
    #expect(workspace.restrictedLikelihoodCorrelation() == nil)
    workspace.start(rows: 6)
    for row in 0..<6 { workspace.setRow(row, design: [1], response: 2, block: row / 2) }
    #expect(workspace.restrictedLikelihoodCorrelation() == nil)
  }

  @Test func theConsensusIsTrimmed() {
    let consensus = consensusCorrelation([0.2, 0.5, 0.5, 0.5, 0.5, 0.5, 0.9])
    #expect(isClose(consensus, 0.5, relative: 1e-14))
    #expect(consensusCorrelation([]) == nil)
  }
}
