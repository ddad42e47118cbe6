public import Statistics

/// One number of a library held against its band.
public struct LibraryCheck: Hashable, Codable, Sendable {
  /// What was checked.
  public enum Metric: String, Hashable, Codable, Sendable, CaseIterable {
    /// Median number of barcodes per element.
    case medianBarcodes = "median_barcodes_per_element"
    /// Mean number of barcodes per element.
    case meanBarcodes = "mean_barcodes_per_element"
    /// Coefficient of variation of the barcodes per element.
    case barcodeVariation = "cv_barcodes_per_element"
    /// Share of elements with at least 5 barcodes.
    case withFiveBarcodes = "fraction_with_5_barcodes"
    /// Share of elements with at least 10 barcodes.
    case withTenBarcodes = "fraction_with_10_barcodes"
    /// Share of designed elements without a barcode.
    case undetected = "undetected_fraction"
    /// Reads per distinct barcode.
    case readsPerBarcode = "reads_per_barcode"
    /// Mean count per element.
    case meanCount = "mean_count_per_element"
    /// Ambiguous over usable barcodes.
    case ambiguousBarcodes = "ambiguous_over_usable_barcodes"
    /// Share of reads that were assigned.
    case assignedReads = "assigned_fraction"
    /// Share of elements that qualify.
    case qualifiedElements = "qualified_fraction"
    /// r(plasmid, cDNA).
    case plasmidCorrelation = "r_plasmid_cdna"
    /// The largest count of a genomic fragment in cDNA.
    case largestCount = "largest_count"
    /// Share of things below the valley of a two-peaked count distribution.
    case lowCountFraction = "low_count_fraction"
    /// Share of the library that has been seen.
    case saturation = "saturation"
  }

  /// Outcome of a check.
  public enum Verdict: String, Hashable, Codable, Sendable, CaseIterable {
    /// Within the band.
    case pass
    /// Outside the band.
    case warn
    /// Far outside the band.
    case fail
    /// There is no band, or no number.
    case notAssessed = "not_assessed"
  }

  /// Name of the sample.
  public let sample: String
  /// What was checked.
  public let metric: Metric
  /// The number.
  public let value: Estimate
  /// The band in words; empty when there is none.
  public let expected: String
  /// Who uses this band; empty when there is none.
  public let source: String
  /// Outcome.
  public let verdict: Verdict

  /// A number against its band; not assessed without a number or without a band.
  public init(sample: String, metric: Metric, value: Estimate, band: LibraryBand?) {
    self.sample = sample
    self.metric = metric
    self.value = value
    expected = band?.text ?? ""
    source = band?.source ?? ""
    verdict = value.value.flatMap { number in band?.verdict(of: number) } ?? .notAssessed
  }
}
