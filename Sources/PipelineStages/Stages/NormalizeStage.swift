import GenomicTypes
import PipelineEngine
import ReporterAssay
import Statistics

/// RNA over input DNA: activity of every fragment, per replicate and per cell type.
struct NormalizeStage {
  static let implementationVersion = 3

  let design: AssayDesign
  let parameters: NormalizationParameters
  let usesWeights: Bool
  let givenActivity: GivenActivityScale
  /// A control: activity is handed to other fragments, drawn with this seed; nil for the real run.
  let shuffleSeed: Seed?

  func run(_ context: StageContext) throws {
    let merged = try merged(context, isWhole: false)
    let resolved = try design.resolved(against: merged.fragments)
    let calculation = try ActivityCalculation(
      of: merged, design: resolved, parameters: parameters, threads: context.threads)
    var writer = try ActivityWriter(
      rows: calculation.rowCount, parameters: parameters, to: context.outputDirectory)
    writer.usesWeights = usesWeights
    writer.findings = ActivityArtefact.Findings(
      gammaPoisson: calculation.gammaPoissonReports.compactMap(\.self),
      betaBinomial: parameters.betaBinomial.map { _ in
        calculation.betaBinomialReports.compactMap(\.self)
      },
      sizeFactors: calculation.sizeFactors, centres: calculation.centres)
    for warning in NormalizationWarnings(
      calculation, of: merged, design: resolved, parameters
    ).sentences {
      context.warn(warning)
    }
    if let shuffleSeed {
      let activity = try calculation.table(threads: context.threads)
      try writer.append(
        ActivityWriter.Block(activity, order: shuffledRows(of: activity, seed: shuffleSeed)))
    } else {
      context.progress.begin(
        "computing activity", total: calculation.rowCount, unit: "fragments")
      try calculation.forEachBlock(
        threads: context.threads, { ActivityWriter.Block($0) },
        then: { rows, block in
          try writer.append(block)
          context.progress.update(completed: rows.upperBound)
        })
    }
    let defined = writer.attrition.last?.left ?? 0
    guard defined > 0 else {
      throw StageProblem.noActivity(
        fragments: calculation.rowCount,
        reasons: writer.cellTypes.reduce(into: [:]) { sums, cellType in
          sums.merge(cellType.undefined, uniquingKeysWith: +)
        })
    }
    try writer.finish()
    try JSONDocument.write(writer.attrition, to: context.file("attrition.json"))
    context.note("\(defined) of \(calculation.rowCount) fragments have an activity")
  }

  /// For each row the row whose activity it gets: a permutation of the rows that have one.
  private func shuffledRows(of activity: ActivityTable, seed: Seed) -> [Int] {
    let rows = activity.rowsWithTarget
    var generator = SeededGenerator(seed.derived("shuffle targets"))
    var order = Array(0..<activity.rowCount)
    for (row, place) in zip(rows, generator.permutation(rows.count)) { order[row] = rows[place] }
    return order
  }

  /// The rows with what the parameters need, or, for the agreement of replicates, with everything but
  /// names.
  private func merged(_ context: StageContext, isWhole: Bool) throws -> MergedFragments {
    var parts: Set<FragmentArtefact.Part> = [.counts, .activities]
    if case .negativeControls = parameters.centring { parts.insert(.labels) }
    let covariates = parameters.gammaPoisson?.covariates ?? []
    if isWhole || !covariates.isEmpty { parts.insert(.sequences) }
    return try MergedRowsArtefact.read(
      from: context.upstream(StageName.count), parts: parts,
      placements: isWhole || covariates.contains(.length)
    ).rescalingGivenActivity(givenActivity)
  }

  /// Activity with what it was computed from. The stage `reproducibility` computes it again rather
  /// than reading it back: it needs the counts anyway, and this takes less time than a file.
  func computed(_ context: StageContext) throws -> ComputedActivity {
    let merged = try merged(context, isWhole: true).canonicallyOrdered()
    let resolved = try design.resolved(against: merged.fragments)
    let calculation = try ActivityCalculation(
      of: merged, design: resolved, parameters: parameters, threads: context.threads)
    return ComputedActivity(
      merged: merged, design: resolved,
      activity: try calculation.table(threads: context.threads, keepingPosteriors: false),
      gammaPoisson: calculation.gammaPoissonReports.compactMap(\.self),
      betaBinomial: calculation.betaBinomialReports.compactMap(\.self))
  }
}

/// Activity with the fragments and the design it was computed from.
struct ComputedActivity {
  let merged: MergedFragments
  let design: ResolvedDesign
  let activity: ActivityTable
  let gammaPoisson: [GammaPoissonReport]
  let betaBinomial: [BetaBinomialReport]
}
