import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReadCounting
import ReporterAssay

/// Puts the counted samples of a sheet into one table: barcodes with their fragments or elements, or
/// fragments where the samples were sequenced as such.
struct SampleJoining {
  /// What is joined, and how.
  struct Rules: Sendable {
    let samples: [SampleSheet.Sample]
    /// The stage that counted each sample.
    let stages: [String]
    let design: AssayDesign
    let countsLibraries: Bool
    let parameters: AssignmentParameters
  }

  let rules: Rules
  let threads: Int
  let progress: ProgressReporter

  private var samples: [SampleSheet.Sample] { rules.samples }
  private var parameters: AssignmentParameters { rules.parameters }

  /// Joins what the stages `extract-…` counted.
  ///
  /// - Parameter folders: the output folder of each sample, in the order of the sheet.
  /// - Throws: ``SampleProblem``, `BarcodeJoinError`, `BarcodeCountingError`.
  func join(from folders: [String]) throws -> JoinedSamples {
    let contents = try folders.map {
      try CountedSampleArtefact.read(from: $0 + "/" + CountedSampleArtefact.folder)
    }
    let chains = try folders.flatMap { try AttritionArtefact.read(from: $0) }
    if samples.contains(where: { $0.role == .fragments }) {
      return try joinBarcodes(contents, chains)
    }
    return try joinFragmentSamples(contents, chains)
  }

  /// Samples sequenced as fragments.
  private func joinFragmentSamples(
    _ contents: [CountedSample.Content], _ chains: [AttritionChain]
  ) throws -> JoinedSamples {
    progress.begin("joining fragments")
    let fragments = try zip(samples, contents).map { sample, content in
      guard case .fragments(let fragments) = content else {
        throw SampleProblem.noLibrary(sample: sample.name)
      }
      guard fragments.barcodes == nil else {
        throw SampleProblem.unexpectedBarcodes(sample: sample.name)
      }
      return FragmentSample(name: sample.name, fragments: fragments)
    }
    let joined = try joinFragments(fragments, threads: threads)
    return JoinedSamples(
      table: joined.table, unit: "fragment", mergeKey: nil,
      chains: try extended(chains, by: joined.attrition))
  }

  private func joinBarcodes(
    _ contents: [CountedSample.Content], _ chains: [AttritionChain]
  ) throws -> JoinedSamples {
    progress.begin("assigning barcodes")
    var libraries: [BarcodeLibrary] = []
    var assignments: [JoinedSamples.Assignment] = []
    var added: [String: [AttritionNode]] = [:]
    for (sample, content) in zip(samples, contents) where sample.role == .fragments {
      let assignment = try assigned(content, of: sample)
      libraries.append(BarcodeLibrary(name: sample.name, barcodes: assignment.assigned))
      added[sample.name] = gathering(content, into: assignment) + assignment.attrition
      assignments.append(JoinedSamples.Assignment(library: sample.name, outcome: assignment))
    }
    let counted = try zip(samples, contents).filter { $0.0.role != .fragments }.map {
      try barcodes($0.1, of: $0.0, library: libraries[0].name)
    }
    progress.begin("joining barcodes")
    let overlaps = try barcodeOverlaps(libraries: libraries, samples: counted, threads: threads)
    if let reversed = overlaps.first(where: { $0.isDeclared && $0.looksReversed }) {
      throw BarcodeJoinError.reverseComplement(reversed)
    }
    let corrected = try corrected(counted, libraries)
    let joined = try ReadCounting.joinBarcodes(
      libraries: libraries, samples: corrected.samples, options: options, threads: threads)
    for sample in samples where sample.role != .fragments {
      added[sample.name] =
        (corrected.steps[sample.name] ?? [])
        + joined.attrition.filter { $0.step == "join \(sample.name)" }
    }
    var all: [AttritionChain] = []
    for sample in samples {
      let nodes = chains.filter { $0.name == sample.name }.flatMap(\.nodes)
      all += try AttritionChain.chains(of: sample.name, nodes: nodes + (added[sample.name] ?? []))
    }
    var result = JoinedSamples(
      table: labelled(joined), unit: "barcode",
      mergeKey: joined.table.names == nil ? .position : .name, chains: all)
    result.selection = joined.attrition.filter { $0.step == "join pairs" }
    result.overlaps = overlaps
    result.assignments = assignments
    result.corrections = corrected.summaries
    result.dropped = joined.dropped
    result.barcodeLength = joined.barcodeLength
    return result
  }

  /// Rows up to which barcodes are carried along as text.
  private static let mostLabelledRows = 20_000_000

  /// The table with its barcodes as text, for `cupel export barcodes`; as it is when it is so large that
  /// they would outweigh everything else.
  private func labelled(_ joined: JoinedBarcodes) -> FragmentTable {
    var table = joined.table
    if table.rowCount <= Self.mostLabelledRows {
      let texts = joined.barcodes.map { PackedBarcode.text($0, length: joined.barcodeLength) }
      table.labels.append(LabelColumn(name: "barcode", values: texts))
    }
    return table
  }

