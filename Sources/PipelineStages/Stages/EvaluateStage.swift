import GenomicTypes
import ModelEvaluation
import PipelineEngine

/// Every model on the same held-out rows: correlations with intervals, ceilings, gains over GC.
struct EvaluateStage {
  static let implementationVersion = 1

  let options: ComparisonOptions
  let blockLength: Int
  /// Stages with predictions, in the order of the report.
  let modelStages: [String]

  /// Roles that are scored. Training rows are scored to show over-fitting, without intervals.
  private static let roles: [SplitRole] = [.test, .validation, .train]

  func run(_ context: StageContext) throws {
    let evaluated = try EvaluatedExperiment(context, modelStages: modelStages)
    context.progress.begin("comparing models", total: Self.roles.count, unit: "roles")
    for role in Self.roles {
      var options = self.options
      if role == .train { options.draws = 0 }
      let rows = evaluated.rows(in: role)
      if role == .test, rows.isEmpty {
        throw StageProblem.noTargets(role: role.rawValue, rows: evaluated.rowCount(of: role))
      }
      let result = try ModelComparison.compare(
        evaluated.input(role: role, rows: rows, blockLength: blockLength), options: options,
        threads: context.threads)
      try JSONDocument.write(result, to: context.file("\(role.rawValue).json"))
      try TextTable.write(
        ComparisonTables.models(result), to: context.file("\(role.rawValue).models.tsv"))
      if role == .test {
        try TextTable.write(ComparisonTables.strata(result), to: context.file("test.strata.tsv"))
        for warning in result.warnings where warning.isNews {
          context.warn(warning.message)
        }
      }
      context.progress.advance()
    }
    try JSONDocument.write(evaluated.models, to: context.file("models.json"))
    let counted = try JSONDocument.read(
      [AttritionNode].self, from: context.upstream(StageName.count) + "/attrition.json")
    try JSONDocument.write(
      try evaluated.accounting(after: counted), to: context.file("accounting.json"))
  }
}

extension EvaluationWarning {
  /// Whether the warning tells more than that a baseline is constant by construction.
  var isNews: Bool {
    code != .constantPrediction
      || !BaselinesStage.maybeConstantModels.contains(model ?? "")
  }
}
