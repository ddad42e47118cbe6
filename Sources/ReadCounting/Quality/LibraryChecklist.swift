import Statistics

/// The checks that apply to a sample, in the order of the report.
struct LibraryChecklist {
  let quality: LibraryQuality
  let thresholds: LibraryThresholds

  var checks: [LibraryCheck] { elementChecks + readChecks + countChecks }

  private func check(
    _ metric: LibraryCheck.Metric, _ value: Estimate, _ band: LibraryBand?
  ) -> LibraryCheck {
    LibraryCheck(sample: quality.sample, metric: metric, value: value, band: band)
  }

  /// A check of a number that is only made when the number was measured.
  private func check(
    _ metric: LibraryCheck.Metric, measured value: Double?, _ band: LibraryBand
  ) -> [LibraryCheck] {
    value.map { [check(metric, .defined($0), band)] } ?? []
  }

  private var isDesigned: Bool { quality.subject == .designedElements }

  private var elementChecks: [LibraryCheck] {
    guard isDesigned, let found = quality.barcodesPerElement else { return [] }
    let bands =
      switch quality.role {
      case .association: thresholds.association
      case .plasmid: thresholds.plasmid
      case .rna: thresholds.rna
      }
    var checks = [
      check(.medianBarcodes, found.median, thresholds.medianBarcodes),
      check(.meanBarcodes, found.mean, bands.meanBarcodes),
      check(.barcodeVariation, found.coefficientOfVariation, thresholds.barcodeVariation),
      check(.withFiveBarcodes, found.fractionWithFive, bands.withFive),
      check(.withTenBarcodes, found.fractionWithTen, bands.withTen),
    ]
    if found.designed != nil {
      checks.append(check(.undetected, found.undetectedFraction, thresholds.undetected))
    }
    return checks
  }

  private var readChecks: [LibraryCheck] {
    var checks: [LibraryCheck] = []
    if isDesigned, quality.unit == .barcode, let complexity = quality.complexity {
      checks.append(check(.readsPerBarcode, complexity.meanReads, thresholds.readsPerBarcode))
    }
    checks += check(.meanCount, measured: quality.meanCountPerElement, thresholds.meanCount)
    checks += check(
      .ambiguousBarcodes, measured: quality.ambiguousOverUsable, thresholds.ambiguousBarcodes)
    checks += check(
      .assignedReads, measured: quality.assignedFraction, thresholds.assignedReads)
    checks += check(
      .qualifiedElements, measured: quality.qualifiedFraction, thresholds.qualifiedElements)
    return checks
  }

  private var countChecks: [LibraryCheck] {
    var checks: [LibraryCheck] = []
    if let complexity = quality.complexity {
      checks.append(check(.saturation, complexity.saturation, nil))
    }
    guard quality.role == .rna else { return checks }
    // The limit is one of fragments: barcodes of a deep library pass it without being jackpots.
    if let jackpots = quality.jackpots, !isDesigned, quality.unit != .barcode {
      checks.append(
        check(
          .largestCount,
          jackpots.largest > 0 ? .defined(Double(jackpots.largest)) : .undefined(.noCounts),
          thresholds.largestCount))
    }
    if quality.spectrum != nil {
      checks.append(
        check(
          .lowCountFraction, .defined(quality.lowCountRise?.fractionBelow ?? 0),
          thresholds.lowCountFraction))
    }
    for pair in quality.contamination {
      checks.append(
        check(.plasmidCorrelation, pair.correlation, thresholds.plasmidCorrelation))
    }
    return checks
  }
}
