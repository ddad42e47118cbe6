/// The saturation of one sample, for drawing: what was observed and what is expected beyond.
public struct SaturationSeries: Codable, Hashable, Sendable {
  /// A point of the expected part.
  public struct Expected: Codable, Hashable, Sendable {
    /// Reads.
    public let reads: Double
    /// Things expected to be seen, with their interval where known.
    public let distinct: Estimate

    /// Makes a point.
    public init(reads: Double, distinct: Estimate) {
      self.reads = reads
      self.distinct = distinct
    }
  }

  /// Name of the sample.
  public let name: String
  /// Reads and things seen, up to the present depth.
  public let observed: [CurveSeries.Point]
  /// From the present depth on; empty without extrapolation.
  public let expected: [Expected]

  /// Makes a series.
  public init(name: String, observed: [CurveSeries.Point], expected: [Expected]) {
    self.name = name
    self.observed = observed
    self.expected = expected
  }
}
