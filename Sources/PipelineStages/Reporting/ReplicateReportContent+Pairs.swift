import ReporterAssay
import Reports
import Statistics

extension ReplicateReportContent {
  func pair(
    _ pair: ReplicatePairQuality, of cellType: CellTypeReproducibility, drawn number: Int
  ) throws -> ReplicatePairQC {
    var drawn = ReplicatePairQC(first: pair.first, second: pair.second, n: pair.rows)
    // Pictures of pairs that the page does not draw would only swell its memory.
    let isDrawn = number < ReplicateQCReport.drawnPairs
    drawn.activity = CorrelationPair(pair.activity)
    drawn.activityDensity = isDrawn ? pair.activityDensity : nil
    drawn.coefficients = coefficients(of: pair)
    drawn.positives = positives(of: pair)
    drawn.differences = isDrawn ? differences(of: pair, unit: cellType.activityScale) : []
    let verdict = pair.confoundVerdict(
      largestDrop: parameters.thresholds.rnaExplainedByDNA)
    drawn.verdict = Verdict(
      verdict.isConfounded.map { $0 ? .warn : .pass } ?? .note, verdict.sentence)
    guard let counts = pair.counts else {
      drawn.missingReason = "activity was given without counts"
      return drawn
    }
    drawn.dna = CorrelationPair(counts.dna)
    drawn.rna = CorrelationPair(counts.rna)
    drawn.rnaGivenDNA = CorrelationPair(counts.rnaGivenDNA)
    drawn.rnaAgainstDNAFirst = rnaAgainstDNA(pair.first, cellType)
    drawn.rnaAgainstDNASecond = rnaAgainstDNA(pair.second, cellType)
    drawn.rnaWithinDNAStrata = counts.strata.pooledRNA.value
    drawn.rnaDensity = isDrawn ? counts.rnaDensity : nil
    drawn.deciles = counts.strata.strata.map { stratum in
      DecileAgreement(
        label: Decimals.text(stratum.dnaRange.lowerBound, 1) + "\u{2013}"
          + Decimals.text(stratum.dnaRange.upperBound, 1),
        n: stratum.activity.rows, agreement: Reports.Estimate(stratum.activity.spearman))
    }
    return drawn
  }

  private func rnaAgainstDNA(
    _ replicate: String, _ cellType: CellTypeReproducibility
  ) -> Double? {
    cellType.replicates.first { $0.name == replicate }?.counts?.rnaAgainstDNA.pearson.value
  }

  private func coefficients(of pair: ReplicatePairQuality) -> [CoefficientsQC] {
    let measures: [(String, PairCoefficients?)] = [
      ("Input DNA", pair.counts?.dnaCoefficients), ("RNA", pair.counts?.rnaCoefficients),
      ("Activity", pair.activityCoefficients),
    ]
    return measures.compactMap { measure, coefficients in
      coefficients.map {
        CoefficientsQC(
          measure: measure, pearson: Reports.Estimate($0.pearson),
          spearman: Reports.Estimate($0.spearman), kendall: $0.kendall.value,
          concordance: Reports.Estimate($0.concordance))
      }
    }
  }

  private func differences(
    of pair: ReplicatePairQuality, unit: String
  ) -> [MeanDifferenceQC] {
    let measures: [(String, String, MeanDifference?)] = [
      ("activity", unit, pair.activityMeanDifference),
      ("RNA", "log2 CPM", pair.counts?.rnaMeanDifference),
    ]
    return measures.compactMap { measure, unit, difference in
      guard let difference, let density = difference.density else { return nil }
      return MeanDifferenceQC(
        measure: measure, unit: unit, density: density,
        medianDifference: difference.medianDifference.value)
    }
  }

  private func positives(of pair: ReplicatePairQuality) -> [SubsetQC] {
    let positives = pair.positives
    let subsets: [(String, String, Agreement?)] = [
      ("RNA > 0 in both", "activity", positives.rnaInBoth),
      ("RNA > 0 in both", "RNA", positives.rnaOfRNAInBoth),
      (
        "activity > \(Quantity.number(positives.threshold)) in both", "activity",
        positives.activeInBoth
      ),
    ]
    return subsets.compactMap { name, measure, agreement in
      agreement.map {
        SubsetQC(name: name, measure: measure, n: $0.rows, agreement: CorrelationPair($0))
      }
    }
  }
}
