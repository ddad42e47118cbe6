/// A rule that marks barcodes, or fragments, as not to be trusted. None is applied by default.
public enum OutlierRule: Hashable, Codable, Sendable {
  /// Two-sided: the deviation of log2(R/D) from the median of the fragment exceeds `multiple`
  /// median absolute deviations of the barcodes with similar RNA, in `bins` quantile groups of RNA
  /// that cover all barcodes. A group whose deviation is 0 marks nothing. Usual: 5 and 20.
  case ratioMAD(multiple: Double, bins: Int)
  /// RNA is more than `limit` standard deviations (over n − 1) from the mean of the fragment.
  /// A fragment with one barcode is never marked. Usual: 3.
  case rnaZScore(limit: Double)
  /// log2(R/D) exceeds the median of the fragment by more than `limit`. Usual: 5 (MPRAlib).
  case largeExpression(limit: Double)
  /// RNA summed over all replicates is `limit` or more. Usual: 500 (CeD-SuRE).
  case jackpot(limit: Int)

  /// Reason code of the rows that the rule drops.
  public var reason: String {
    switch self {
    case .ratioMAD, .rnaZScore, .largeExpression: "outlier"
    case .jackpot: "jackpot"
    }
  }

  func validate() throws(ReporterAssayError) {
    switch self {
    case .ratioMAD(let multiple, let bins):
      guard multiple > 0 else { throw parameter("multiple", multiple) }
      guard bins >= 1 else { throw parameter("bins", Double(bins)) }
    case .rnaZScore(let limit), .largeExpression(let limit):
      guard limit > 0 else { throw parameter("limit", limit) }
    case .jackpot(let limit):
      guard limit > 0 else { throw parameter("limit", Double(limit)) }
    }
  }

  private func parameter(_ name: String, _ value: Double) -> ReporterAssayError {
    .parameter(name: "outliers: " + name, found: "\(value)", expected: "a number above 0")
  }
}
