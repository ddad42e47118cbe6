import GenomicTypes
import PipelineEngine
import ReporterAssay
import Statistics

/// RNA over input DNA: activity of every fragment, per replicate and per cell type.
struct NormalizeStage {
  static let implementationVersion = 1

  let design: AssayDesign
  let parameters: NormalizationParameters
  let givenActivity: GivenActivityScale
  /// A control: activity is handed to other fragments, drawn with this seed; nil for the real run.
  let shuffleSeed: Seed?

  func run(_ context: StageContext) throws {
    context.progress.begin("computing activity")
    let activity = try computed(context).activity
    let defined = activity.rowsWithTarget.count
    guard defined > 0 else {
      throw StageProblem.noActivity(
        fragments: activity.rowCount,
        reasons: activity.cellTypes.reduce(into: [:]) { sums, cellType in
          for (reason, count) in cellType.undefinedCounts {
            sums[reason.rawValue, default: 0] += count
          }
        })
    }
    try ActivityArtefact.write(
      activity, rowOrder: shuffleSeed.map { shuffledRows(of: activity, seed: $0) },
      to: context.outputDirectory)
    try JSONDocument.write(activity.attrition, to: context.file("attrition.json"))
    context.note("\(defined) of \(activity.rowCount) fragments have an activity")
  }

  /// For each row the row whose activity it gets: a permutation of the rows that have one.
  private func shuffledRows(of activity: ActivityTable, seed: Seed) -> [Int] {
    let rows = activity.rowsWithTarget
    var generator = SeededGenerator(seed.derived("shuffle targets"))
    var order = Array(0..<activity.rowCount)
    for (row, place) in zip(rows, generator.permutation(rows.count)) { order[row] = rows[place] }
    return order
  }

  /// Activity with what it was computed from. The stage `reproducibility` computes it again rather
  /// than reading it back: it needs the counts anyway, and this takes less time than a file.
  func computed(_ context: StageContext) throws -> ComputedActivity {
    let merged = try MergedRowsArtefact.read(
      from: context.upstream(StageName.count), parts: [.counts, .activities]
    ).rescalingGivenActivity(givenActivity)
    let resolved = try design.resolved(against: merged.fragments)
    let activity = try activity(
      of: merged, design: resolved, parameters: parameters, threads: context.threads)
    return ComputedActivity(merged: merged, design: resolved, activity: activity)
  }
}

/// Activity with the fragments and the design it was computed from.
struct ComputedActivity {
  let merged: MergedFragments
  let design: ResolvedDesign
  let activity: ActivityTable
}
