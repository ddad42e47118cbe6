import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReporterAssay

/// Which tracks are written, and how.
public struct TrackExportOptions: Sendable {
  /// `bigwig`, `bedgraph`: one file per track for each.
  let formats: [TrackFormat]
  /// `all`, `plus`, `minus`.
  let strands: [CoverageStrand]
  /// What happens where the input DNA is 0.
  let zeroInput: ZeroInputRule
  /// DNA and RNA tracks count each fragment once.
  let isFlat: Bool
  /// Neighbouring intervals of equal value are joined.
  let joinsEqual: Bool

  /// Reads the words of the command line; no strands means all three.
  ///
  /// - Throws: ``ExportProblem/unknownWord(option:found:known:nearest:)``.
  public init(
    formats: [String], strands: [String], zeroInput: String, isFlat: Bool, joinsEqual: Bool
  ) throws(ExportProblem) {
    var chosenFormats: [TrackFormat] = []
    for word in formats {
      chosenFormats.append(try ExportProblem.choice(word, option: "--format", as: TrackFormat.self))
    }
    var chosenStrands: [CoverageStrand] = []
    for word in strands {
      chosenStrands.append(
        try ExportProblem.choice(word, option: "--strand", as: CoverageStrand.self))
    }
    self.formats = chosenFormats.isEmpty ? [.bigWig] : chosenFormats
    self.strands = chosenStrands.isEmpty ? CoverageStrand.allCases : chosenStrands
    self.zeroInput = try ExportProblem.choice(
      zeroInput, option: "--zero-dna", as: ZeroInputRule.self)
    self.isFlat = isFlat
    self.joinsEqual = joinsEqual
  }
}

enum TrackFormat: String, CaseIterable {
  case bigWig = "bigwig"
  case bedGraph = "bedgraph"

  var suffix: String { self == .bigWig ? "bw" : "bedgraph.gz" }
}

extension ExperimentExport {
  /// Writes coverage tracks of every cell type and strand into a folder, which appears whole or not
  /// at all: `CELLTYPE.dna.STRAND.bw`, `….rna.…`, `….activity.…`.
  ///
  /// DNA and RNA are raw counts summed over the fragments covering a base and over columns;
  /// activity is RNA over DNA coverage, scaled to mean 1 over the bases that have a value.
  ///
  /// - Returns: what was written, in words.
  public func writeTracks(to folder: String, _ options: TrackExportOptions) throws -> String {
    try refuseFolderOfInputs(at: folder)
    try requireIntervals(for: "tracks")
    let plans = try trackPlans()
    let genome = try experiment.input.genome.map { try ReferenceGenome(path: $0, threads: threads) }
    var lines: [String] = []
    try AtomicDirectory.write(to: folder) { staging in
      for strand in options.strands {
        let coverage = CoverageFragments(fragments, strand: strand)
        let files = TrackFiles(coverage, options, genome: genome, threads: threads)
        for plan in plans {
          let name = "\(FileName.safe(plan.cellType)).\(plan.kind).\(strand.rawValue)"
          let bases = try files.write(plan, to: "\(staging)/\(name)")
          lines.append("\(name)\t\(bases) bases")
        }
      }
    }
    return "wrote \(folder):\n" + lines.joined(separator: "\n")
  }

  private func trackPlans() throws(ExportProblem) -> [TrackPlan] {
    var plans: [TrackPlan] = []
    for cellType in design.cellTypes {
      var dna: Set<Int> = []
      var rna: Set<Int> = []
      for replicate in cellType.replicates {
        guard case .counts(let dnaColumns, let rnaColumns) = replicate.measurement else {
          throw .needsCounts(what: "tracks", cellType: cellType.name)
        }
        dna.formUnion(dnaColumns)
        rna.formUnion(rnaColumns)
      }
      let columns = (
        dna: dna.sorted().map { fragments.counts[$0] },
        rna: rna.sorted().map { fragments.counts[$0] }
      )
      plans += ["dna", "rna", "activity"].map {
        TrackPlan(cellType: cellType.name, kind: $0, dna: columns.dna, rna: columns.rna)
      }
    }
    return plans
  }
}

