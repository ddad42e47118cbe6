import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReadCounting

/// Counts the fragments of alignment files.
struct AlignmentCounting {
  let parameters: AlignmentParameters
  let files: AlignmentFiles
  let threads: Int
  let progress: ProgressReporter

  /// Prepares to count.
  init(
    parameters: AlignmentParameters, files: AlignmentFiles, threads: Int,
    progress: ProgressReporter
  ) {
    self.parameters = parameters
    self.files = files
    self.threads = threads
    self.progress = progress
  }

  /// Counts one library, whose files are its lanes: mates are looked for in one file.
  ///
  /// - Throws: `GenomicsIOError` for files that cannot be read, `FragmentCountingError` for rules that
  ///   do not fit them, `BarcodeJoinError` when a sum exceeds 32 bits.
  func count(_ paths: [String]) throws -> FragmentCount {
    let rules = try completeRules()
    // A molecule read in two lanes is one.
    let groups = rules.barcodes?.umi != nil ? [paths] : paths.map { [$0] }
    let lanes = try groups.map { try count($0, rules) }
    return lanes.count == 1 ? lanes[0] : try FragmentCount(summing: lanes, threads: threads)
  }

  /// One or several files as one.
  private func count(_ paths: [String], _ rules: FragmentRules) throws -> FragmentCount {
    let first = try reader(of: paths[0])
    var counter = try counter(of: first.header, rules, source: paths[0])
    try add(first, to: &counter)
    for path in paths.dropFirst() {
      let lane = try reader(of: path)
      try counter.beginLane(
        chromosomeNames: lane.header.chromosomeNames, order: lane.header.order, source: path)
      try add(lane, to: &counter)
    }
    return try counter.finish(threads: threads)
  }

  private func add(
    _ reader: consuming AlignmentReader, to counter: inout FragmentCounter
  ) throws {
    progress.begin("counting fragments of \(reader.path)", unit: "records")
    try reader.forEachBatch { batch in
      try counter.add(batch)
      progress.advance(by: batch.records.count)
    }
  }

  private func reader(of path: String) throws -> AlignmentReader {
    var options = AlignmentReaderOptions()
    options.reference = files.reference
    options.threads = threads
    options.umiTag = parameters.umiTag
    if case .tag(let tag) = parameters.barcode { options.barcodeTag = tag }
    return try AlignmentReader(path: path, options: options)
  }

  private func counter(
    of header: AlignmentHeader, _ rules: FragmentRules, source: String
  ) throws -> FragmentCounter {
    try FragmentCounter(
      chromosomeNames: header.chromosomeNames, chromosomeLengths: header.chromosomeLengths,
      order: header.order, rules: rules, source: source)
  }

  /// The rules with what their files say.
  private func completeRules() throws -> FragmentRules {
    var rules = parameters.rules
    if let blacklist = files.blacklist {
      rules.blacklist = try BEDReader.read(blacklist).map(\.interval)
    }
    let source: BarcodeSource?
    var umi: BarcodeSource? = parameters.umiTag == nil ? nil : .tag
    switch parameters.barcode {
    case .tag: source = .tag
    case .name(let pattern):
      source = pattern.hasBarcode ? .readName(pattern) : nil
      if pattern.hasUMI { umi = .readName(pattern) }
    case .table: source = try files.barcodeTable.map { try .table(readBarcodes($0)) }
    case nil: source = nil
    }
    if source != nil || umi != nil {
      rules.barcodes = BarcodeRules(
        barcode: source, umi: umi, length: parameters.barcodeLength)
    }
    return rules
  }

  private func readBarcodes(_ path: String) throws -> ReadBarcodeTable {
    progress.begin("reading the barcodes of reads in \(path)")
    var options = BarcodeTableOptions()
    options.barcodeLength = parameters.barcodeLength
    options.threads = threads
    return try ReadBarcodes(readingFiles: [path], options: options).table
  }
}
