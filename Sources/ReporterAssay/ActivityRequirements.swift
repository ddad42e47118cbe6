import GenomicTypes

/// Refuses a method, filter or pooling that the table or the design cannot serve.
func checkRequirements(
  of parameters: NormalizationParameters, merged: MergedFragments, design: ResolvedDesign
) throws(ReporterAssayError) {
  guard merged.fragments.rowCount > 0 else { throw .noRows(step: "normalize") }
  let usesCounts = design.cellTypes.contains { cellType in
    cellType.replicates.contains { $0.countColumns != nil }
  }
  guard usesCounts else { return }
  switch parameters.method {
  case .mpralmMean, .esmpra, .mprascore, .barcodeMedian, .meanOfRatios:
    guard merged.source == nil, merged.fragments.hasMergedRows else { break }
    throw .needsBarcodeRows(parameters.method)
  case .mpralibBarcode where merged.source != nil || merged.fragments.barcodeCounts != nil:
    throw .needsBarcodeRows(parameters.method)
  default: break
  }
  if parameters.minimumBarcodes > 1, merged.fragments.barcodeCounts == nil {
    throw .parameter(
      name: "minimum_barcodes", found: "\(parameters.minimumBarcodes)",
      expected: "0 or 1, because the table has no barcodes")
  }
  let most = design.cellTypes.map(\.replicates.count).max() ?? 0
  if parameters.pooling == .sumOfCounts, most > ReplicateSubsets.maximumReplicates {
    throw .parameter(
      name: "replicates of a cell type", found: "\(most)",
      expected: "at most \(ReplicateSubsets.maximumReplicates) when their counts are summed")
  }
  if case .atLeast(let minimum) = parameters.minimumReplicates, minimum > most {
    throw .parameter(
      name: "minimum_replicates", found: "\(minimum)",
      expected: "at most \(most), the largest number of replicates of a cell type")
  }
}

extension FragmentTable {
  /// Whether some row stands for several barcodes.
  fileprivate var hasMergedRows: Bool { barcodeCounts?.contains { $0 > 1 } ?? false }
}
