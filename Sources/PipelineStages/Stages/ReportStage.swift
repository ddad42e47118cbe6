import Estimators
import GenomicTypes
import ModelEvaluation
import PipelineEngine
import ReporterAssay
import Reports

/// The final report: the comparison of models with everything a reader needs to believe it.
struct ReportStage {
  static let implementationVersion = 1

  let experiment: String
  let modelStages: [String]
  let shownParameters: [ShownParameter]

  func run(_ context: StageContext) throws {
    context.progress.begin("drawing the report")
    let evaluate = context.upstream(StageName.evaluate)
    let evaluated = try EvaluatedExperiment(context, modelStages: modelStages)
    var content = ComparisonReportContent(
      experiment: experiment,
      test: try JSONDocument.read(ModelComparisonResult.self, from: evaluate + "/test.json"),
      evaluated: evaluated,
      reproducibility: try JSONDocument.read(
        Reproducibility.self,
        from: context.upstream(StageName.reproducibility) + "/reproducibility.json"),
      split: try JSONDocument.read(
        SplitSummaryFile.self, from: context.upstream(StageName.split) + "/split.json"),
      accounting: try JSONDocument.read(RowAccounting.self, from: evaluate + "/accounting.json"),
      shownParameters: shownParameters)
    if context.hasUpstream(StageName.trees) {
      let folder = context.upstream(StageName.trees)
      content.treeLogs = try TreesArtefact.logs(in: folder)
      content.importance = try TreesArtefact.importance(in: folder)
    }
    if context.hasUpstream(StageName.network) {
      content.networkHistory = try NetworkArtefact.history(
        in: context.upstream(StageName.network))
    }
    let report = try content.report()
    try ReportFiles.write(
      try report.rendered(), page: "report.html", multiQC: try report.multiQC(),
      to: context.outputDirectory)
    try AtomicFile.write(
      SummaryTable(content.test).text, to: context.file("summary.txt"))
  }
}
