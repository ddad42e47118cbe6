public import Statistics

/// The loss that is minimised and the link between margins and predictions.
public enum BoostingObjective: String, Hashable, Codable, Sendable, CaseIterable {
  /// ½(ŷ − y)²; any finite target.
  case squaredError = "squared_error"
  /// Log loss of probabilities; targets in [0, 1].
  case logistic
  /// Poisson deviance of rates through a log link; targets ≥ 0.
  case poisson
}

/// What early stopping watches on the validation rows, by their weights.
public enum BoostingMetric: String, Hashable, Codable, Sendable, CaseIterable {
  /// Spearman correlation with mid-ranks, greater is better.
  case spearman
  /// Pearson correlation, greater is better.
  case pearson
  /// Mean squared error of predictions, less is better.
  case meanSquaredError = "mean_squared_error"
  /// Mean loss of the objective, less is better.
  case loss
}

/// Which node is split next.
public enum TreeGrowth: Hashable, Codable, Sendable {
  /// All nodes of a depth before any of the next, down to the maximum depth.
  case depthWise
  /// The node of greatest gain first, until there are this many leaves or the maximum depth is
  /// reached.
  case lossGuided(maximumLeaves: Int)
}

/// Every choice of a gradient-boosting run. Defaults are those of the ladder.
public struct GradientBoostingOptions: Hashable, Codable, Sendable {
  /// The loss.
  public var objective = BoostingObjective.squaredError
  /// Upper bound on rounds (trees per task), ≥ 1.
  public var maximumRounds = 1000
  /// Rounds without a strict improvement of the monitored metric after which training stops;
  /// nil trains all rounds and keeps them all, and needs no validation rows.
  public var earlyStoppingRounds: Int? = 5
  /// What early stopping watches.
  public var monitoredMetric = BoostingMetric.spearman
  /// Which node is split next.
  public var growth = TreeGrowth.depthWise
  /// Greatest number of splits between root and leaf, in 1…30.
  public var maximumDepth = 6
  /// η of the first round, in (0, 1].
  public var learningRate = 0.2
  /// η of round t is `learningRate · learningRateDecay^t`, t from 0; in (0, 1].
  public var learningRateDecay = 1.0
  /// λ, added to the sum of Hessians of a leaf, ≥ 0.
  public var l2Penalty = 1.0
  /// α, by which the gradient sum of a leaf is shrunk towards 0, ≥ 0.
  public var l1Penalty = 0.0
  /// γ, the least gain of a split, judged while the tree grows, ≥ 0.
  public var minimumSplitGain = 0.0
  /// Least sum of Hessians of either side of a split, ≥ 0. The Hessian of a row counts by the
  /// weight of the row: with squared error, the sum of the weights of the rows.
  public var minimumChildWeight = 1.0
  /// Greatest number of histogram bins per feature, in 2…256.
  public var maximumBins = 256
  /// Share of the training rows each tree sees, in (0, 1]; every row is as likely, whatever its
  /// weight.
  public var rowSubsample = 1.0
  /// Share of the features each tree may use, in (0, 1]; at least one is used.
  public var columnSubsample = 1.0
  /// Seed of row and column draws, as an integer.
  public var seedValue: UInt64 = 0
  /// Bytes of histograms kept for subtraction; beyond them both children of a split are summed from
  /// their rows, which may change the last digits of gains.
  package var keptHistogramBytes = 1 << 30

  /// The ladder's options.
  public init() {}

  /// Seed of row and column draws.
  public var seed: Seed { Seed(seedValue) }

  /// Checks every option against its range.
  ///
  /// - Throws: ``GradientBoostingError/invalidOption(name:found:expected:)`` for the first one
  ///   outside.
  public func validate() throws {
    try check("maximumRounds", maximumRounds, "1 or more") { $0 >= 1 }
    if let rounds = earlyStoppingRounds {
      try check("earlyStoppingRounds", rounds, "1 or more") { $0 >= 1 }
    }
    if case .lossGuided(let leaves) = growth {
      try check("maximumLeaves", leaves, "2 or more") { $0 >= 2 }
    }
    try check("maximumDepth", maximumDepth, "1 to 30") { (1...30).contains($0) }
    try check("maximumBins", maximumBins, "2 to 256") { (2...256).contains($0) }
    for (name, value) in [
      ("learningRate", learningRate), ("learningRateDecay", learningRateDecay),
      ("rowSubsample", rowSubsample), ("columnSubsample", columnSubsample),
    ] {
      try check(name, value, "more than 0 and at most 1") { $0 > 0 && $0 <= 1 }
    }
    for (name, value) in [
      ("l2Penalty", l2Penalty), ("l1Penalty", l1Penalty), ("minimumSplitGain", minimumSplitGain),
      ("minimumChildWeight", minimumChildWeight),
    ] {
      try check(name, value, "a finite number of 0 or more") { $0 >= 0 && $0.isFinite }
    }
  }

  private func check<Value>(
    _ name: String, _ value: Value, _ expected: String, _ isValid: (Value) -> Bool
  ) throws {
    if !isValid(value) {
      throw GradientBoostingError.invalidOption(
        name: name, found: "\(value)", expected: expected)
    }
  }
}
