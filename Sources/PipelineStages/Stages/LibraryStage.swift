import GenomicTypes
import PipelineEngine
import ReadCounting
import ReporterAssay
import Reports

/// How good the libraries are: attrition, saturation, jackpots, profiles, swaps; the library report.
struct LibraryStage {
  static let implementationVersion = 2

  let experiment: String
  let design: AssayDesign
  /// The samples of a sheet; nil when the input is tables.
  let samples: [LibrarySampleSource]?
  let thresholds: LibraryThresholds
  let shownParameters: [ShownParameter]

  func run(_ context: StageContext) throws {
    context.progress.begin("judging libraries")
    let merged = try MergedRowsArtefact.read(
      from: context.upstream(StageName.count), parts: [.names, .sequences, .counts],
      placements: true)
    let assessment = LibraryAssessment(merged: merged, design: design, thresholds: thresholds)
    var qualities: [LibraryQuality]
    var overlap: OverlapMatrix?
    if let samples {
      let folders = SampleFolders(
        samples: Dictionary(
          uniqueKeysWithValues: samples.map { ($0.name, context.upstream($0.stage)) }),
        count: context.upstream(StageName.count))
      qualities = try samples.map { try assessment.quality(of: $0, from: folders) }
      overlap = try folders.overlapMatrix()
    } else {
      qualities = assessment.qualitiesOfColumns()
    }
    for index in qualities.indices { qualities[index].check(against: thresholds) }
    try JSONDocument.write(
      Numbers(samples: qualities, overlap: overlap), to: context.file("library.json"))
    for row in overlap?.rows ?? [] where row.verdict == .fail { context.warn(row.sentence) }
    context.progress.begin("drawing the library report")
    let report = try LibraryReportContent(
      experiment: experiment, samples: qualities, overlap: overlap, thresholds: thresholds,
      shownParameters: shownParameters
    ).report()
    try ReportFiles.write(
      try report.rendered(), page: "library_qc.html", multiQC: try report.multiQC(),
      to: context.outputDirectory)
  }

  /// Everything the report says, as `library.json`.
  private struct Numbers: Codable {
    let samples: [LibraryQuality]
    let overlap: OverlapMatrix?
  }
}

/// A sample of a sheet as the library report sees it.
struct LibrarySampleSource: Sendable {
  let name: String
  /// The stage that counted it.
  let stage: String
  let role: LibraryQuality.Role
  /// Whether the fragments themselves are described with this sample: the libraries, or the first
  /// sample where there is none.
  let describesFragments: Bool
}
