/// What becomes of the barcodes of an element.
public enum BarcodeAggregation: String, Hashable, Codable, Sendable, CaseIterable {
  /// log2(Σ RNA + 1) − log2(Σ DNA + 1) over the barcodes.
  case sum
  /// The mean over the barcodes of log2(RNA + 1) − log2(DNA + 1).
  case mean
  /// One log-ratio for every barcode.
  case barcodes
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

  /// Describes how; the defaults are those of mpralm (Myint 2019, doi 10.1186/s12864-019-5556-x),
  /// except that an observation needs DNA.
  public init(
    aggregation: BarcodeAggregation = .sum, libraryTotal: Double? = 1e7,
    scalesBlocks: Bool = false, minimumDNA: Int = 1, barcodeQuantile: Double? = nil,
    seed: UInt64 = 1
  ) {
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
