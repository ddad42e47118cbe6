import Estimators
import Foundation
import GradientBoosting
import TestSupport
import Testing

@Suite struct BoostedTreesFilesTests {
  @Test func aFolderReadsBackAsTheSameModelWithTheSameBytes() throws {
    for objective in BoostingObjective.allCases {
      let rows = labelled(
        [(0..<80).map { Float($0 % 9) / 3 }, (0..<80).map { Float($0 % 7) * 1.1 }],
        [(0..<80).map { Double(($0 % 9 > 4 ? 1 : 0) ^ ($0 % 5 == 0 ? 1 : 0)) }])
      let model = try fit(rows, rows) {
        $0.objective = objective
        $0.maximumRounds = 12
      }
      let (first, second) = (try TemporaryFolder(), try TemporaryFolder())
      try model.write(toFolder: first.path)
      let copy = try BoostedTrees(contentsOfFolder: first.path)
      #expect(copy == model)
      #expect(
        try copy.predict(rows.input, threads: 1) == model.predict(rows.input, threads: 1))
      try copy.write(toFolder: second.path)
      for name in ["model.json", "trees_1.json"] {
        #expect(try first.bytes(name) == second.bytes(name))
      }
    }
  }

  @Test func namesThatNeedEscapesSurvive() throws {
    let rows = LabelledRows(
      input: FeatureMatrix(rowCount: 2, names: ["a\"b\\c\u{1}\té"], values: [0, 1]),
      targets: TargetMatrix(tasks: ["t"], values: [[0, 1]]))
    let ensemble = try fit(rows, rows).ensembles[0]
    #expect(try read(ensemble.xgboostJSON()) == ensemble)
  }

  @Test func oldFilesHoldABareBaseScore() throws {
    let text = try sample()
    let old = text.replacingOccurrences(of: #""[2.0]""#, with: #""2""#)
    #expect(old != text)
    #expect(try read(old) == read(text))
  }

  @Test(arguments: [
    (#""name":"gbtree""#, #""name":"dart""#, "booster 'dart'"),
    (#""num_class":"0""#, #""num_class":"3""#, "3 classes"),
    (#""num_target":"1""#, #""num_target":"2""#, "2 targets"),
    (#""split_type":[0,"#, #""split_type":[1,"#, "a categorical split"),
    (#""size_leaf_vector":"1""#, #""size_leaf_vector":"2""#, "leaves of 2 values"),
    (#"reg:squarederror"#, #"rank:ndcg"#, "objective 'rank:ndcg'"),
    (#""[2.0]""#, #""[2.0,1.0]""#, "base_score [2.0,1.0]"),
  ])
  func whatTheseTreesDoNotHaveIsRefused(pattern: String, change: String, found: String) throws {
    let text = try sample()
    let changed = text.replacingOccurrences(of: pattern, with: change)
    try #require(changed != text)
    let error = #expect(throws: GradientBoostingError.self) { try read(changed) }
    if case .unsupportedModel(_, let what, _) = error {
      #expect(what == found)
    } else {
      Issue.record("\(String(describing: error))")
    }
  }

  @Test(arguments: [
    (#""left_children":[1,"#, #""left_children":[9,"#),
    (#""left_children":[1,"#, #""left_children":[2,"#),
    (#""left_children":[1,"#, #""left_children":["#),
    (#""split_indices":[0,"#, #""split_indices":[4,"#),
    (#""num_feature":"1","num_target""#, #""num_feature":"2","num_target""#),
    (#""[2.0]""#, #""two""#), (#"{"learner""#, #"{"lerner""#),
  ])
  func filesThatContradictThemselvesAreRefused(pattern: String, change: String) throws {
    let text = try sample()
    let changed = text.replacingOccurrences(of: pattern, with: change)
    try #require(changed != text)
    let error = #expect(throws: GradientBoostingError.self) { try read(changed) }
    guard case .malformedModel(path: "m.json", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func errorsSayWhereWhatExpectedAndHow() {
    #expect(
      GradientBoostingError.unsupportedModel(
        path: "m.json", found: "booster 'dart'", expected: "booster 'gbtree'"
      ).description
        == "m.json: booster 'dart'; expected booster 'gbtree'. Train the model again without it.")
    #expect(
      GradientBoostingError.malformedModel(path: "m.json", reason: "no list of trees").description
        == "m.json: no list of trees; expected an XGBoost model saved as JSON. "
        + "Save it again with save_model('model.json').")
    #expect(
      GradientBoostingError.inaccessible(path: "m.json", reason: "cannot be read").description
        == "m.json: cannot be read; expected a readable and writable place. "
        + "Check path and permissions.")
  }

  @Test func aMissingFolderIsNamed() throws {
    let rows = labelled([[0, 1]], [[0, 1]])
    let model = try fit(rows, rows)
    #expect(throws: GradientBoostingError.self) { try model.write(toFolder: "/nonexistent/place") }
    #expect(throws: EstimatorError.self) {
      try BoostedTrees(contentsOfFolder: "/nonexistent/place")
    }
  }

  @Test func importanceIsSortedByTotalGain() throws {
    let rows = randomRows(seed: 30, rows: 500, features: 6)
    let ensemble = try fit(rows, rows) { $0.maximumRounds = 5 }.ensembles[0]
    let importance = ensemble.featureImportance()
    #expect(importance[0].name == "x0" && importance[0].splitCount > 0)
    #expect(zip(importance, importance.dropFirst()).allSatisfy { $0.totalGain >= $1.totalGain })
    let gains = ensemble.trees.flatMap(\.gains).reduce(0.0) { $0 + Double($1) }
    #expect(abs(importance.map(\.totalGain).reduce(0, +) - gains) < 1e-9 * gains)
  }

  /// One split: x0 below 1 gives −2, else +2, on a base of 2.
  private func sample() throws -> String {
    let rows = labelled([[0, 0, 1, 1]], [[0, 0, 4, 4]])
    return try fit(rows, rows) {
      $0.maximumRounds = 1
      $0.earlyStoppingRounds = nil
    }.ensembles[0].xgboostJSON()
  }

  private func read(_ text: String) throws -> TreeEnsemble {
    try TreeEnsemble(xgboostJSON: Data(text.utf8), path: "m.json")
  }
}
