import ConvolutionalNetworks
import Estimators
import GradientBoosting
import ModelEvaluation
import ReporterAssay
import Reports
import Statistics

/// Fills the final report from the numbers of all stages.
struct ComparisonReportContent {
  let experiment: String
  let test: ModelComparisonResult
  let evaluated: EvaluatedExperiment
  let reproducibility: Reproducibility
  let split: SplitSummaryFile
  let accounting: RowAccounting
  let shownParameters: [ShownParameter]
  var treeLogs: [TrainingLog] = []
  var importance: [String: [FeatureImportance]] = [:]
  var networkHistory: TrainingHistory?

  /// How many features the importance bars show.
  private static let shownFeatures = 20

  func report() throws -> ComparisonReport {
    var report = ComparisonReport(title: experiment)
    report.subtitle =
      "\(Quantity.text(reproducibility.fragments)) fragments; models are scored on "
      + "\(Quantity.text(test.rowCount)) that none of them saw"
    report.answers = ComparisonAnswers(test: test, reproducibility: reproducibility).answers
    report.verdicts = verdicts
    report.cards = cards
    report.tasks = try test.tasks.indices.map(taskComparison)
    report.learningCurves = learningCurves
    report.importances = importances
    report.split = SplitPanel(split: split, accounting: accounting).summary
    report.accounting = accounting.steps.map { AttritionStep($0) }
    report.references = [reference]
    report.caveats = caveats
    report.colophon = ReportColophon(
      methods: ComparisonMethods.paragraphs(test.options),
      parameters: shownParameters.map { NamedValue($0.name, $0.value) },
      versions: [NamedValue("split digest (SHA-256)", split.digest)],
      references: ComparisonMethods.references)
    return report
  }

  private var verdicts: [Verdict] {
    let confounded = reproducibility.cellTypes.filter(\.verdict.isConfounded).map { cellType in
      Verdict(.warn, "\(cellType.name): \(cellType.verdict.sentence)")
    }
    let worthTelling = test.warnings.filter(\.isNews)
    return confounded + worthTelling.map { Verdict(.warn, $0.message) }
  }

  private var cards: [SummaryCard] {
    test.tasks.flatMap { task -> [SummaryCard] in
      guard let best = task.bestModel, let spearman = best.spearman.value else { return [] }
      var cards = [
        SummaryCard(
          label: "\(task.task): best model", value: Decimals.text(spearman, 2),
          detail: "held-out Spearman of \(best.model)")
      ]
      if let share = best.spearmanShareOfCeiling.value {
        cards.append(
          SummaryCard(
            label: "\(task.task): share of ceiling", value: Decimals.text(share * 100, 0) + "%",
            detail: "of the reproducible activity, in correlation"))
      }
      return cards
    }
  }

  private func taskComparison(_ index: Int) throws -> Reports.TaskComparison {
    let task = test.tasks[index]
    var drawn = Reports.TaskComparison(name: task.task)
    drawn.heldOut = heldOutWords + ", \(Quantity.text(task.n, "fragment"))"
    drawn.ceiling = Reports.Estimate(task.ceiling.spearman)
    drawn.ceilingNote =
      task.ceiling.spearman.undefined.map { "no noise ceiling: \($0.words)" }
      ?? "noise ceiling of the mean of \(task.ceiling.replicates) replicates on these rows"
    drawn.baseline = test.options.baseline ?? ""
    drawn.models = task.models.map { score(of: $0, isBest: $0.model == task.bestModel?.model) }
    drawn.predictions = densities(index)
    drawn.chromosomes = try Self.stratification(
      "chromosome", task.models, parts: { $0.chromosomes })
    drawn.strata = try Self.variables(of: task).map { variable in
      try Self.stratification(
        StratumWords.title(variable), task.models,
        parts: { $0.strata.filter { $0.variable == variable } })
    }
    return drawn
  }

  private var heldOutWords: String {
    let names = (split.chromosomes[SplitRole.test.rawValue] ?? [:]).keys.sorted()
    return names.count > 6 ? "\(names.count) chromosomes" : names.joined(separator: ", ")
  }

  private func score(
    of score: ModelEvaluation.ModelScore, isBest: Bool
  ) -> Reports.ModelScore {
    var drawn = Reports.ModelScore(
      name: score.model, family: ModelFamily.words(score.model), n: score.n)
    drawn.spearman = Reports.Estimate(score.spearman)
    drawn.pearson = Reports.Estimate(score.pearson)
    drawn.meanSquaredError = score.mse.value
    drawn.shareOfCeiling = Reports.Estimate(score.spearmanShareOfCeiling)
    drawn.gain = score.gain.flatMap { Reports.Estimate($0.spearman.difference) }
    drawn.adjustedP = score.gain?.spearman.holmPValue
    drawn.isEmphasised = isBest
    drawn.reason =
      score.spearman.undefined == .noVariance
      ? "constant prediction" : score.spearman.undefined?.words ?? "undefined"
    return drawn
  }