/// One track: which columns of which cell type, and whether it is a ratio.
struct TrackPlan: Sendable {
  let cellType: String
  let kind: String
  let dna: [CountColumn]
  let rna: [CountColumn]
}

/// Writes tracks chromosome by chromosome, as many at a time as there are threads.
private struct TrackFiles {
  private let coverage: CoverageFragments
  private let options: TrackExportOptions
  private let threads: Int
  /// Chromosomes with fragments, in byte order of their names.
  private let order: [Int]
  private let lengths: [(name: String, length: Int)]

  init(
    _ coverage: CoverageFragments, _ options: TrackExportOptions, genome: ReferenceGenome?,
    threads: Int
  ) {
    self.coverage = coverage
    self.options = options
    self.threads = threads
    let names = coverage.chromosomeNames
    let ranks = GenomicOrder.ranks(of: names)
    let used = names.indices.filter { coverage.fragmentCount(on: $0) > 0 }
    order = used.sorted { ranks[$0] < ranks[$1] }
    lengths = order.map { chromosome in
      let known = genome?.length(of: names[chromosome])
      return (names[chromosome], known ?? coverage.largestEnd(on: chromosome))
    }
  }

  /// Writes one track in every format; returns the bases that have a value.
  func write(_ plan: TrackPlan, to stem: String) throws -> Int {
    let factor = try factor(of: plan, stem)
    var bases = 0
    for format in options.formats {
      let path = "\(stem).\(format.suffix)"
      bases = 0
      switch format {
      case .bigWig:
        var writer = try BigWigWriter(path: path, chromosomes: lengths, threads: threads)
        try forEachTrack(plan) { track in
          bases += track.coveredBases
          try writer.append(factor.map { track.scaled(by: $0) } ?? track)
        }
        try writer.finish()
      case .bedGraph:
        var writer = try BedGraphWriter(
          path: path, longestChromosome: lengths.map(\.length).max() ?? 0, threads: threads)
        try forEachTrack(plan) { track in
          bases += track.coveredBases
          try writer.append(factor.map { track.scaled(by: $0) } ?? track)
        }
        try writer.finish()
      }
    }
    return bases
  }

  /// What gives an activity track the mean 1; nil for counts and for a track without values.
  private func factor(of plan: TrackPlan, _ stem: String) throws -> Double? {
    guard plan.kind == "activity" else { return nil }
    var area = 0.0
    var bases = 0
    try forEachTrack(plan) { track in
      area += track.area
      bases += track.coveredBases
    }
    if bases == 0 { return nil }
    guard let factor = meanOneFactor(area: area, coveredBases: bases) else {
      throw ExportProblem.emptyTrack(name: String(stem.split(separator: "/").last ?? ""))
    }
    return factor
  }

  private func forEachTrack(
    _ plan: TrackPlan, _ body: (ChromosomeTrack) throws -> Void
  ) throws {
    for first in stride(from: 0, to: order.count, by: threads) {
      let batch = Array(order[first..<min(first + threads, order.count)])
      let tracks = try CoverageFragments.tracks(on: batch, threads: threads) { track(plan, $0) }
      for track in tracks { try body(track) }
    }
  }

  @Sendable private func track(_ plan: TrackPlan, _ chromosome: Int) -> ChromosomeTrack {
    if plan.kind == "activity" {
      return coverage.ratioTrack(
        on: chromosome, rna: plan.rna, dna: plan.dna, zeroInput: options.zeroInput,
        joinsEqual: options.joinsEqual)
    }
    return coverage.track(
      on: chromosome, of: plan.kind == "dna" ? plan.dna : plan.rna, isFlat: options.isFlat,
      joinsEqual: options.joinsEqual)
  }
}
