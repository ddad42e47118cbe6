import Estimators
import Foundation

/// What a folder of trees says beside the XGBoost files.
struct BoostedTreesManifest: ModelFile {
  static let schemaName = "cupel.trees/1"

  struct Task: Codable, Sendable {
    let name: String
    /// Name of the task's XGBoost file in the same folder.
    let file: String
    let log: TrainingLog
  }

  let featureNames: [String]
  let options: GradientBoostingOptions
  let tasks: [Task]
}

extension BoostedTrees {
  /// Name of the file that lists tasks, features, options and training logs.
  public static let manifestName = "model.json"

  /// Writes `model.json` and, per task, an XGBoost model `trees_1.json`, `trees_2.json`, … that
  /// `xgboost.Booster` loads.
  ///
  /// The same model has the same bytes.
  ///
  /// - Parameter folder: an existing folder.
  /// - Throws: ``GradientBoostingError/inaccessible(path:reason:)``.
  public func write(toFolder folder: String) throws {
    let files = ensembles.indices.map { "trees_\($0 + 1).json" }
    for (index, file) in files.enumerated() {
      let path = folder + "/" + file
      let content = ensembles[index].xgboostJSON(attributes: attributes(of: logs[index])) + "\n"
      do {
        try Data(content.utf8).write(to: URL(fileURLWithPath: path))
      } catch {
        throw GradientBoostingError.inaccessible(path: path, reason: "cannot be written (\(error))")
      }
    }
    try BoostedTreesManifest(
      featureNames: featureNames, options: options,
      tasks: tasks.indices.map { .init(name: tasks[$0], file: files[$0], log: logs[$0]) }
    ).write(toFile: folder + "/" + Self.manifestName)
  }

  /// Reads a folder written by ``write(toFolder:)``.
  ///
  /// - Throws: ``GradientBoostingError`` for the XGBoost files, `EstimatorError` for `model.json`.
  public init(contentsOfFolder folder: String) throws {
    let manifest = try BoostedTreesManifest(contentsOfFile: folder + "/" + Self.manifestName)
    let ensembles = try manifest.tasks.map { task in
      let path = folder + "/" + task.file
      let content: Data
      do {
        content = try Data(contentsOf: URL(fileURLWithPath: path))
      } catch {
        throw GradientBoostingError.inaccessible(path: path, reason: "cannot be read (\(error))")
      }
      let ensemble = try TreeEnsemble(xgboostJSON: content, path: path)
      if ensemble.featureNames != manifest.featureNames {
        throw GradientBoostingError.malformedModel(
          path: path, reason: "its features are not those of \(Self.manifestName)")
      }
      return ensemble
    }
    self.init(
      tasks: manifest.tasks.map(\.name), featureNames: manifest.featureNames,
      ensembles: ensembles, logs: manifest.tasks.map(\.log), options: manifest.options)
  }

  /// XGBoost's own names for the round that early stopping chose, counted from 0.
  private func attributes(of log: TrainingLog) -> [String: String] {
    guard let best = log.bestEntry else { return [:] }
    var attributes = ["best_iteration": "\(best)"]
    if let metric = log.entries[best].validationMetric { attributes["best_score"] = "\(metric)" }
    return options.earlyStoppingRounds == nil ? [:] : attributes
  }
}
