import ReporterAssay
import Reports
import Statistics

extension ReplicateReportContent {
  /// The gamma-Poisson fits of one cell type: of each replicate, then of all together.
  func countModels(_ report: GammaPoissonReport) -> [CountModelQC] {
    (report.replicates + [report.pooled]).map { model in
      let check = model.mixtureCheck ?? model.check
      let components = model.prior?.components.count
      var line = CountModelQC(
        cellType: report.cellType,
        name: model.name == report.cellType ? "all replicates" : model.name,
        parameters: [
          CountModelQC.Parameter("mean", "Mean activity", model.fit?.mean, decimals: 3),
          CountModelQC.Parameter("shape", "Shape", model.fit?.shape, decimals: 3),
          CountModelQC.Parameter(
            "components", "Gammas", components.map { Double($0) }, decimals: 0),
          CountModelQC.Parameter(
            "expected_correlation", "Expected r of posterior means",
            model.expectedCorrelation?.ofPosteriorMeans, decimals: 3),
        ])
      line.overdispersion = report.usedOverdispersion
      line.rows = model.fit?.rows ?? 0
      line.observedZeros = check?.observedZeros
      line.expectedZeros = check?.expectedZeros
      line.isPoor = check?.isPoor ?? false
      line.remark = model.undefined.map { "no fit: \($0.words)" } ?? ""
      return line
    }
  }
}
