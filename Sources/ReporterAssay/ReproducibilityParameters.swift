/// What decides the numbers of a ``Reproducibility``.
public struct ReproducibilityParameters: Hashable, Codable, Sendable {
  /// Number of groups of similar input DNA, ≥ 1.
  public var strata: Int
  /// Number of bootstrap draws, ≥ 0.
  public var draws: Int
  /// Largest number of bootstrap blocks, ≥ 2.
  public var maximumBlocks: Int
  /// What is checked.
  public var thresholds: QCThresholds
  /// Number of random halvings of barcodes, ≥ 1.
  public var halvings: Int
  /// Barcodes an element, or fragments a window, needs in every replicate to be halved, ≥ 2.
  public var minimumHalvedRows: Int
  /// Length of the windows whose fragments are halved where there are no barcodes, ≥ 1 bp.
  public var windowLength: Int
  /// Groups of nearly equal size in the panels along GC, length and mean, ≥ 1.
  public var biasBins: Int
  /// Activity above which a fragment counts as active, in the unit of the activity.
  public var activeThreshold: Double
  /// Shares of the sequencing depth at which agreement is computed, each above 0 and at most 1.
  public var saturationFractions: [Double]
  /// Largest number of rows thinned for that, ≥ 2.
  public var saturationRows: Int

  /// Makes parameters: deciles, 1,000 draws, 20,000 blocks, 20 halvings,
  /// windows of 1,000 bp, active from a log2 activity of 1, depths of 10, 25, 50 and 75 %.
  public init(
    strata: Int = 10, draws: Int = 1000, maximumBlocks: Int = 20_000,
    thresholds: QCThresholds = QCThresholds(), halvings: Int = 20, minimumHalvedRows: Int = 2,
    windowLength: Int = 1000, biasBins: Int = 10, activeThreshold: Double = 1,
    saturationFractions: [Double] = [0.1, 0.25, 0.5, 0.75], saturationRows: Int = 200_000
  ) {
    self.halvings = halvings
    self.minimumHalvedRows = minimumHalvedRows
    self.windowLength = windowLength
    self.biasBins = biasBins
    self.activeThreshold = activeThreshold
    self.saturationFractions = saturationFractions
    self.saturationRows = saturationRows
    self.strata = strata
    self.draws = draws
    self.maximumBlocks = maximumBlocks
    self.thresholds = thresholds
  }

  func validate() throws(ReporterAssayError) {
    for (name, value, least) in [
      ("strata", strata, 1), ("draws", draws, 0), ("maximum_blocks", maximumBlocks, 2),
      ("halvings", halvings, 1),
      ("minimum_halved_rows", minimumHalvedRows, 2), ("window_length", windowLength, 1),
      ("bias_bins", biasBins, 1), ("saturation_rows", saturationRows, 2),
    ] where value < least {
      throw .parameter(name: name, found: "\(value)", expected: "at least \(least)")
    }
    for fraction in saturationFractions where !(fraction > 0 && fraction <= 1) {
      throw .parameter(
        name: "saturation_fractions", found: "\(fraction)", expected: "above 0, at most 1")
    }
    guard activeThreshold.isFinite else {
      throw .parameter(
        name: "active_threshold", found: "\(activeThreshold)", expected: "a finite number")
    }
  }
}
