/// The observations that linear models are fitted to: log2 ratios of RNA to DNA of elements or of
/// their barcodes, only those that exist, in the order element, barcode, sample.
public struct LogRatios: Sendable {
  /// What samples the observations are of.
  public let samples: [AssaySample]
  /// First observation of every element and, last, the number of observations.
  public let starts: [Int]
  /// log2((RNA + 1)/(DNA + 1)) of the scaled counts.
  public let ratios: [Double]
  /// log2(DNA + 1) of the scaled counts, on which precision depends.
  public let logDNA: [Double]
  /// Sample of every observation.
  public let sampleOf: [Int32]
  /// Barcode of every observation, counted within the element; nil for observations of elements.
  public let barcodeOf: [Int32]?
  /// Variance that counting gives every observation; nil where the counts are not known.
  public let counting: CountingVariance?

  /// Number of elements.
  public var elementCount: Int { starts.count - 1 }

  /// Collects observations made elsewhere.
  ///
  /// - Precondition: the arrays fit together and no number is NaN or infinite.
  public init(
    samples: [AssaySample], starts: [Int], ratios: [Double], logDNA: [Double],
    sampleOf: [Int32], barcodeOf: [Int32]? = nil, counting: CountingVariance? = nil
  ) {
    let count = ratios.count
    precondition(starts.first == 0 && starts.last == count, "starts")
    precondition(logDNA.count == count && sampleOf.count == count, "columns")
    precondition(barcodeOf == nil || barcodeOf?.count == count, "barcodes")
    precondition(counting == nil || counting?.dna.count == count, "variances")
    self.samples = samples
    self.starts = starts
    self.ratios = ratios
    self.logDNA = logDNA
    self.sampleOf = sampleOf
    self.barcodeOf = barcodeOf
    self.counting = counting
  }

  /// Observations of an element.
  public func observations(of element: Int) -> Range<Int> {
    starts[element]..<starts[element + 1]
  }
}
