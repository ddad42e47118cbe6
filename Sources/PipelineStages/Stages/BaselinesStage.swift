import Estimators
import PipelineEngine

/// The simple models every other model has to beat: mean, length, GC, windowed GC, k-mer ridge.
struct BaselinesStage {
  static let implementationVersion = 1

  /// The name of the lowest rung, which predicts the same value for every fragment.
  static let meanModel = "mean"
  /// The name of the rung that sees length only.
  static let lengthModel = "length"
  /// Rungs that are constant by definition, or when all fragments have one length: that they
  /// predict one value for every fragment is no news.
  static let maybeConstantModels = [meanModel, lengthModel]
  /// The name of the rung that gains are counted from.
  static let gcModel = "gc"

  func run(_ context: StageContext) throws {
    let rows = try LearningRows(context)
    let features = try FeatureArtefact.read(from: context.upstream(StageName.features))
    let rungs = Rung.ladder(of: features.names)
    context.progress.begin("fitting baselines", total: rungs.count + 1, unit: "models")
    var predictions = [
      try fit(
        MeanRegressor(), named: Rung.mean, on: features.selecting(features: []), rows, context)
    ]
    context.progress.advance()
    for rung in rungs {
      let columns = features.selecting(features: rung.columns(in: features.names))
      if rung.isRidge {
        predictions.append(
          try fit(RidgeRegressor(), named: rung.model, on: columns, rows, context))
      } else {
        predictions.append(
          try fit(LinearRegressor(), named: rung.model, on: columns, rows, context))
      }
      context.progress.advance()
    }
    try PredictionArtefact.write(
      predictions, tasks: rows.tasks, rows: features.rowCount, to: context.outputDirectory)
  }

  private func fit<Baseline: Regressor>(
    _ regressor: Baseline, named model: PredictionArtefact.Model, on features: FeatureMatrix,
    _ rows: LearningRows, _ context: StageContext
  ) throws -> (model: PredictionArtefact.Model, values: [[Double?]])
  where Baseline.Input == FeatureMatrix, Baseline.Fitted: ModelFile {
    let fitted = try regressor.fit(
      training: rows.training(features), validation: rows.validation(features),
      threads: context.threads)
    try fitted.write(toFile: context.file(model.name + ".model.json"))
    let predicted = try fitted.predict(
      features.selecting(rows: rows.predicted), threads: context.threads)
    return (model, rows.placed(predicted))
  }
}

/// One rung of the ladder: a model and the features it may use.
private struct Rung {
  let model: PredictionArtefact.Model
  let prefixes: [String]
  let isRidge: Bool

  static let mean = PredictionArtefact.Model(
    name: BaselinesStage.meanModel,
    summary: "the mean of the training rows, the same for every fragment")

  /// The rungs above the mean for which the matrix has features.
  static func ladder(of names: [String]) -> [Rung] {
    [
      Rung(
        model: .init(name: BaselinesStage.lengthModel, summary: "linear in length and log length"),
        prefixes: ["length", "log_length"], isRidge: false),
      Rung(
        model: .init(
          name: BaselinesStage.gcModel, summary: "linear in GC, GC² and CpG observed/expected"),
        prefixes: ["gc", "gc_squared", "cpg_oe"], isRidge: false),
      Rung(
        model: .init(name: "windowed_gc", summary: "linear in GC, GC², CpG and GC in windows"),
        prefixes: ["gc", "gc_squared", "cpg_oe", "gc_window_*"], isRidge: false),
      Rung(
        model: .init(name: "kmer_ridge", summary: "ridge regression on k-mer frequencies"),
        prefixes: ["kmer_*"], isRidge: true),
    ].filter { !$0.columns(in: names).isEmpty }
  }

  /// Columns whose name is one of the prefixes, or starts with one that ends in "*".
  func columns(in names: [String]) -> [Int] {
    names.indices.filter { index in
      prefixes.contains { pattern in
        pattern.hasSuffix("*")
          ? names[index].hasPrefix(pattern.dropLast()) : names[index] == pattern
      }
    }
  }
}
