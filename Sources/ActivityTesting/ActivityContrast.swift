/// A weighted sum of the mean log-ratios of conditions, which a test compares with 0.
public struct ActivityContrast: Hashable, Codable, Sendable {
  /// What the effect is called in tables.
  public let name: String
  /// Condition → weight; conditions that are not named have weight 0.
  public let weights: [String: Double]

  /// Makes any contrast, for example a difference of differences.
  public init(name: String, weights: [String: Double]) {
    self.name = name
    self.weights = weights
  }

  /// The mean log-ratio of one condition.
  public static func activity(of condition: String) -> ActivityContrast {
    ActivityContrast(name: condition, weights: [condition: 1])
  }

  /// The mean log-ratio of `condition` minus that of `reference`.
  public static func difference(
    of condition: String, from reference: String
  ) -> ActivityContrast {
    ActivityContrast(
      name: "\(condition) - \(reference)", weights: [condition: 1, reference: -1])
  }
}

/// How the observations of an element depend on one another.
public enum SampleDependence: Hashable, Codable, Sendable {
  /// Not at all (`indep_groups` of mpralm).
  case independent
  /// Every block has a mean of its own, which is subtracted: paired samples.
  case pairedBlocks
  /// Samples of one block share a correlation, the same for all elements (`corr_groups` of mpralm);
  /// nil estimates it.
  case correlatedBlocks(correlation: Double?)
  /// Observations of one barcode share a correlation, the same for all elements; nil estimates it.
  case correlatedBarcodes(correlation: Double?)
}
