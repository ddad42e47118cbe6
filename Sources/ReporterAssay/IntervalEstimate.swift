public import Statistics

/// An estimate with its bootstrap interval.
public struct IntervalEstimate: Hashable, Codable, Sendable {
  /// The estimate on all rows.
  public let estimate: Estimate
  /// Percentile interval over resampled loci, 95 %; nil when it cannot be made.
  public let interval: ClosedRange<Double>?

  /// Makes a value from known numbers.
  public init(_ estimate: Estimate, interval: ClosedRange<Double>? = nil) {
    self.estimate = estimate
    self.interval = interval
  }
}
