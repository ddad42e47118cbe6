import Estimators
import Foundation
import TestSupport
import Testing

@Suite struct MeanRegressorTests {
  @Test func theMeanOfObservedTrainingRowsIsPredicted() throws {
    let training = labelled([[1, 2, 3]], [[1, nil, 4], [nil, 8, nil]])
    let validation = labelled([[5]], [[100], [nil]])
    let model = try MeanRegressor().fit(training: training, validation: validation, threads: 1)
    #expect(model.predict(validation.input, threads: 1) == [[2.5], [8]])
    #expect(model.tasks == ["t0", "t1"])
  }

  @Test func aTaskWithoutTrainingRowsIsNamed() {
    let rows = labelled([[1]], [[nil]])
    #expect(throws: EstimatorError.noTrainingRows(task: "t0")) {
      try MeanRegressor().fit(training: rows, validation: rows, threads: 1)
    }
  }

  @Test func theModelSurvivesItsFile() throws {
    let model = try MeanRegressor().fit(
      training: labelled([[1, 2, 3]], [[0.1, 0.2, 0.4]]),
      validation: labelled([[1]], [[1]]), threads: 1)
    try withTemporaryFolder { folder in
      try model.write(toFile: "\(folder)/mean.json")
      #expect(try MeanModel(contentsOfFile: "\(folder)/mean.json") == model)
    }
  }

  @Test func anotherSchemaIsRefused() throws {
    let text = #"{"schema":"cupel.mean/9","model":{"tasks":[],"means":[]}}"#
    #expect(throws: EstimatorError.unknownSchema(found: "cupel.mean/9", expected: "cupel.mean/1")) {
      try MeanModel(json: Data(text.utf8), path: "m.json")
    }
    #expect(
      throws: EstimatorError.unreadableModel(
        path: "m.json", reason: "not a JSON object with a 'schema'")
    ) {
      try MeanModel(json: Data("[1]".utf8), path: "m.json")
    }
  }
}
