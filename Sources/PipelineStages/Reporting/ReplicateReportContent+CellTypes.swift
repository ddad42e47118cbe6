import ReporterAssay
import Reports
import Statistics

extension ReplicateReportContent {
  func quality(_ cellType: CellTypeReproducibility) throws -> CellTypeQC {
    var quality = CellTypeQC(name: cellType.name)
    quality.pairs = try cellType.pairs.enumerated().map { number, pair in
      try self.pair(pair, of: cellType, drawn: number)
    }
    let replicates = cellType.ceiling.replicates
    quality.ceilings = [
      ceiling("Spearman ρ", cellType.ceiling.spearman, replicates),
      ceiling("Pearson r", cellType.ceiling.pearson, replicates),
    ]
    if let disjoint = cellType.disjointBarcodes {
      quality.ceilings.append(ceiling(disjoint, replicates: replicates))
      quality.disjointBarcodes = panel(disjoint)
    }
    quality.unequalCeilings = unequalCeilings(cellType)
    quality.summary = summary(cellType.summary)
    quality.intraclassActivity = cellType.summary.activity.intraclass.value
    quality.biases = biases(cellType)
    quality.classes = cellType.classes.map(line)
    quality.depth = cellType.depth.map(depth)
    quality.missing = missing(cellType)
    if cellType.replicates.count > 2 {
      quality.matrices = [
        try matrix(cellType, "Spearman ρ of activity") { $0.activity.spearman.value }
      ]
    }
    if cellType.pairs.isEmpty {
      quality.remark = "One replicate: there is none to compare it with."
    }
    return quality
  }

  private func ceiling(
    _ disjoint: DisjointBarcodeCorrelation, replicates: Int
  ) -> NoiseCeiling {
    let rows =
      disjoint.unit == .barcodesOfElement ? "disjoint barcodes" : "of windows, disjoint fragments"
    return NoiseCeiling(
      measure: "Pearson r, \(rows)", replicates: replicates,
      replicateCorrelation: median(of: disjoint.pairs.compactMap(\.pearson.disjoint.value))
        .map { Reports.Estimate($0) },
      oneReplicate: Reports.Estimate(disjoint.oneReplicate),
      meanOfReplicates: Reports.Estimate(disjoint.meanOfReplicates),
      reason: disjoint.meanOfReplicates.undefined?.words ?? "")
  }

  private func panel(_ disjoint: DisjointBarcodeCorrelation) -> DisjointBarcodesQC {
    let isBarcode = disjoint.unit == .barcodesOfElement
    let elements = isBarcode ? "element" : "window"
    var method =
      "\(Quantity.text(disjoint.halvings, "random halving")) of the "
      + "\(isBarcode ? "barcodes" : "fragments") of "
      + "\(Quantity.text(disjoint.eligibleElements, elements)) with at least "
      + "\(disjoint.minimumRows) of them in every replicate."
    if let length = disjoint.windowLength {
      method +=
        " There are no barcode rows, so the fragments of windows of \(Quantity.text(length)) bp "
        + "take their place."
    }
    return DisjointBarcodesQC(
      areBarcodes: isBarcode, method: method,
      pairs: disjoint.pairs.map { pair in
        DisjointBarcodesQC.Pair(
          label: "\(pair.first) · \(pair.second)", elements: pair.elements,
          same: pair.pearson.same.value, disjoint: pair.pearson.disjoint.value,
          inflation: pair.pearson.inflation.value, sameSpearman: pair.spearman.same.value,
          disjointSpearman: pair.spearman.disjoint.value)
      })
  }

  private func unequalCeilings(_ cellType: CellTypeReproducibility) -> [UnequalCeilingQC] {
    guard let unequal = cellType.ceiling.unequal else { return [] }
    let single = cellType.replicates.indices.map { index in
      UnequalCeilingQC(
        label: cellType.replicates[index].name,
        reliability: Reports.Estimate(unequal.reliabilities[index]),
        ceiling: Reports.Estimate(unequal.oneReplicate[index]))
    }
    return single + [
      UnequalCeilingQC(
        label: "mean of \(cellType.replicates.count)",
        reliability: Reports.Estimate(unequal.reliabilityOfMean),
        ceiling: Reports.Estimate(unequal.meanOfReplicates))
    ]
  }

  private func summary(_ summary: ReplicateSummary) -> [SpreadQC] {
    guard summary.pairs > 1 else { return [] }
    let measures: [(String, ReplicateSummary.Coefficients?)] = [
      ("Input DNA", summary.dna), ("RNA", summary.rna), ("Activity", summary.activity),
    ]
    return measures.flatMap { measure, coefficients -> [SpreadQC] in
      guard let coefficients else { return [] }
      return [
        ("Pearson r", coefficients.pearson), ("Spearman ρ", coefficients.spearman),
        ("Kendall τ", coefficients.kendall), ("Lin ρc", coefficients.concordance),
      ].map { name, spread in
        SpreadQC(
          measure: measure, coefficient: name, median: spread.median.value,
          smallest: spread.smallest.value, largest: spread.largest.value)
      }
    }
  }

  private func line(_ agreement: ClassAgreement) -> ClassQC {
    ClassQC(
      name: agreement.name, definition: agreement.definition, members: agreement.members,
      pair: "\(agreement.first) · \(agreement.second)", n: agreement.activity.rows,
      pearson: Reports.Estimate(agreement.activity.pearson),
      spearman: Reports.Estimate(agreement.activity.spearman),
      rna: agreement.rna.flatMap { Reports.Estimate($0.pearson) })
  }
}
