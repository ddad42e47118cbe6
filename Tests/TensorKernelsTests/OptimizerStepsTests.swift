import Foundation
import TensorKernels
import TestSupport
import Testing

/// Steps of torch's optimisers; made by Reference/oracles/networks/make_fixtures.py.
private struct OptimizerFixture: Decodable {
  let name: String
  let start: [Double]
  let gradients: [[Double]]
  let path: [[Double]]

  static func named(_ name: String) throws -> OptimizerFixture {
    struct File: Decodable { let optimizers: [OptimizerFixture] }
    let data = try Data(
      contentsOf: repositoryFile("Reference/oracles/networks/fixtures.json"))
    let fixtures = try JSONDecoder().decode(File.self, from: data).optimizers
    return try #require(fixtures.first { $0.name == name })
  }
}

@Suite struct OptimizerStepsTests {
  private func follow(
    _ name: String, _ step: (Int, TensorSlice, TensorSlice) throws -> Void
  ) throws {
    let fixture = try OptimizerFixture.named(name)
    let weights = try tensor(fixture.start)
    for (index, gradient) in fixture.gradients.enumerated() {
      try step(index + 1, weights, tensor(gradient))
      let found = weights.values.map(Double.init)
      #expect(largestDifference(found, fixture.path[index]) < 2e-6, "step \(index + 1)")
    }
  }

  @Test func adamTakesTheStepsOfTorch() throws {
    let (first, second) = (try TensorBuffer(count: 7).all, try TensorBuffer(count: 7).all)
    try follow("adam") { step, weights, gradient in
      try AdamStep(
        rate: 0.01, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-8, step: step
      ).apply(
        to: weights, gradient: gradient, first: first, second: second,
        treatment: GradientTreatment(), threads: 1)
    }
  }

  @Test func adamWithAPenaltyTakesTheStepsOfTorch() throws {
    let (first, second) = (try TensorBuffer(count: 7).all, try TensorBuffer(count: 7).all)
    try follow("adam_penalty") { step, weights, gradient in
      try AdamStep(
        rate: 0.003, firstDecay: 0.8, secondDecay: 0.99, epsilon: 1e-6, step: step
      ).apply(
        to: weights, gradient: gradient, first: first, second: second,
        treatment: GradientTreatment(penalty: 0.1), threads: 1)
    }
  }

  @Test func rmspropTakesTheStepsOfTorch() throws {
    let second = try TensorBuffer(count: 7).all
    try follow("rmsprop") { _, weights, gradient in
      try RMSpropStep(rate: 0.002, decay: 0.98, epsilon: 1e-8).apply(
        to: weights, gradient: gradient, second: second, treatment: GradientTreatment(),
        threads: 1)
    }
  }

  @Test func theGradientScaleIsAppliedBeforeThePenalty() throws {
    // g = 0.5 · 4 + 0.1 · 10 = 3; v = 9; w = 10 − 0.1 · 3 / 3.
    let weights = try tensor([10])
    try RMSpropStep(rate: 0.1, decay: 0, epsilon: 0).apply(
      to: weights, gradient: tensor([4]), second: TensorBuffer(count: 1).all,
      treatment: GradientTreatment(scale: 0.5, penalty: 0.1), threads: 1)
    #expect(abs(weights[0] - 9.9) < 1e-5)
  }

  @Test func onlyColumnsAboveTheLimitAreScaledDown() throws {
    let weights = try tensor([3, 1, 4, 1])
    try limitColumnNorms(weights, columns: 2, limit: 2.5)
    #expect(largestDifference(weights.values.map(Double.init), [1.5, 1, 2, 1]) < 1e-6)
  }

  @Test func sumsOfSquaresDoNotDependOnThreads() throws {
    var samples = SampleValues(8)
    let values = samples.values(200_003)
    let x = try tensor(values)
    let exact = values.reduce(0) { $0 + $1 * $1 }
    let one = try sumOfSquares(x, threads: 1)
    #expect(abs(one - exact) < 1e-9 * exact)
    #expect(try sumOfSquares(x, threads: 3) == one)
  }
}
