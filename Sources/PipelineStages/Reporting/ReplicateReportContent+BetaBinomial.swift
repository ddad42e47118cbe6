import ReporterAssay
import Reports
import Statistics

extension ReplicateReportContent {
  /// The beta-binomial fits of one cell type: of each replicate, then of all together.
  func betaBinomials(_ report: BetaBinomialReport) -> [BetaBinomialQC] {
    let replicates = report.replicates.map { line($0, named: $0.name, report.cellType) }
    var pooled = line(report.pooled, named: "all replicates", report.cellType)
    pooled.overdispersion = report.replicateOverdispersion
    return replicates + [pooled]
  }

  private func line(
    _ model: BetaBinomialReport.Model, named name: String, _ cellType: String
  ) -> BetaBinomialQC {
    var line = BetaBinomialQC(cellType: cellType, name: name)
    line.rows = model.rows
    line.rnaWeight = model.fit?.a
    line.dnaWeight = model.fit?.b
    line.log2Mean = model.log2Mean
    line.log2Deviation = model.log2Deviation
    line.observedZeros = model.check?.observedZeros
    line.expectedZeros = model.check?.expectedZeros
    line.isPoor = model.check?.isPoor ?? false
    line.remark = model.undefined.map { "no fit: \($0.rawValue)" } ?? ""
    return line
  }

  /// What else there is to say of the method; nothing for most.
  var countModelMethods: [String] {
    guard let options = activityMethod.betaBinomial else { return [] }
    return [
      """
      Activity λ is the posterior mean of log2 λ, where of the N = R + D reads of a fragment R is \
      binomial with odds λ·s, s the ratio of library totals of RNA and input DNA, and the share of \
      RNA has a beta distribution fitted to all fragments with input DNA, given that they have some. \
      Posterior intervals hold \(Quantity.number(100 * options.intervalLevel))%. The training weight \
      N/(a + b + N) grows with RNA, because N does.
      """
    ]
  }
}
