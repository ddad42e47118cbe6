import PipelineEngine

/// Files of a sample sheet that do not suit what the sample is for.
enum SampleProblem: Error, Equatable {
  /// The files of one sample are of different kinds.
  case mixedFiles(sample: String, first: String, second: String)
  /// A library is given as reads, which do not say where a barcode lies.
  case readsCannotPlaceBarcodes(sample: String, path: String)
  /// A library has no barcodes although other samples are counted by barcode.
  case libraryWithoutBarcodes(sample: String)
  /// Samples counted by barcode have no library that says where the barcodes lie.
  case noLibrary(sample: String)
  /// A sample counted by fragment stands beside a library of barcodes.
  case fragmentsBesideLibrary(sample: String, library: String)
  /// A sample has barcodes and fragments but is no library.
  case unexpectedBarcodes(sample: String)
  /// Barcodes are to be corrected, but UMIs have been counted without their reads.
  case correctionAfterUMIs(sample: String)
  /// Most barcodes of a sample are in its library only when they are reverse-complemented.
  case reversed(String)
}

extension SampleProblem: CategorizedError {
  var category: ExitCategory { .data }
}

extension SampleProblem: CustomStringConvertible {
  var description: String {
    switch self {
    case .mixedFiles(let sample, let first, let second):
      "sample '\(sample)': \(first) and \(second) hold different kinds of data; expected lanes of one"
        + " kind (alignments, reads or tables). List them as different samples."
    case .readsCannotPlaceBarcodes(let sample, let path):
      "sample '\(sample)': \(path) holds reads that are not aligned; expected alignments, or a table"
        + " of barcodes and fragments. Align the reads first, the barcode kept in a tag or the name."
    case .libraryWithoutBarcodes(let sample):
      "sample '\(sample)': its alignments are counted without barcodes; expected the barcode of every"
        + " read. Set alignments.barcode_tag, barcode_in_name or barcode_table."
    case .noLibrary(let sample):
      "sample '\(sample)': it is counted by barcode, and no sample says which fragment a barcode"
        + " belongs to. Add a sample of the role fragments, or name its files as input.library."
    case .fragmentsBesideLibrary(let sample, let library):
      "sample '\(sample)': its alignments are fragments, but '\(library)' is a library of barcodes;"
        + " expected barcode counts. Give its reads, or leave the library out."
    case .unexpectedBarcodes(let sample):
      "sample '\(sample)': its alignments have barcodes, and there is no sample of the role fragments;"
        + " expected fragments without barcodes. Give it the role fragments, or remove"
        + " the barcode keys below 'alignments:'."
    case .correctionAfterUMIs(let sample):
      "sample '\(sample)': its molecules are counted by UMI; expected reads, because a corrected"
        + " barcode may share a molecule. Set assignment.correct_barcodes to false."
    case .reversed(let message): message
    }
  }
}
