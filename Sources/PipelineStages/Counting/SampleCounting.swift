import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReadCounting

/// Counts the samples of a sample sheet, each according to what its files hold.
struct SampleCounting {
  let alignments: AlignmentCounting
  let reads: BarcodeCounting
  let threads: Int
  let progress: ProgressReporter
  /// Whether samples of the sheet have their UMIs in files of their own.
  let hasUMIFiles: Bool

  /// Counts one sample.
  ///
  /// - Throws: what counting throws; ``SampleProblem`` when the files do not suit the role.
  func count(_ sample: SampleSheet.Sample) throws -> CountedSample {
    let kinds = try sample.files.map { try kind(ofFile: $0) }
    if let other = kinds.firstIndex(where: { $0 != kinds[0] }) {
      throw SampleProblem.mixedFiles(
        sample: sample.name, first: sample.files[0], second: sample.files[other])
    }
    switch (kinds[0], sample.role) {
    case (.alignments, _): return try countAlignments(sample)
    case (.reads, .dna), (.reads, .rna): return try countReads(sample)
    case (.reads, .fragments):
      throw SampleProblem.readsCannotPlaceBarcodes(sample: sample.name, path: sample.files[0])
    case (.table, .fragments): return try readLibrary(sample)
    case (.table, .dna), (.table, .rna): return try readBarcodeCounts(sample)
    }
  }

  /// Alignments without any chromosome are reads.
  private func kind(ofFile path: String) throws -> SequencingFileKind {
    let kind = try SequencingFileKind(ofFile: path)
    guard kind == .alignments else { return kind }
    var options = AlignmentReaderOptions()
    options.allowsNoChromosomes = true
    options.reference = alignments.files.reference
    let reader = try AlignmentReader(path: path, options: options)
    return reader.header.chromosomeNames.isEmpty ? .reads : .alignments
  }

  private func countAlignments(_ sample: SampleSheet.Sample) throws -> CountedSample {
    let count = try alignments.count(sample.files)
    return CountedSample(
      content: .fragments(count.fragments), attrition: count.attrition,
      observations: SampleObservations(
        barcodeLengths: count.readsOfBarcodeLength.isEmpty ? nil : count.readsOfBarcodeLength,
        duplicateFraction: count.duplicateFraction))
  }

  private func countReads(_ sample: SampleSheet.Sample) throws -> CountedSample {
    if hasUMIFiles, sample.umiFiles.isEmpty {
      throw ReadParameterProblem.noUMIFile(sample: sample.name)
    }
    let counts = try reads.count(
      BarcodeCounting.Files(
        forward: sample.files, reverse: sample.reverseFiles, umis: sample.umiFiles))
    let lengths = counts.lengths.reads.enumerated().filter { $0.element > 0 }
    return CountedSample(
      content: .barcodes(counts.counted), attrition: counts.attrition,
      observations: SampleObservations(
        barcodeLengths: Dictionary(uniqueKeysWithValues: lengths.map { ($0.offset, $0.element) }),
        expectedUMILoss: counts.umis?.expectedLoss))
  }

  private func readBarcodeCounts(_ sample: SampleSheet.Sample) throws -> CountedSample {
    progress.begin("reading barcode counts of \(sample.name)")
    var reader = BarcodeCountReader()
    reader.options.barcodeLength = reads.parameters.barcodeLength
    reader.options.threads = threads
    let table = try reader.read(sample.files)
    let counted = try CountedBarcodes(
      summing: table.barcodes, reads: table.counts, length: table.length, threads: threads)
    return CountedSample(
      content: .barcodes(counted),
      attrition: table.attrition + [
        AttritionNode(
          step: "barcodes", collapsing: table.counts.reduce(0) { $0 + Int($1) },
          into: counted.barcodes.count, unit: "barcode")
      ], observations: SampleObservations())
  }

  /// A table that says which fragment, or which designed element, a barcode belongs to.
  private func readLibrary(_ sample: SampleSheet.Sample) throws -> CountedSample {
    progress.begin("reading the library \(sample.name)")
    var options = BarcodeTableOptions()
    options.barcodeLength = reads.parameters.barcodeLength
    options.threads = threads
    guard try LibraryFragmentReader.recognizes(sample.files[0]) else {
      let table = try BarcodeOligoReader(options: options).read(sample.files)
      return CountedSample(
        content: .elements(OligoBarcodes(table)), attrition: table.attrition,
        observations: SampleObservations())
    }
    let table = try LibraryFragmentReader(options: options).read(sample.files)
    let fragments = try CountedFragments(
      summing: table.placements, reads: table.reads, mappingQualities: table.mappingQualities,
      chromosomeNames: table.chromosomeNames, barcodeLength: table.length,
      barcodes: table.barcodes, threads: threads)
    return CountedSample(
      content: .fragments(fragments), attrition: table.attrition,
      observations: SampleObservations())
  }
}

extension OligoBarcodes {
  /// The rows of a table.
  fileprivate init(_ table: BarcodeOligoTable) {
    self.init(
      oligos: OligoList(
        names: table.names, chromosomeNames: table.chromosomeNames, placements: table.placements),
      length: table.length, barcodes: table.barcodes, oligoIndices: table.oligos,
      reads: table.reads, otherReads: table.otherReads)
  }
}
