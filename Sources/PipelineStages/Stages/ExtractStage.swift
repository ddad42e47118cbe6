import Foundation
import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReadCounting

/// The files of a sample sheet → the fragments or barcodes of each sample, every lost read accounted
/// for.
struct ExtractStage {
  static let implementationVersion = 1
  static let blacklistInput = "blacklist"
  static let barcodeTableInput = "barcode_table"
  static let referenceInput = "reference"

  let samples: [SampleSheet.Sample]
  let alignments: AlignmentParameters
  let reads: ReadParameters

  /// Labels of the files of a sample and their paths, in the order of the sheet.
  static func files(of sample: SampleSheet.Sample) -> [StageInput] {
    [("", sample.files), (".reverse", sample.reverseFiles), (".umi", sample.umiFiles)].flatMap {
      suffix, paths in
      paths.enumerated().map { lane, path in
        StageInput(label: "\(sample.name)\(suffix).\(lane + 1)", path: path)
      }
    }
  }

  func run(_ context: StageContext) throws {
    var files = AlignmentFiles()
    files.blacklist = context.optionalInput(Self.blacklistInput)
    files.barcodeTable = context.optionalInput(Self.barcodeTableInput)
    files.reference = context.optionalInput(Self.referenceInput)
    let counting = SampleCounting(
      alignments: AlignmentCounting(
        parameters: alignments, files: files, threads: context.threads,
        progress: context.progress),
      reads: BarcodeCounting(
        parameters: reads, threads: context.threads, progress: context.progress),
      threads: context.threads, progress: context.progress)
    try SampleFolder.makeParent(in: context.outputDirectory)
    var chains: [AttritionChain] = []
    var observations: [String: SampleObservations] = [:]
    for sample in samples {
      let counted = try counting.count(sample)
      try CountedSampleArtefact.write(
        counted.content, to: context.file(SampleFolder.name(of: sample.name)))
      chains += try AttritionChain.chains(of: sample.name, nodes: counted.attrition)
      observations[sample.name] = counted.observations
      context.note("\(sample.name): \(counted.words)")
    }
    try AttritionArtefact.write(chains, to: context.outputDirectory)
    try JSONDocument.write(observations, to: context.file("observations.json"))
  }
}

extension StageContext {
  /// The path of an input, nil when it was not declared.
  fileprivate func optionalInput(_ label: String) -> String? {
    hasInput(label) ? input(label) : nil
  }
}

/// The folder of a sample in the output of `extract`.
enum SampleFolder {
  /// Sample names may hold what file names must not.
  static func name(of sample: String) -> String { "samples/" + FileName.safe(sample) }

  /// Makes the folder that the folders of samples lie in.
  static func makeParent(in folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/samples", withIntermediateDirectories: true)
  }
}

extension CountedSample {
  /// How much there was, in words.
  fileprivate var words: String {
    let reads = AttritionNode.readsEntered(attrition)
    switch content {
    case .fragments(let fragments):
      let unit = fragments.barcodes == nil ? "fragments" : "pairs of barcode and fragment"
      return "\(reads), \(fragments.reads.count) \(unit)"
    case .barcodes(let barcodes): return "\(reads), \(barcodes.barcodes.count) barcodes"
    case .elements(let rows):
      return "\(reads), \(rows.oligos.names.count) designed elements"
    }
  }
}

extension AttritionNode {
  fileprivate static func readsEntered(_ nodes: [AttritionNode]) -> String {
    nodes.first.map { "\($0.entered) \($0.unit)s" } ?? "nothing"
  }
}
