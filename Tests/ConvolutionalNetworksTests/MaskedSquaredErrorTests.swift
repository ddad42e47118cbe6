import ConvolutionalNetworks
import Estimators
import Testing

@Suite struct MaskedSquaredErrorTests {
  private func targets(_ values: [[Double?]]) -> StandardizedTargets {
    let names = values.indices.map { "task\($0)" }
    return StandardizedTargets(
      TargetMatrix(tasks: names, values: values),
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
}
