import GenomicTypes
import PipelineEngine
import ReporterAssay
import Reports
import Statistics

/// How far replicates agree, and the replicate QC report.
struct ReproducibilityStage {
  static let implementationVersion = 4

  let experiment: String
  let normalizing: NormalizeStage
  let parameters: ReproducibilityParameters
  let classFiles: FragmentClassFiles
  let shownParameters: [ShownParameter]

  func run(_ context: StageContext) throws {
    context.progress.begin("comparing replicates")
    let computed = try normalizing.computed(context)
    let reproducibility = try Reproducibility(
      of: computed.activity, merged: computed.merged, design: computed.design,
      parameters: parameters,
      inputs: ReproducibilityInputs(
        classes: try classFiles.classes(of: computed.merged.fragments, context)),
      seed: Seed(context.seed ?? 0), threads: context.threads)
    try JSONDocument.write(reproducibility, to: context.file("reproducibility.json"))
    for cellType in reproducibility.cellTypes {
      context.note("\(cellType.name): \(cellType.verdict.sentence)")
    }
    for warning in RepeatedReplicates.warnings(about: computed.activity) { context.warn(warning) }
    context.progress.begin("drawing the replicate QC report")
    let attrition =
      try JSONDocument.read(
        [AttritionNode].self, from: context.upstream(StageName.count) + "/attrition.json")
      + computed.activity.attrition
    let report = try ReplicateReportContent(
      experiment: experiment, reproducibility: reproducibility, attrition: attrition,
      activityMethod: normalizing.parameters, parameters: parameters,
      gammaPoisson: computed.gammaPoisson, betaBinomial: computed.betaBinomial,
      shownParameters: shownParameters,
      idr: try idr(context)
    ).report()
    try ReportFiles.write(
      try report.rendered(), page: "replicate_qc.html", multiQC: try report.multiQC(),
      to: context.outputDirectory)
  }

  /// What the stage `idr` found; nil when it is switched off.
  private func idr(_ context: StageContext) throws -> IDRArtefact? {
    guard context.hasUpstream(StageName.idr) else { return nil }
    return try JSONDocument.read(
      IDRArtefact.self, from: "\(context.upstream(StageName.idr))/\(IDRArtefact.fileName)")
  }
}
