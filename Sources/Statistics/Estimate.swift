/// Why a statistic has no value. The raw value is the code that tables and JSON files carry.
public enum UndefinedReason: String, Hashable, Codable, Sendable, CaseIterable {
  /// Fewer rows than the statistic needs.
  case tooFewRows = "too_few_rows"
  /// One of the variables does not vary on these rows.
  case noVariance = "no_variance"
  /// The replicate correlation is zero or negative: there is no reliable part to explain.
  case correlationNotPositive = "correlation_not_positive"
  /// A reliability came out above 1: the model of equal, independent errors does not hold.
  case reliabilityAboveOne = "reliability_above_one"
  /// The correlation this value is computed from is itself undefined.
  case correlationUndefined = "correlation_undefined"
  /// Only one replicate was measured.
  case singleReplicate = "single_replicate"
  /// No replicate values came with the input, for example when activity was given.
  case noReplicates = "no_replicates"
  /// Fewer than three replicates: a triad needs three.
  case tooFewReplicates = "too_few_replicates"
  /// Fewer than two bootstrap blocks: nothing can be resampled.
  case tooFewBlocks = "too_few_blocks"
  /// The statistic was undefined in more than one bootstrap draw of ten.
  case undefinedDraws = "undefined_draws"
  /// No bootstrap draws were asked for.
  case notResampled = "not_resampled"
  /// The model makes no prediction for this task.
  case notPredicted = "not_predicted"
  /// There is no noise ceiling to compare with.
  case noCeiling = "no_ceiling"
  /// No baseline was named, or this model is the baseline.
  case noBaseline = "no_baseline"
  /// Nothing was counted.
  case noCounts = "no_counts"
  /// Everything was counted once: nothing says how much is still unseen.
  case allSingletons = "all_singletons"
  /// Everything was counted equally often: the spread of abundances is unknown.
  case oneCountValue = "one_count_value"
  /// The likelihood rises towards an infinite number of unseen things.
  case noFiniteComplexity = "no_finite_complexity"
  /// Outside the range in which the formula holds.
  case beyondDomain = "beyond_domain"
  /// The two samples share nothing.
  case nothingShared = "nothing_shared"
  /// The input does not hold what this number is computed from.
  case notMeasured = "not_measured"
}

/// A number, or the reason why there is none; never NaN.
///
/// In JSON a defined estimate is `{"value": 0.5}`, an undefined one `{"undefined": "no_variance"}`.
///
/// ```swift
/// noiseCeiling(replicateCorrelation: 0.34, replicates: 1)   // value 0.5831
/// noiseCeiling(replicateCorrelation: -0.1, replicates: 1)   // undefined: correlation_not_positive
/// ```
public struct Estimate: Hashable, Codable, Sendable {
  /// The number; nil exactly when `undefined` is given.
  public let value: Double?
  /// The reason; nil exactly when `value` is given.
  public let undefined: UndefinedReason?

  private init(value: Double?, undefined: UndefinedReason?) {
    self.value = value
    self.undefined = undefined
  }

  /// A defined estimate.
  ///
  /// - Precondition: `value` is finite.
  public static func defined(_ value: Double) -> Estimate {
    precondition(value.isFinite, "value \(value)")
    return Estimate(value: value, undefined: nil)
  }

  /// An estimate that could not be made.
  public static func undefined(_ reason: UndefinedReason) -> Estimate {
    Estimate(value: nil, undefined: reason)
  }

  /// The value when there is one, else the reason.
  public init(_ value: Double?, orUndefined reason: UndefinedReason) {
    if let value, value.isFinite {
      self = .defined(value)
    } else {
      self = .undefined(reason)
    }
  }
}
