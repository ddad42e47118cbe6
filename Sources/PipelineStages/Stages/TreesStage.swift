import Estimators
import GradientBoosting
import PipelineEngine

/// Gradient-boosted trees on all features, one ensemble per task, stopped on the validation rows.
struct TreesStage {
  static let implementationVersion = 1
  static let model = PredictionArtefact.Model(
    name: "trees", summary: "gradient-boosted trees on all features")

  let options: GradientBoostingOptions

  func run(_ context: StageContext) throws {
    let rows = try LearningRows(context)
    let features = try FeatureArtefact.read(from: context.upstream(StageName.features))
    let rounds = options.maximumRounds * rows.tasks.count
    context.progress.begin("growing trees", total: rounds, unit: "rounds")
    let fitted = try GradientBoostingRegressor(options: options).train(
      training: rows.training(features), validation: rows.validation(features),
      threads: context.threads
    ) { _ in context.progress.advance() }
    for (task, log) in zip(fitted.tasks, fitted.logs) {
      context.note(
        "\(task): \(log.entries.count) rounds, best \(log.bestEntry.map { $0 + 1 } ?? 0)")
    }
    try TreesArtefact.write(fitted, to: context.outputDirectory)
    context.progress.begin("predicting", total: rows.predicted.count, unit: "fragments")
    let predicted = try fitted.predict(
      features.selecting(rows: rows.predicted), threads: context.threads)
    try PredictionArtefact.write(
      [(Self.model, rows.placed(predicted))], tasks: rows.tasks, rows: features.rowCount,
      to: context.outputDirectory)
  }
}

/// Trees on disk: `<task>.xgboost.json` (loads in Python's xgboost), `training.json` and
/// `importance.json`.
enum TreesArtefact {
  static func write(_ trees: BoostedTrees, to folder: String) throws {
    for (task, ensemble) in zip(trees.tasks, trees.ensembles) {
      try AtomicFile.write(
        ensemble.xgboostJSON(), to: folder + "/\(FileName.safe(task)).xgboost.json")
    }
    try JSONDocument.write(trees.logs, to: folder + "/training.json")
    let importance = trees.ensembles.map { $0.featureImportance() }
    try JSONDocument.write(
      Dictionary(uniqueKeysWithValues: zip(trees.tasks, importance)),
      to: folder + "/importance.json")
  }

  static func logs(in folder: String) throws -> [TrainingLog] {
    try JSONDocument.read([TrainingLog].self, from: folder + "/training.json")
  }

  static func importance(in folder: String) throws -> [String: [FeatureImportance]] {
    try JSONDocument.read([String: [FeatureImportance]].self, from: folder + "/importance.json")
  }
}
