public import Statistics

/// One number held against its threshold.
public struct QCCheck: Hashable, Codable, Sendable {
  /// What was checked.
  public enum Metric: String, Hashable, Codable, Sendable, CaseIterable {
    /// Smallest Spearman correlation of DNA over replicate pairs with DNA of their own.
    case dnaSpearman = "dna_spearman_min"
    /// Smallest Spearman correlation of RNA over replicate pairs.
    case rnaSpearman = "rna_spearman_min"
    /// Smallest Spearman correlation of activity over replicate pairs.
    case activitySpearman = "activity_spearman_min"
    /// Mean raw DNA count per fragment, the smallest over replicates.
    case meanDNA = "mean_dna_count"
    /// Mean raw RNA count per fragment, the smallest over replicates.
    case meanRNA = "mean_rna_count"
    /// RNA r minus its partial correlation given DNA, the largest over replicate pairs.
    case rnaExplainedByDNA = "rna_r_minus_partial"
    /// Spearman correlation of activity with its own input DNA, the one furthest from 0.
    case activityAgainstDNA = "activity_dna_spearman"
    /// RNA reads of the deepest replicate over those of the shallowest.
    case rnaDepthRatio = "rna_depth_ratio"
    /// Median number of barcodes per fragment.
    case barcodesPerFragment = "barcodes_per_fragment"
  }

  /// Outcome of a check.
  public enum Verdict: String, Hashable, Codable, Sendable {
    /// Within the limit.
    case pass
    /// Outside the limit.
    case warn
    /// Outside the limit together with all related checks, or far outside.
    case fail
    /// The number is not defined on this input.
    case notAssessed = "not_assessed"
  }

  /// Cell type; nil for the whole experiment.
  public let cellType: String?
  /// What was checked.
  public let metric: Metric
  /// The number.
  public let value: Estimate
  /// What passes, in words: "≥ 0.85".
  public let expected: String
  /// Who uses this threshold.
  public let source: String
  /// Outcome.
  public let verdict: Verdict
}

/// What passes a check.
enum QCLimit {
  case atLeast(Double)
  case above(Double)
  case atMost(Double)
  case within(Double)

  func admits(_ value: Double) -> Bool {
    switch self {
    case .atLeast(let limit): value >= limit
    case .above(let limit): value > limit
    case .atMost(let limit): value <= limit
    case .within(let limit): abs(value) <= limit
    }
  }

  var text: String {
    switch self {
    case .atLeast(let limit): "≥ " + Self.text(limit)
    case .above(let limit): "> " + Self.text(limit)
    case .atMost(let limit): "≤ " + Self.text(limit)
    case .within(let limit): "within ±" + Self.text(limit)
    }
  }

  private static func text(_ limit: Double) -> String {
    limit == limit.rounded() && abs(limit) < 1e15 ? "\(Int(limit))" : "\(limit)"
  }
}

extension QCCheck {
  init(cellType: String?, metric: Metric, value: Estimate, limit: QCLimit, source: String) {
    let verdict = value.value.map { limit.admits($0) ? Verdict.pass : .warn } ?? .notAssessed
    self.init(
      cellType: cellType, metric: metric, value: value, expected: limit.text, source: source,
      verdict: verdict)
  }

  /// The same check, as a failure.
  func failing() -> QCCheck {
    QCCheck(
      cellType: cellType, metric: metric, value: value, expected: expected, source: source,
      verdict: .fail)
  }
}
