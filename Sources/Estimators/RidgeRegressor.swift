/// Ridge regression: minimises ‖y − b − X w‖² + λ ‖w‖² over weights w and an unpenalised
/// intercept b (Hoerl and Kennard 1970, doi 10.1080/00401706.1970.10488634).
///
/// Columns of X are standardised with the mean and the population standard deviation of the
/// training rows of a task, constant columns are dropped. The penalty is chosen for every task by
/// itself on its validation rows; of penalties judged equal the largest wins. Rows in which a task
/// was not observed take no part in its fit. Tasks observed in the same rows with the same weights
/// share XᵀX.
///
/// With weights ω the loss is Σ ω (y − b − x·w)² + λ ‖w‖², as `sample_weight` of scikit-learn:
/// means, standard deviations, XᵀX and the validation error are weighted, so a row of weight 2
/// gives the model of the row twice. λ keeps its scale, which is that of Σ ω: weights of all c give
/// the model of λ/c without weights. ``LinearTaskFit/totalWeight`` says what a λ was held against.
///
/// Accumulation is in double precision over fixed tiles: the same bytes for any number of threads.
/// Memory: (threads, at most 4, + 1) × features² doubles.
public struct RidgeRegressor: Regressor {
  /// Penalties and how to choose among them.
  public let options: RidgeOptions

  /// Makes the regressor.
  public init(options: RidgeOptions = RidgeOptions()) { self.options = options }

  /// Fits one linear model per task.
  ///
  /// - Throws: ``EstimatorError`` when a task has no training row or, with several penalties, no
  ///   validation row, when targets or features are not finite, when weights cannot be used, or when
  ///   training and validation rows disagree; `LinearAlgebraError` when no penalty gives a solvable system.
  public func fit(
    training: LabelledRows<FeatureMatrix>, validation: LabelledRows<FeatureMatrix>, threads: Int
  ) throws -> LinearModel {
    try training.checkAgrees(with: validation)
    try training.input.checkFinite()
    var fits = [LinearTaskFit?](repeating: nil, count: training.targets.tasks.count)
    for group in try TaskGroup.groups(of: training.targets, separatingWeights: true) {
      let path = try RidgePath(
        training.input, group: group, options: options, threads: threads)
      for (task, fit) in zip(
        group.tasks, try path.chooseFits(group: group, validation: validation, threads: threads))
      {
        fits[task] = fit
      }
    }
    return LinearModel(featureNames: training.input.names, fits: fits.compactMap { $0 })
  }
}

/// Ordinary least squares on chosen features: the GC and length rungs of the ladder.
///
/// A ridge penalty of 1e-8 times the number of rows (with weights: times their sum), far below the
/// noise of any estimate, keeps exactly dependent features solvable; the weights differ from least
/// squares by parts in 10⁸. Weights of rows act as in ``RidgeRegressor``; weights of all c give the
/// model of no weights.
public struct LinearRegressor: Regressor {
  /// Names of the features to use; nil uses all.
  public let features: [String]?

  /// Makes the regressor.
  public init(features: [String]? = nil) { self.features = features }

  /// Fits one linear model per task; validation rows are not looked at.
  ///
  /// - Throws: ``EstimatorError`` as ``RidgeRegressor/fit(training:validation:threads:)`` and for a
  ///   feature that is not among the given ones.
  public func fit(
    training: LabelledRows<FeatureMatrix>, validation: LabelledRows<FeatureMatrix>, threads: Int
  ) throws -> LinearModel {
    try training.checkAgrees(with: validation)
    let chosen =
      try features.map { try training.input.selecting(features: training.input.indices(of: $0)) }
      ?? training.input
    try chosen.checkFinite()
    var fits = [LinearTaskFit?](repeating: nil, count: training.targets.tasks.count)
    for group in try TaskGroup.groups(of: training.targets, separatingWeights: true) {
      let total = group.weights[0]?.reduce(0, +) ?? Double(group.rows.count)
      let options = RidgeOptions(penalties: [1e-8 * total])
      let path = try RidgePath(chosen, group: group, options: options, threads: threads)
      for (task, fit) in zip(
        group.tasks, try path.chooseFits(group: group, validation: nil, threads: threads))
      {
        fits[task] = fit
      }
    }
    return LinearModel(featureNames: chosen.names, fits: fits.compactMap { $0 })
  }
}

extension FeatureMatrix {
  /// Checks that every value is finite.
  ///
  /// - Throws: ``EstimatorError/nonFiniteFeature(name:row:)`` for the first that is not.
  package func checkFinite() throws {
    if let position = values.firstIndex(where: { !$0.isFinite }) {
      throw EstimatorError.nonFiniteFeature(
        name: names[position / rowCount], row: position % rowCount)
    }
  }
}
