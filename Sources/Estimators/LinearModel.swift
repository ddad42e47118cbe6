import Sharding

/// A fitted linear model: one set of weights per task over standardised features.
///
/// The prediction of a task is `intercept + Σ weights[f] · (x[f] − means[f]) / scales[f]`.
/// A feature that was constant on the training rows of a task has weight 0 and scale 1.
///
/// ```swift
/// // intercept 10, weight 2, mean 0.5, scale 0.1:  x = 0.7  →  10 + 2 · 2 = 14
/// ```
public struct LinearModel: FittedRegressor, ModelFile, Hashable {
  /// Layout of the model file.
  public static let schemaName = "cupel.linear/1"

  /// Names of the features, in order.
  public let featureNames: [String]
  /// One fitted task each, in output order.
  public let fits: [LinearTaskFit]

  /// Names of the tasks, in output order.
  public var tasks: [String] { fits.map(\.task) }

  /// Makes a model from its parts.
  ///
  /// - Precondition: every fit has one weight, mean and scale per feature.
  public init(featureNames: [String], fits: [LinearTaskFit]) {
    precondition(
      fits.allSatisfy {
        [$0.weights.count, $0.means.count, $0.scales.count].allSatisfy { $0 == featureNames.count }
      })
    self.featureNames = featureNames
    self.fits = fits
  }

  /// Predicts every task for every row.
  ///
  /// The features of the model are looked up by name, so `input` may hold others beside them.
  /// Sums run over features in order for each row alone: a prediction does not depend on other
  /// rows, nor on the number of threads.
  ///
  /// - Throws: ``EstimatorError/unknownFeature(name:known:)``.
  public func predict(_ input: FeatureMatrix, threads: Int) throws -> Predictions {
    let columns = try input.indices(of: featureNames)
    let panels = stride(from: 0, to: input.rowCount, by: 1024).map {
      $0..<min($0 + 1024, input.rowCount)
    }
    return try fits.map { fit in
      try shardedMap(shards: panels.count, threads: threads) { shard in
        fit.predictions(input, columns: columns, rows: panels[shard])
      }.flatMap { $0 }
    }
  }
}

/// The weights of one task of a ``LinearModel``.
public struct LinearTaskFit: Hashable, Codable, Sendable {
  /// Name of the task.
  public let task: String
  /// Mean target of the training rows, by their weights: the prediction for a row of average features.
  public let intercept: Double
  /// Weights of the standardised features.
  public let weights: [Double]
  /// Mean of each feature over the training rows, by their weights.
  public let means: [Double]
  /// Population standard deviation of each feature over the training rows, by their weights; 1
  /// where it is 0.
  public let scales: [Double]
  /// Number of training rows.
  public let trainingRows: Int
  /// Sum of the weights of the training rows; nil when they had none.
  public let totalWeight: Double?
  /// The penalty λ the weights were found with.
  public let penalty: Double
  /// What the validation rows said about every penalty tried; empty when there was no choice.
  public let penaltyPath: [PenaltyTrial]

  func predictions(_ input: FeatureMatrix, columns: [Int], rows: Range<Int>) -> [Double] {
    var sums = [Double](repeating: intercept, count: rows.count)
    for (feature, column) in columns.enumerated() where weights[feature] != 0 {
      let weight = weights[feature] / scales[feature]
      let mean = means[feature]
      let start = column * input.rowCount + rows.lowerBound
      for row in sums.indices {
        sums[row] += (Double(input.values[start + row]) - mean) * weight
      }
    }
    return sums
  }
}

/// One penalty on the path and its validation metrics.
public struct PenaltyTrial: Hashable, Codable, Sendable {
  /// λ.
  public let penalty: Double
  /// Mean squared error on the validation rows, by their weights; nil when the system could not be solved.
  public let meanSquaredError: Double?
  /// Spearman correlation on the validation rows, by their weights; nil when undefined.
  public let spearman: Double?
}
