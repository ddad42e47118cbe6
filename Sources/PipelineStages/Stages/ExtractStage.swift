import Foundation
import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReadCounting

/// The files of one sample of a sheet → its fragments or barcodes, every lost read accounted for.
///
/// Each sample is a stage of its own: a sample that is added or changed is read alone, and another
/// scheduler can read all of them at once.
struct ExtractStage {
  static let implementationVersion = 2
  static let blacklistInput = "blacklist"
  static let barcodeTableInput = "barcode_table"
  static let referenceInput = "reference"

  let sample: SampleSheet.Sample
  let alignments: AlignmentParameters
  let reads: ReadParameters
  /// Whether samples of the sheet have their UMIs in files of their own.
  let hasUMIFiles: Bool

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
      threads: context.threads, progress: context.progress, hasUMIFiles: hasUMIFiles)
    let counted = try counting.count(sample)
    try CountedSampleArtefact.write(
      counted.content, to: context.file(CountedSampleArtefact.folder))
    try AttritionArtefact.write(
      AttritionChain.chains(of: sample.name, nodes: counted.attrition),
      to: context.outputDirectory)
    try JSONDocument.write(counted.observations, to: context.file(SampleObservations.file))
    context.note("\(sample.name): \(counted.words)")
  }
}

extension StageContext {
  /// The path of an input, nil when it was not declared.
  fileprivate func optionalInput(_ label: String) -> String? {
    hasInput(label) ? input(label) : nil
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
