/// What becomes of the barcodes of an element.
public enum BarcodeAggregation: String, Hashable, Codable, Sendable, CaseIterable {
  /// log2(Σ RNA + 1) − log2(Σ DNA + 1) over the barcodes.
  case sum
  /// The mean over the barcodes of log2(RNA + 1) − log2(DNA + 1).
  case mean
  /// One log-ratio for every barcode.
  case barcodes
}

/// What is added to counts before the logarithm.
public enum LogRatioPseudocount: String, Hashable, Codable, Sendable, CaseIterable {
  /// 1 after scaling, as mpralm does. Where libraries are small it is a tiny part of a read, and
  /// counts of 0 lie far from all others.
  case afterScaling = "after_scaling"
  /// Half a read before scaling.
  case halfRead = "half_read"
  /// `halfRead` where 1 after scaling is less than a tenth of a read in a library and at least 1 % of
  /// the elements have no RNA in a sample, else `afterScaling`.
  case automatic
}

/// How counts become log-ratios.
public struct LogRatioParameters: Hashable, Codable, Sendable {
  /// What becomes of the barcodes.
  public var aggregation: BarcodeAggregation
  /// Total to which every library is scaled before counts are rounded to whole numbers; nil leaves
  /// the counts as they are.
  public var libraryTotal: Double?
  /// Whether a library is all samples of a block instead of one sample.
  public var scalesBlocks: Bool
  /// Least DNA count of an observation; 0 keeps observations without DNA.
  public var minimumDNA: Int
  /// With `barcodes`: elements with more barcodes than this quantile of the numbers of barcodes
  /// keep a random choice of that many; nil keeps all. A choice loses data and depends on the seed
  /// and on the place of the element in the table; it is there to compare with programs that make
  /// one.
  public var barcodeQuantile: Double?
  /// Seed of that choice.
  public var seed: UInt64
  /// What is added before the logarithm.
  public var pseudocount: LogRatioPseudocount

  /// Describes how; the defaults are those of mpralm (Myint 2019, doi 10.1186/s12864-019-5556-x),
  /// except that an observation needs DNA.
  public init(
    aggregation: BarcodeAggregation = .sum, libraryTotal: Double? = 1e7,
    scalesBlocks: Bool = false, minimumDNA: Int = 1, barcodeQuantile: Double? = nil,
    seed: UInt64 = 1, pseudocount: LogRatioPseudocount = .afterScaling
  ) {
    self.pseudocount = pseudocount
    self.aggregation = aggregation
    self.libraryTotal = libraryTotal
    self.scalesBlocks = scalesBlocks
    self.minimumDNA = minimumDNA
    self.barcodeQuantile = barcodeQuantile
    self.seed = seed
  }

  /// Throws for the first parameter outside its range.
  func check() throws(ActivityTestingError) {
    if let libraryTotal, !(libraryTotal > 0 && libraryTotal.isFinite) {
      throw .parameter(
        name: "library_total", found: "\(libraryTotal)", expected: "a number above 0, or none")
    }
    if minimumDNA < 0 {
      throw .parameter(
        name: "minimum_dna", found: "\(minimumDNA)", expected: "a whole number of at least 0")
    }
    if let barcodeQuantile, !(barcodeQuantile > 0 && barcodeQuantile <= 1) {
      throw .parameter(
        name: "barcode_quantile", found: "\(barcodeQuantile)",
        expected: "a number above 0, at most 1, or none")
    }
  }
}
