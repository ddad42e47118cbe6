import ConvolutionalNetworks
import Estimators
import Statistics
import Testing

@Suite struct MaskedSquaredErrorTests {
  private func targets(
    _ values: [[Double?]], weights: [[Double]]? = nil
  ) -> StandardizedTargets {
    let names = values.indices.map { "task\($0)" }
    return StandardizedTargets(
      TargetMatrix(tasks: names, values: values, weights: weights),
      scaling: names.map { TaskScaling(name: $0, mean: 0, standardDeviation: 1) })
  }

  @Test func missingTargetsAreInNoNumeratorAndNoDenominator() {
    let error = MaskedSquaredError(
      predictions: [1, 9, 3, 2], rows: [0, 1], targets: targets([[0, 1], [nil, 1]]))
    #expect(error.taskLosses == [2.5, 1])
    #expect(error.loss == 1.75)
    #expect(error.gradient == [0.5, 0, 1, 1])
  }

  @Test func aTaskWithoutAnyTargetIsLeftOutOfTheMean() {
    let error = MaskedSquaredError(
      predictions: [2, 5], rows: [0], targets: targets([[0], [nil]]))
    #expect(error.loss == 4)
    #expect(error.taskLosses == [4, nil])
    #expect(error.gradient == [4, 0])
  }

  @Test func nothingObservedGivesZero() {
    let error = MaskedSquaredError(predictions: [2], rows: [0], targets: targets([[nil]]))
    #expect(error.loss == 0 && error.gradient == [0])
  }

  @Test func rowsPickTheirOwnTargets() {
    let error = MaskedSquaredError(
      predictions: [7], rows: [2], targets: targets([[0, 0, 6]]))
    #expect(error.loss == 1)
  }

  @Test func weightsShareOutTheLossOfATask() {
    let error = MaskedSquaredError(
      predictions: [1, 9, 3, 2], rows: [0, 1],
      targets: targets([[0, 1], [nil, 1]], weights: [[3, 1], [7, 0.5]]))
    #expect(error.taskLosses == [1.75, 1])
    #expect(error.loss == 1.375)
    #expect(error.gradient == [0.75, 0, 0.5, 1])
  }

  @Test func aTargetOfWeightZeroIsMissing() {
    let error = MaskedSquaredError(
      predictions: [1, 3], rows: [0, 1], targets: targets([[0, 1]], weights: [[0, 0.5]]))
    let missing = MaskedSquaredError(
      predictions: [1, 3], rows: [0, 1], targets: targets([[nil, 1]]))
    #expect(error.loss == missing.loss && error.gradient == missing.gradient)
    let none = MaskedSquaredError(
      predictions: [1], rows: [0], targets: targets([[0]], weights: [[0]]))
    #expect(none.loss == 0 && none.gradient == [0] && none.taskLosses == [nil])
  }

  @Test(arguments: [1, 0.25, 0.3, 5]) func equalWeightsChangeNothing(weight: Double) {
    let values: [[Double?]] = [[0.3, nil, -1.2, 0.7], [1.1, 0.2, nil, -0.4]]
    let predictions: [Float] = [0.1, 0.9, -0.4, 0.2, 1.3, 0, -0.7, 0.5]
    let plain = MaskedSquaredError(
      predictions: predictions, rows: [0, 1, 2, 3], targets: targets(values))
    let weighted = MaskedSquaredError(
      predictions: predictions, rows: [0, 1, 2, 3],
      targets: targets(
        values, weights: [[Double]](repeating: Array(repeating: weight, count: 4), count: 2)))
    if weight == 1 || weight == 0.25 {
      #expect(weighted.loss == plain.loss && weighted.gradient == plain.gradient)
    }
    #expect(abs(weighted.loss - plain.loss) < 1e-7)
    for (a, b) in zip(weighted.gradient, plain.gradient) { #expect(abs(a - b) < 1e-7) }
  }

  @Test(arguments: 0..<20) func aRowOfWeightTwoIsTheRowTwice(seed: UInt64) {
    let sample = RandomTargets(seed: seed, rows: 12, tasks: 3)
    let counts = sample.counts
    let rows = counts.enumerated().flatMap { Array(repeating: $0, count: $1) }
    let once = MaskedSquaredError(
      predictions: sample.predictions, rows: Array(0..<12),
      targets: targets(
        sample.values, weights: Array(repeating: counts.map(Double.init), count: 3)))
    let many = MaskedSquaredError(
      predictions: rows.flatMap { sample.predictions[($0 * 3)..<($0 * 3 + 3)] }, rows: rows,
      targets: targets(sample.values))
    #expect(abs(once.loss - many.loss) < 1e-12, "seed \(seed)")
    var summed = [Float](repeating: 0, count: 36)
    for (item, row) in rows.enumerated() {
      for task in 0..<3 { summed[row * 3 + task] += many.gradient[item * 3 + task] }
    }
    for (a, b) in zip(once.gradient, summed) { #expect(abs(a - b) < 1e-6, "seed \(seed)") }
  }

  @Test(arguments: 0..<10) func theGradientIsThatOfFiniteDifferences(seed: UInt64) {
    let sample = RandomTargets(seed: seed, rows: 9, tasks: 2)
    let known = targets(sample.values, weights: sample.weights)
    let rows = Array(0..<9)
    let error = MaskedSquaredError(predictions: sample.predictions, rows: rows, targets: known)
    for index in sample.predictions.indices {
      // The loss is quadratic: central differences are exact but for rounding of the predictions.
      func loss(_ step: Float) -> (Float, Double) {
        var moved = sample.predictions
        moved[index] += step
        return (
          moved[index],
          MaskedSquaredError(predictions: moved, rows: rows, targets: known).loss
        )
      }
      let (up, down) = (loss(0.125), loss(-0.125))
      let slope = (up.1 - down.1) / Double(up.0 - down.0)
      #expect(abs(slope - Double(error.gradient[index])) < 1e-5, "seed \(seed)")
    }
  }
}

/// Predictions, targets of which a fifth is missing, and weights, fractional and whole.
private struct RandomTargets {
  let predictions: [Float]
  let values: [[Double?]]
  let weights: [[Double]]
  let counts: [Int]

  init(seed: UInt64, rows: Int, tasks: Int) {
    var generator = SeededGenerator(Seed(seed).derived("targets"))
    predictions = (0..<(rows * tasks)).map { _ in Float(generator.uniform() * 4 - 2) }
    values = (0..<tasks).map { _ in
      (0..<rows).map { _ in generator.uniform() < 0.2 ? nil : generator.uniform() * 4 - 2 }
    }
    weights = (0..<tasks).map { _ in (0..<rows).map { _ in 0.01 + generator.uniform() } }
    counts = (0..<rows).map { _ in generator.index(below: 4) }
  }
}
