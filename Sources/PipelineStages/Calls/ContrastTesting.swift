import ActivityTesting
import GenomicTypes
import ReporterAssay

/// Runs the tests of the section `calls`, contrast by contrast.
struct ContrastTesting {
  let section: CallsSection
  let seed: UInt64
  let elements: CountedElements
  /// How many elements there are.
  let count: Int
  /// Negative controls, by element.
  let controls: [Int]
  let threads: Int

  /// Tests the activity of every element in a cell type.
  func activity(of cellType: ResolvedDesign.CellType) throws -> ContrastResult {
    let name = cellType.name
    let hasOneReplicate = cellType.replicates.count == 1 && section.aggregation != .barcodes
    if hasOneReplicate, section.null == .controlInterval {
      throw CallsProblem.needsReplicates(cellType: name)
    }
    return try result(
      .activity, name, file: FileName.safe(name) + ".activity", [cellType], elements: count
    ) { result in
      let ratios = try logRatios(of: [cellType], from: elements)
      if hasOneReplicate {
        result.null = try ratios.test(
          activityOf: name, against: section.null, controls: controls,
          direction: section.direction)
      } else {
        let model = try ratios.linearModelTest(
          .activity(of: name), parameters(for: .activity), threads: threads)
        result.model = model
        result.null = try model.test(
          against: section.null, controls: controls, direction: section.direction)
      }
      result.table = result.null?.table
    }
  }

  /// Compares two cell types: first minus second.
  func difference(
    of first: ResolvedDesign.CellType, from second: ResolvedDesign.CellType
  ) throws -> ContrastResult {
    try result(
      .difference, "\(first.name) vs \(second.name)",
      file: "\(FileName.safe(first.name))_vs_\(FileName.safe(second.name))", [first, second],
      elements: count
    ) { result in
      let model = try logRatios(of: [first, second], from: elements).linearModelTest(
        .difference(of: first.name, from: second.name), parameters(for: .difference),
        threads: threads)
      result.model = model
      result.table = model.table
    }
  }

  func logRatios(
    of cellTypes: [ResolvedDesign.CellType], from elements: CountedElements
  ) throws -> LogRatios {
    try elements.counts(of: cellTypes).logRatios(
      LogRatioParameters(
        aggregation: section.aggregation, minimumDNA: section.minimumDNA,
        barcodeQuantile: nil, seed: seed, pseudocount: .automatic),
      threads: threads)
  }

  /// The activity of one cell type has neither pairs nor, without barcodes, blocks of several
  /// samples.
  func parameters(for kind: ContrastResult.Kind) -> LinearModelParameters {
    let hasBlocks = kind != .activity || section.aggregation == .barcodes
    let dependence: SampleDependence =
      switch section.dependence {
      case .independent: .independent
      case .paired: kind == .activity ? .independent : .pairedBlocks
      case .correlated: hasBlocks ? .correlatedBlocks(correlation: nil) : .independent
      case .barcodes: .correlatedBarcodes(correlation: nil)
      }
    return LinearModelParameters(
      dependence: dependence, weighsByPrecision: section.usesPrecisionWeights)
  }

  /// Runs the tests of a contrast; data that do not allow any are noted instead of thrown.
  func result(
    _ kind: ContrastResult.Kind, _ name: String, test: AllelicTest? = nil, file: String,
    _ cellTypes: [ResolvedDesign.CellType], elements: Int,
    _ run: (inout ContrastResult) throws -> Void
  ) throws -> ContrastResult {
    var result = ContrastResult(
      kind: kind, name: name, test: test, file: file,
      samples: cellTypes.flatMap { cellType in
        cellType.replicates.map { "\(cellType.name)/\($0.name)" }
      }, elements: elements)
    do {
      try run(&result)
    } catch let error as ActivityTestingError where error.reasonCode != nil {
      result.problem = error
      result.null = nil
      result.model = nil
      result.table = nil
      result.ranks = nil
    }
    result.remarks =
      ContrastRemarks(
        result: result, rnaTotals: self.elements.rnaTotals(of: cellTypes), fdr: section.fdr,
        hasSizeFactors: self.elements.sizeFactor != nil
      ).sentences
    return result
  }
}
