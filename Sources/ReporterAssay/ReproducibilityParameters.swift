/// What decides the numbers of a ``Reproducibility``.
public struct ReproducibilityParameters: Hashable, Codable, Sendable {
  /// Number of groups of similar input DNA, ≥ 1.
  public var strata: Int
  /// Number of bootstrap draws, ≥ 0.
  public var draws: Int
  /// Largest number of bootstrap blocks, ≥ 2.
  public var maximumBlocks: Int
  /// Columns, and rows, of the pictures, ≥ 1.
  public var densityBins: Int
  /// What is checked.
  public var thresholds: QCThresholds

  /// Makes parameters: deciles, 1,000 draws, 20,000 blocks, pictures of 64 × 64 cells.
  public init(
    strata: Int = 10, draws: Int = 1000, maximumBlocks: Int = 20_000, densityBins: Int = 64,
    thresholds: QCThresholds = QCThresholds()
  ) {
    self.strata = strata
    self.draws = draws
    self.maximumBlocks = maximumBlocks
    self.densityBins = densityBins
    self.thresholds = thresholds
  }

  func validate() throws(ReporterAssayError) {
    for (name, value, least) in [
      ("strata", strata, 1), ("draws", draws, 0), ("maximum_blocks", maximumBlocks, 2),
      ("density_bins", densityBins, 1),
    ] where value < least {
      throw .parameter(name: name, found: "\(value)", expected: "at least \(least)")
    }
  }
}
