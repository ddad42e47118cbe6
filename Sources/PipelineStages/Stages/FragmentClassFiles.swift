import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReporterAssay

/// BED files that say which fragments belong to a class.
struct FragmentClassFiles: Sendable {
  /// Regions of each class.
  let regions: [(name: String, path: String)]
  /// Transcription start sites; nil for none.
  let sites: String?
  /// Bases around a site.
  let distance: Int

  private static let sitesInput = "tss"

  /// The files as inputs of a stage.
  var inputs: [StageInput] {
    regions.map { StageInput(label: Self.label($0.name), path: $0.path) }
      + (sites.map { [StageInput(label: Self.sitesInput, path: $0)] } ?? [])
  }

  private static func label(_ name: String) -> String { "class \(name)" }

  /// Reads the files.
  func classes(of fragments: FragmentTable, _ context: StageContext) throws -> [FragmentClass] {
    var classes = try regions.map { name, _ in
      FragmentClass(
        name: name, intervals: try intervals(context.input(Self.label(name)), context),
        placements: fragments.placements, chromosomeNames: fragments.chromosomeNames)
    }
    if sites != nil {
      let near = FragmentClass.nearTSS(
        try intervals(context.input(Self.sitesInput), context), distance: distance,
        placements: fragments.placements, chromosomeNames: fragments.chromosomeNames)
      classes += [near, near.complement(of: fragments.placements)]
    }
    for found in classes where !found.isMember.contains(true) {
      context.warn(
        "no fragment is in the class '\(found.name)'; check that its BED file names chromosomes as the "
          + "fragments do"
      )
    }
    return classes
  }

  private func intervals(_ path: String, _ context: StageContext) throws -> [GenomicInterval] {
    try BEDReader.read(path, threads: context.threads).map(\.interval)
  }
}