  private func assigned(
    _ content: CountedSample.Content, of sample: SampleSheet.Sample
  ) throws -> BarcodeAssignment {
    let details: AssignmentDetails = [.multiPositionLog, .unassignedBarcodes]
    switch content {
    case .fragments(let fragments) where fragments.barcodes != nil:
      return try assignBarcodes(
        of: fragments, rules: parameters.rules(defaultSupport: 1), details: details,
        threads: threads)
    case .elements(let rows):
      return try assignBarcodes(
        of: rows, rules: parameters.rules(defaultSupport: rows.hasCountedSupport ? 3 : 1),
        details: details, threads: threads)
    case .fragments, .barcodes:
      throw SampleProblem.libraryWithoutBarcodes(sample: sample.name)
    }
  }

  /// The step from rows of a library, pairs of a barcode and where it was seen, to distinct barcodes.
  private func gathering(
    _ content: CountedSample.Content, into assignment: BarcodeAssignment
  ) -> [AttritionNode] {
    let rows: Int
    switch content {
    case .fragments(let fragments): rows = fragments.placements.count
    case .elements(let elements): rows = elements.barcodes.count
    case .barcodes: return []
    }
    guard let barcodes = assignment.attrition.first(where: { $0.unit == "barcode" }) else {
      return []
    }
    return [
      AttritionNode(
        step: "distinct barcodes", collapsing: rows, into: barcodes.entered, unit: "barcode")
    ]
  }

  private func barcodes(
    _ content: CountedSample.Content, of sample: SampleSheet.Sample, library: String
  ) throws -> BarcodeSample {
    guard case .barcodes(let barcodes) = content else {
      throw SampleProblem.fragmentsBesideLibrary(sample: sample.name, library: library)
    }
    return BarcodeSample(name: sample.name, barcodes: barcodes, libraries: sample.libraries)
  }

  /// Samples with their unlisted barcodes moved to listed ones, and what that did.
  private struct Correction {
    var samples: [BarcodeSample]
    var summaries: [String: CorrectionSummary] = [:]
    /// By sample: its reads, all of which stay, and its barcodes, some of which become one.
    var steps: [String: [AttritionNode]] = [:]
  }

  private func corrected(
    _ samples: [BarcodeSample], _ libraries: [BarcodeLibrary]
  ) throws -> Correction {
    var correction = Correction(samples: samples)
    guard parameters.correctsBarcodes, let length = libraries.first?.barcodes.length else {
      return correction
    }
    if let sample = samples.first(where: { $0.barcodes.molecules != nil }) {
      throw SampleProblem.correctionAfterUMIs(sample: sample.name)
    }
    for (index, sample) in samples.enumerated() {
      let own = libraries.filter { sample.libraries?.contains($0.name) ?? true }
      let listed = Set(own.flatMap(\.barcodes.barcodes)).sorted()
      let moved = try BarcodeCorrection(listed: BarcodeIndex(listed, length: length))
        .corrected(sample.barcodes, threads: threads)
      let reads = sample.barcodes.reads.reduce(0) { $0 + Int($1) }
      correction.summaries[sample.name] = moved.summary
      correction.steps[sample.name] = [
        try AttritionNode(
          step: "correct barcodes", unit: "read", entered: reads, left: reads, dropped: [:]),
        AttritionNode(
          step: "correct barcodes", collapsing: sample.barcodes.barcodes.count,
          into: moved.counted.barcodes.count, unit: "barcode"),
      ]
      correction.samples[index] = BarcodeSample(
        name: sample.name, barcodes: moved.counted, libraries: sample.libraries)
    }
    return correction
  }

  private var options: BarcodeJoinOptions {
    var options = BarcodeJoinOptions()
    options.includesLibraryCounts = rules.countsLibraries
    options.listsDropped = parameters.writesDropped
    if parameters.keepsObservedInBoth {
      let names = Set(samples.filter { $0.role != .fragments }.map(\.name))
      let pairs = rules.design.cellTypes.flatMap(\.replicates).flatMap { replicate in
        replicate.dna.filter(names.contains).flatMap { dna in
          replicate.rna.map { SamplePair(dna: dna, rna: $0) }
        }
      }
      options.rows = .seenInPairs(pairs, minimumDNA: 1, minimumRNA: 1)
    }
    return options
  }

  /// The chains of samples with the steps that name them.
  private func extended(
    _ chains: [AttritionChain], by nodes: [AttritionNode]
  ) throws -> [AttritionChain] {
    try samples.flatMap { sample in
      try AttritionChain.chains(
        of: sample.name,
        nodes: chains.filter { $0.name == sample.name }.flatMap(\.nodes)
          + nodes.filter { $0.step == "join \(sample.name)" })
    }
  }
}
