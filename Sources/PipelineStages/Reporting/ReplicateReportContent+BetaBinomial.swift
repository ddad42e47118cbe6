import ReporterAssay
import Reports
import Statistics

extension ReplicateReportContent {
  /// The beta-binomial fits of one cell type: of each replicate, then of all together.
  func betaBinomials(_ report: BetaBinomialReport) -> [CountModelQC] {
    let replicates = report.replicates.map { line($0, named: $0.name, report.cellType) }
    var pooled = line(report.pooled, named: "all replicates", report.cellType)
    pooled.overdispersion = report.replicateOverdispersion
    return replicates + [pooled]
  }

  private func line(
    _ model: BetaBinomialReport.Model, named name: String, _ cellType: String
  ) -> CountModelQC {
    var line = CountModelQC(
      cellType: cellType, name: name,
      parameters: [
        CountModelQC.Parameter("rna_weight", "a (RNA)", model.fit?.a, decimals: 3),
        CountModelQC.Parameter("dna_weight", "b (DNA)", model.fit?.b, decimals: 3),
        CountModelQC.Parameter("log2_mean", "Mean log2 activity", model.log2Mean, decimals: 2),
        CountModelQC.Parameter(
          "log2_deviation", "SD of log2 activity", model.log2Deviation, decimals: 2),
      ])
    line.rows = model.rows
    line.observedZeros = model.check?.observedZeros
    line.expectedZeros = model.check?.expectedZeros
    line.isPoor = model.check?.isPoor ?? false
    line.remark = model.undefined.map { "no fit: \($0.words)" } ?? ""
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
