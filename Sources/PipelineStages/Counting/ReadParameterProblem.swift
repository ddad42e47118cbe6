import PipelineEngine

/// Something about the structure of reads that must be said and was not.
enum ReadParameterProblem: Error, Equatable {
  /// Neither an adapter nor a length says where the barcode ends.
  case noBarcodeLength
  /// There is a file with UMIs, but not how long they are.
  case noUMILength
  /// The UMI is in a read whose barcode has no fixed place, and its own place is not given.
  case noUMIStart
  /// Reads of another file belong to reads of a BAM file, which cannot be read side by side.
  case alignmentsBesideReads(path: String)
  /// Other samples have their UMIs in files of their own, and this one has none.
  case noUMIFile(sample: String)
  /// Reads with an adapter come with reads from the other side.
  case adapterAndReverse
}

extension ReadParameterProblem: CategorizedError {
  /// The configuration or command line is wrong.
  var category: ExitCategory { .usage }
}

extension ReadParameterProblem: CustomStringConvertible {
  /// What is missing and how to say it.
  var description: String {
    switch self {
    case .noBarcodeLength:
      "reads: the length of the barcode is not given; expected it, because no adapter shows where the"
        + " barcode ends. Set reads.barcode_length (--length)."
    case .noUMILength:
      "reads: there is a file with UMIs, but not how long they are. Set reads.umi_length"
        + " (--umi-length)."
    case .noUMIStart:
      "reads: the UMI has no place; expected the number of bases before it in the read."
        + " Set reads.umi_start (--umi-start)."
    case .alignmentsBesideReads(let path):
      "\(path): it is a BAM, CRAM or SAM file beside other files of the same reads; expected FASTQ for"
        + " all of them. Convert it: samtools fastq"
    case .noUMIFile(let sample):
      "sample '\(sample)': it has no file with UMIs, and other samples have; expected one for every"
        + " sample of reads, or for none. Fill in the column umi_files."
    case .adapterAndReverse:
      "reads: an adapter is given together with reads from the other side; expected one of the two."
        + " Remove reads.adapter, or the column files2 of the sample sheet."
    }
  }
}
