import Estimators
import Testing

@Suite struct EstimatorErrorTests {
  @Test func messagesSayWhereWhatExpectedAndHow() {
    #expect(
      EstimatorError.noTrainingRows(task: "K562").description
        == "task 'K562': no training row has a value; expected at least one. "
        + "Check the split and the target column.")
    #expect(
      EstimatorError.noValidationRows(task: "K562").description
        == "task 'K562': no validation row has a value; expected at least one to choose the model "
        + "on. Check the split and the target column.")
    #expect(
      EstimatorError.rowCountMismatch(features: 3, targets: 2).description
        == "training rows: 3 rows of features but 2 of targets; expected as many. "
        + "Select the same rows from both.")
    #expect(
      EstimatorError.nonFiniteTarget(task: "K562", row: 4).description
        == "task 'K562', row 4: the target is not a finite number; expected a number or a missing "
        + "value. Mark values that were not observed as missing.")
    #expect(
      EstimatorError.unusableWeight(task: "K562", row: 4, value: -0.5).description
        == "task 'K562', row 4: training weight -0.5; expected 0, or a number from 1e-12 to 1e12. "
        + "Give a row that is not to count weight 0, or mark its target as missing.")
    #expect(
      EstimatorError.noPositiveWeight(task: "K562", rows: 2).description
        == "task 'K562': all 2 rows with a value have weight 0; expected a weight above 0. "
        + "Check the weights, or train without them.")
    #expect(
      EstimatorError.noPositiveWeight(task: "K562", rows: 1).description
        == "task 'K562': the 1 row with a value has weight 0; expected a weight above 0. "
        + "Check the weights, or train without them.")
    #expect(
      EstimatorError.nonFiniteFeature(name: "gc", row: 4).description
        == "feature 'gc', row 4: the value is not a finite number; expected one. "
        + "Give undefined features a defined value or drop the row.")
    #expect(
      EstimatorError.unknownFeature(name: "gc", known: ["a", "b"]).description
        == "feature 'gc': not among the given features ['a', 'b']; expected one of them. "
        + "Add it to the feature set or remove it from the model.")
    #expect(
      EstimatorError.validationMismatch(what: "tasks", training: ["a"], validation: []).description
        == "validation rows: tasks []; expected those of the training rows, ['a']. "
        + "Make both with the same options.")
    #expect(
      EstimatorError.unknownSchema(found: "x/2", expected: "x/1").description
        == "model file: schema 'x/2'; expected 'x/1'. "
        + "Fit the model again with this version, or use the version that wrote it.")
    #expect(
      EstimatorError.unreadableModel(path: "m.json", reason: "cannot be read").description
        == "m.json: cannot be read; expected a model file of this program. "
        + "Check the path and fit again.")
  }
}
