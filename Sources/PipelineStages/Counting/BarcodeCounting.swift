import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReadCounting

/// Counts the barcodes of sequencing reads.
struct BarcodeCounting {
  let parameters: ReadParameters
  let threads: Int
  let progress: ProgressReporter

  /// The files of one sample; lanes side by side.
  struct Files: Hashable, Sendable {
    /// FASTQ files, or BAM files of reads that are not aligned.
    var forward: [String]
    /// Reads from the other side of the barcode.
    var reverse: [String]
    /// Reads with the UMI.
    var umis: [String]

    /// Names the files.
    init(forward: [String], reverse: [String] = [], umis: [String] = []) {
      self.forward = forward
      self.reverse = reverse
      self.umis = umis
    }
  }

  /// Prepares to count.
  init(parameters: ReadParameters, threads: Int, progress: ProgressReporter) {
    self.parameters = parameters
    self.threads = threads
    self.progress = progress
  }

  /// Counts one sample.
  ///
  /// - Throws: `GenomicsIOError` for files that cannot be read, `BarcodeCountingError` and
  ///   ``ReadParameterProblem`` for reads that are not as described.
  func count(_ files: Files) throws -> BarcodeCounts {
    let structure = try parameters.structure(
      hasReverse: !files.reverse.isEmpty, hasUMIs: !files.umis.isEmpty)
    var counter = BarcodeCounter(structure, umis: parameters.umiRule)
    for lane in files.forward.indices {
      let paths =
        [files.forward[lane]] + (files.reverse.isEmpty ? [] : [files.reverse[lane]])
        + (files.umis.isEmpty ? [] : [files.umis[lane]])
      progress.begin("counting barcodes of \(paths[0])", unit: "reads")
      try forEachBatch(paths) { batches in
        try counter.add(batches, threads: threads)
        progress.advance(by: batches[0].count)
      }
    }
    do {
      return try counter.finish(threads: threads)
    } catch let problem as BarcodeCountingError {
      throw UncountableReads(path: files.forward[0], problem: problem)
    }
  }

  private func forEachBatch(_ paths: [String], _ body: ([ReadBatch]) throws -> Void) throws {
    if paths.count == 1, try SequencingFileKind(ofFile: paths[0]) == .alignments {
      var options = AlignmentReaderOptions()
      options.keepsSequences = true
      options.allowsNoChromosomes = true
      options.threads = threads
      try AlignmentReader(path: paths[0], options: options).forEachBatch { batch in
        try body([ReadBatch(batch)])
      }
    } else {
      if let path = try paths.first(where: { try SequencingFileKind(ofFile: $0) == .alignments }) {
        throw ReadParameterProblem.alignmentsBesideReads(path: path)
      }
      try ReadFiles.forEachBatch(paths, threads: threads, body)
    }
  }
}

extension ReadBatch {
  /// The reads of alignment records as they were sequenced; secondary and supplementary records and
  /// the second reads of pairs are left out.
  fileprivate init(_ batch: AlignmentBatch) {
    var letters: [UInt8] = []
    var offsets = [0]
    let skipped = AlignmentFlag.secondary | AlignmentFlag.supplementary | AlignmentFlag.secondOfPair
    if let sequences = batch.sequences {
      for index in batch.records.indices where batch.records[index].flags & skipped == 0 {
        letters.append(contentsOf: sequences[index])
        offsets.append(letters.count)
      }
    }
    self.init(letters: letters, offsets: offsets)
  }
}

/// Reads of a file that cannot be counted.
struct UncountableReads: CategorizedError, CustomStringConvertible, Equatable {
  let path: String
  let problem: BarcodeCountingError

  var category: ExitCategory { .data }
  var description: String { "\(path): \(problem)" }
}
