public import Estimators

/// What is reported after every round.
public struct BoostingProgress: Hashable, Sendable {
  /// Name of the task.
  public let task: String
  /// Rounds done, from 1.
  public let round: Int
  /// Upper bound on rounds.
  public let maximumRounds: Int
  /// The monitored metric on the validation rows; nil when undefined.
  public let validationMetric: Double?
  /// True when this round is the best so far.
  public let isBest: Bool
}

/// Receives progress, on the thread that trains.
public typealias BoostingProgressHandler = (BoostingProgress) -> Void

/// Gradient-boosted regression trees by the histogram method (Friedman 2001,
/// doi 10.1214/aos/1013203451; Chen and Guestrin 2016, doi 10.1145/2939672.2939785).
///
/// One ensemble per task, trained on the rows in which the task was observed. Histograms are summed
/// in double precision by octets of features, each by one thread and in row order, so the trees
/// do not depend on the number of threads. Features must be finite: there is no branch for
/// missing values.
///
/// Weights of rows act as in XGBoost: gradient and Hessian of a row are multiplied by its weight, so
/// base score, leaf weights, gains, `minimumChildWeight` and the losses and metrics of the log are
/// weighted; λ, α and γ keep their scale. A row of weight 2 gives the trees of the row twice. The
/// cuts of features are not weighted (`FeatureCuts`).
///
/// Ties: of splits with equal gain (in Float, as in XGBoost) the lower feature index, then the
/// lower threshold wins.
public struct GradientBoostingRegressor: Regressor {
  /// Every choice of the run.
  public let options: GradientBoostingOptions

  /// Makes the regressor.
  public init(options: GradientBoostingOptions = GradientBoostingOptions()) {
    self.options = options
  }

  /// Trains without reporting progress; see ``train(training:validation:threads:progress:)``.
  public func fit(
    training: LabelledRows<FeatureMatrix>, validation: LabelledRows<FeatureMatrix>, threads: Int
  ) throws -> BoostedTrees {
    try train(training: training, validation: validation, threads: threads, progress: nil)
  }

  /// Trains one ensemble per task.
  ///
  /// After every round the monitored metric is computed on the validation rows of the task. When it
  /// has not strictly improved for `earlyStoppingRounds` rounds, training stops and the trees after
  /// the best round are dropped; a task whose metric was never defined keeps no tree and predicts
  /// its base score.
  ///
  /// - Throws: ``GradientBoostingError`` for options and targets out of range, `EstimatorError` for
  ///   tasks without rows, values that are not finite, weights that cannot be used, and rows that
  ///   disagree.
  public func train(
    training: LabelledRows<FeatureMatrix>, validation: LabelledRows<FeatureMatrix>, threads: Int,
    progress: BoostingProgressHandler?
  ) throws -> BoostedTrees {
    try options.validate()
    try training.checkAgrees(with: validation)
    var outcomes = [BoostingRun.Outcome?](repeating: nil, count: training.targets.tasks.count)
    for group in try TaskGroup.groups(of: training.targets) {
      let features = try BinnedFeatures(
        training.input, rows: group.rows, maximumBins: options.maximumBins, threads: threads)
      let grower = TreeGrower(features: features, options: options, threads: threads)
      for (position, task) in group.tasks.enumerated() {
        let run = try run(
          group, position: position, training: training.input, validation: validation,
          threads: threads)
        outcomes[task] = try run.run(grower: grower, progress: progress)
      }
    }
    let trained = outcomes.compactMap { $0 }
    return BoostedTrees(
      tasks: training.targets.tasks, featureNames: training.input.names,
      ensembles: trained.map(\.ensemble), logs: trained.map(\.log), options: options)
  }

  private func run(
    _ group: TaskGroup, position: Int, training: FeatureMatrix,
    validation: LabelledRows<FeatureMatrix>, threads: Int
  ) throws -> BoostingRun {
    let name = group.names[position]
    try options.objective.check(targets: group.targets[position], rows: group.rows, task: name)
    let observed = try validation.targets.observedRows(task: group.tasks[position])
    if observed.rows.isEmpty, options.earlyStoppingRounds != nil {
      throw EstimatorError.noValidationRows(task: name)
    }
    try options.objective.check(targets: observed.values, rows: observed.rows, task: name)
    return BoostingRun(
      task: name, options: options, threads: threads, training: training, rows: group.rows,
      targets: group.targets[position].map { Float($0) },
      weights: group.weights[position]?.map { Float($0) }, validation: validation.input,
      validationRows: observed.rows,
      monitor: ValidationMonitor(
        metric: options.monitoredMetric, objective: options.objective, rows: observed))
  }
}