  private func densities(_ task: Int) -> [PredictionDensity] {
    let rows = evaluated.rows(in: .test)
    return evaluated.models.indices.compactMap { model in
      let name = evaluated.models[model].name
      let pairs = evaluated.pairs(model: model, task: task, rows: rows)
      guard Set(pairs.predicted).count > 2,
        let score = test.tasks[task].models.first(where: { $0.model == name }),
        let grid = HexagonGrid(x: pairs.predicted, y: pairs.observed)
      else { return nil }
      return PredictionDensity(
        model: name,
        numbers: "ρ \(Decimals.text(score.spearman.value, 2)), "
          + "r \(Decimals.text(score.pearson.value, 2)), n \(Quantity.text(score.n))",
        grid: grid)
    }
  }

  private var learningCurves: [LearningCurve] {
    var curves = treeLogs.map { log in
      LearningCurve(
        title: "Trees, \(log.task)", stepName: "round", metric: "validation \(log.monitoredMetric)",
        series: [CurveSeries(name: "validation", values: log.entries.map(\.validationMetric))],
        best: log.bestEntry.map { Double($0 + 1) })
    }
    if let networkHistory {
      curves.append(
        LearningCurve(
          title: "CNN", stepName: "epoch", metric: "mean validation Spearman ρ",
          series: [
            CurveSeries(
              name: "validation", values: networkHistory.epochs.map(\.meanSpearman))
          ], best: networkHistory.bestEpoch.map { Double($0) }))
      curves.append(
        LearningCurve(
          title: "CNN, loss", stepName: "epoch", metric: "squared error (variance 1)",
          series: [
            CurveSeries(name: "training", values: networkHistory.epochs.map(\.trainingLoss)),
            CurveSeries(name: "validation", values: networkHistory.epochs.map(\.validationLoss)),
          ], best: networkHistory.bestEpoch.map { Double($0) }))
    }
    return curves
  }

  private var importances: [FeatureImportances] {
    test.tasks.compactMap { task in
      guard let features = importance[task.task] else { return nil }
      let total = features.map(\.totalGain).reduce(0, +)
      guard total > 0 else { return nil }
      return FeatureImportances(
        title: "Trees, \(task.task)", measure: "share of total gain",
        features: features.sorted { ($1.totalGain, $0.name) < ($0.totalGain, $1.name) }
          .prefix(Self.shownFeatures).map { feature in
            .init(name: feature.name, importance: Reports.Estimate(feature.totalGain / total))
          })
    }
  }

  private var reference: ReferenceComparison {
    var ours: [ReferenceComparison.SuRE2017Quantity: String] = [
      .fragments: Quantity.text(reproducibility.fragments)
    ]
    func spearman(_ model: String) -> String? {
      let values = test.tasks.compactMap { task in
        task.models.first { $0.model == model }?.spearman.value.map {
          (test.tasks.count > 1 ? "\(task.task) " : "") + Decimals.text($0, 2)
        }
      }
      return values.isEmpty ? nil : values.joined(separator: ", ")
    }
    let between = reproducibility.cellTypes.compactMap { cellType in
      cellType.ceiling.spearman.replicateCorrelation.estimate.value.map {
        (reproducibility.cellTypes.count > 1 ? "\(cellType.name) " : "") + Decimals.text($0, 2)
      }
    }
    if !between.isEmpty { ours[.replicateSpearman] = between.joined(separator: ", ") }
    ours[.cnnAverage] = spearman(NetworkStage.model.name)
    ours[.gcOnly] = spearman(BaselinesStage.gcModel)
    ours[.kmerTrees] = spearman(TreesStage.model.name)
    return .sure2017(ours: ours)
  }

  private var caveats: [String] {
    var caveats = [
      """
      A replicate correlation is not an upper bound for a model: the ceiling is, and only as far as \
      the errors of replicates are independent. Ceilings for Spearman are approximate.
      """
    ]
    let shared = split.audit.findings.first { $0.learned == .train && $0.heldOut == .test }
    if let fraction = shared?.sharedKmerFraction, fraction > 0 {
      caveats.append(
        """
        \(Decimals.text(fraction * 100, 1)) % of the test fragments share a 32-base word with a \
        training fragment (repeats, paralogs). They are not excluded; scores on repeats can be \
        optimistic.
        """)
    }
    if split.audit.rowsWithoutInterval > 0 {
      caveats.append(
        """
        \(Quantity.text(split.audit.rowsWithoutInterval, "fragment")) have no start and end: \
        overlaps among them cannot be seen, and their bootstrap blocks are approximate.
        """)
    }
    return caveats
  }

  private static func variables(of task: ModelEvaluation.TaskComparison) -> [String] {
    var seen: [String] = []
    for part in task.models.first?.strata ?? [] where !seen.contains(part.variable) {
      seen.append(part.variable)
    }
    return seen
  }

  private static func stratification(
    _ name: String, _ models: [ModelEvaluation.ModelScore],
    parts: (ModelEvaluation.ModelScore) -> [StratumScore]
  ) throws -> Stratification {
    let shown = models.filter { $0.spearman.value != nil }
    let columns = shown.map(parts)
    let strata = (columns.first ?? []).indices.map { index in
      let part = columns[0][index]
      return Stratification.Stratum(
        label: StratumWords.label(part), n: part.n,
        scores: columns.map { column in
          column.indices.contains(index) ? Reports.Estimate(column[index].spearman) : nil
        })
    }
    return try Stratification(name: name, models: shown.map(\.model), strata: strata)
  }
}
