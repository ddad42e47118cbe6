import Foundation
import GenomicTypes
public import PipelineEngine
import ReporterAssay
import Wording
import Statistics

/// The finished results of an experiment, on their way into formats others read.
///
/// Nothing is computed that a stage computes: counts come from `count`, activity from `normalize`,
/// and both must be up to date with the configuration.
public struct ExperimentExport {
  let experiment: Experiment
  let threads: Int
  let merged: MergedFragments
  let design: ResolvedDesign
  let activity: ActivityArtefact
  /// The results of the stage `calls`, or why there are none.
  let calls: AvailableCalls
  /// The configuration and the files that the stages read.
  private let inputs: [String]

  /// Opens the results of an experiment.
  ///
  /// - Parameters:
  ///   - configuration: the configuration file, for messages.
  ///   - threads: threads that compress; files do not depend on it.
  /// - Throws: ``ExportProblem`` when there are no results or they are out of date; errors of
  ///   damaged artefacts and of inputs that are missing.
  public init(
    _ experiment: Experiment, workFolder: WorkFolder, configuration: String, threads: Int
  ) throws {
    let pipeline = try experiment.pipeline(resumesTraining: true)
    try Self.checkFresh(pipeline, workFolder, configuration: configuration)
    inputs = [configuration] + pipeline.stages.flatMap { $0.inputs.map(\.path) }
    self.experiment = experiment
    self.threads = threads
    merged = try MergedRowsArtefact.read(
      from: workFolder.resultLink(of: StageName.count),
      parts: [.names, .counts, .activities, .labels], placements: true)
    design = try experiment.assay.design.resolved(against: merged.fragments)
    activity = try ActivityArtefact(folder: workFolder.resultLink(of: StageName.normalize))
    calls = try AvailableCalls(
      experiment, pipeline: pipeline, workFolder, configuration: configuration)
  }

  private static func checkFresh(
    _ pipeline: Pipeline, _ workFolder: WorkFolder, configuration: String
  ) throws {
    let stages = [StageName.count, StageName.normalize]
    guard stages.allSatisfy({ workFolder.currentKey(of: $0) != nil }) else {
      throw ExportProblem.noResults(workFolder: workFolder.path, configuration: configuration)
    }
    let plan = try Runner(
      workFolder: workFolder, pipeline: pipeline, options: RunnerOptions(version: "export")
    ).plan(RunSelection(until: StageName.normalize))
    if let stale = plan.stages.first(where: { !$0.reasons.isEmpty }) {
      throw ExportProblem.staleResults(
        workFolder: workFolder.path, configuration: configuration,
        reason: "stage \(stale.name): \(stale.reasons[0].words)")
    }
  }

  var fragments: FragmentTable { merged.fragments }

  /// Refuses to write over a file that the experiment reads. Every writer of a single file begins so.
  func refuseInput(at path: String) throws(OverwrittenInput) {
    try OverwrittenInput.refuse([path], among: inputs)
  }

  /// Refuses to replace a folder that holds a file the experiment reads.
  func refuseFolderOfInputs(at folder: String) throws(OverwrittenInput) {
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path + "/"
    let input = inputs.first {
      URL(fileURLWithPath: $0).resolvingSymlinksInPath().path.hasPrefix(root)
    }
    if let input { throw OverwrittenInput(output: folder, input: input) }
  }

  /// Rows with an interval in the order of genomic files, and chromosome names in byte order.
  func requireIntervals(for what: String) throws(ExportProblem) {
    if fragments.placements.allSatisfy({ $0?.interval == nil }) {
      throw .needsIntervals(what: what)
    }
  }

  /// The cell type a file is about.
  func cellType(_ name: String?) throws(ExportProblem) -> ResolvedDesign.CellType {
    let known = design.cellTypes.map(\.name)
    guard let name else {
      guard design.cellTypes.count == 1 else { throw .cellTypeNeeded(known: known) }
      return design.cellTypes[0]
    }
    if let cellType = design.cellTypes.first(where: { $0.name == name }) { return cellType }
    throw .unknownWord(
      option: "--cell-type", found: name, known: known, nearest: nearestName(to: name, among: known)
    )
  }

  /// Where a fragment lies, nil without an interval.
  func interval(of row: Int) -> GenomicInterval? {
    guard let placement = fragments.placements[row], let range = placement.interval else {
      return nil
    }
    return GenomicInterval(
      chromosome: fragments.chromosomeNames[Int(placement.chromosome)],
      start: Int(range.lowerBound), end: Int(range.upperBound))
  }

  func strand(of row: Int) -> Strand { fragments.placements[row]?.strand ?? .unstranded }

  /// The name of a fragment: that of the input, else its place as chrom:start-end(strand).
  func name(of row: Int) -> String { fragments.nameOrPlace(of: row) }

  /// How the activities were made, in one line.
  var activityWords: String {
    let parameters = activity.description.parameters
    let unit = activity.description.cellTypes.compactMap(\.unit).first
    guard let unit else { return "activity as the input gave it" }
    return "activity is \(unit), method \(parameters.method.rawValue), scaling "
      + "\(parameters.scaling.rawValue), pseudocount \(parameters.pseudocount.value) on the "
      + "\(parameters.pseudocount.placement.rawValue), minimum DNA \(parameters.minimumDNA), "
      + "minimum RNA \(parameters.minimumRNA), minimum barcodes \(parameters.minimumBarcodes), "
      + "pooling \(parameters.pooling.rawValue), size factors \(parameters.sizeFactors.rawValue), "
      + "centring \(parameters.centring.name)"
  }

  /// Library totals, in one line; nil without counts.
  var totalsWords: String? {
    let totals = zip(fragments.counts, merged.libraryTotals).map { "\($0.name) \($1)" }
    return totals.isEmpty ? nil : "library totals before filters: " + totals.joined(separator: ", ")
  }
}
