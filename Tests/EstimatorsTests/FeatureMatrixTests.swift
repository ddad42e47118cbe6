import Estimators
import Testing

@Suite struct FeatureMatrixTests {
  private let matrix = FeatureMatrix(rowCount: 2, names: ["a", "b"], values: [1, 2, 3, 4])

  @Test func valuesLieColumnByColumn() {
    #expect(matrix[1, 0] == 2 && matrix[0, 1] == 3)
    #expect(Array(matrix.column(1)) == [3, 4])
  }

  @Test func rowsAndFeaturesAreSelectedInOrder() {
    #expect(matrix.selecting(rows: [1, 0, 1]).values == [2, 1, 2, 4, 3, 4])
    #expect(matrix.selecting(features: [1]).names == ["b"])
    #expect(matrix.selecting(features: [1, 0]).values == [3, 4, 1, 2])
  }

  @Test func theFirstDifferentNameIsReported() {
    #expect(
      throws: EstimatorError.featureMismatch(position: 1, expected: "c", found: "b")
    ) { try matrix.checkNames(equal: ["a", "c"]) }
    #expect(
      throws: EstimatorError.featureMismatch(position: 2, expected: "c", found: nil)
    ) { try matrix.checkNames(equal: ["a", "b", "c"]) }
    #expect(
      EstimatorError.featureMismatch(position: 2, expected: "c", found: nil).description
        == "feature 3: none where the model has 'c'; expected the features it was fitted on, in "
        + "their order. Make the features with the options of the model.")
  }
}
