import ReporterAssay
import Reports
import Statistics

extension ReplicateReportContent {
  /// The gamma-Poisson fits of one cell type: of each replicate, then of all together.
  func countModels(_ report: GammaPoissonReport) -> [CountModelQC] {
    (report.replicates + [report.pooled]).map { model in
      let check = model.mixtureCheck ?? model.check
      var line = CountModelQC(
        cellType: report.cellType,
        name: model.name == report.cellType ? "all replicates" : model.name)
      line.mean = model.fit?.mean
      line.shape = model.fit?.shape
      line.components = model.prior?.components.count ?? 0
      line.overdispersion = report.usedOverdispersion
      line.rows = model.fit?.rows ?? 0
      line.observedZeros = check?.observedZeros
      line.expectedZeros = check?.expectedZeros
      line.expectedCorrelation = model.expectedCorrelation?.ofPosteriorMeans
      line.isPoor = check?.isPoor ?? false
      line.remark = model.undefined.map { "no fit: \($0.rawValue)" } ?? ""
      return line
    }
  }
}
