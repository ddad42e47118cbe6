import Estimators
import Testing

@Suite struct TargetMatrixTests {
  private let matrix = TargetMatrix(
    tasks: ["a", "b"], values: [[1, nil, 3], [4, 5, 6]],
    weights: [[0.5, .nan, 1], [0, 2, 0.25]])

  @Test func selectedRowsKeepTheirWeights() {
    let selected = matrix.selecting(rows: [2, 0])
    #expect(selected.values == [[3, 1], [6, 4]])
    #expect(selected.weights == [[1, 0.5], [0.25, 0]])
    #expect(matrix.unweighted.selecting(rows: [2, 0]).weights == nil)
    #expect(matrix.unweighted.values == matrix.values)
  }

  @Test func targetsOfWeightZeroCountAsMissing() {
    #expect(matrix.withoutZeroWeights.values == [[1, nil, 3], [nil, 5, 6]])
    #expect(matrix.unweighted.withoutZeroWeights.values == matrix.values)
  }

  @Test func usableWeightsAreZeroOrWithinBounds() {
    for weight in [0, 1e-12, 0.3, 1, 1e12] { #expect(TargetMatrix.isUsable(weight: weight)) }
    for weight in [-1, 1e-13, 1e13, .nan, .infinity] {
      #expect(!TargetMatrix.isUsable(weight: weight), "\(weight)")
    }
  }

  @Test func aWeightedMeanCountsByWeights() {
    #expect(weightedMean([1, 4], weights: [2, 1]) == 2)
    #expect(weightedMean([1, 4], weights: nil) == 2.5)
  }
}
