import GenomicTypes
import Statistics

/// Joins the parts of a library into tables.
struct LibraryTables {
  private let parameters: SimulationParameters
  private let sampleNames: [String]
  private let isMerged: Bool

  private var placements: [FragmentPlacement?] = []
  private var names: [String] = []
  private var sequences = SequenceCollection()
  private var barcodeCounts: [UInt32] = []
  private var counts: [[UInt32]]
  private var owners: [Int] = []
  private var barcodeSamples: [[UInt32]]
  private(set) var truth: [ActivityTruth] = []

  init(_ parameters: SimulationParameters) {
    self.parameters = parameters
    sampleNames = parameters.dnaSampleNames + parameters.rnaSampleNames.flatMap(\.self)
    isMerged = parameters.counts.barcodesPerFragment > 1
    counts = sampleNames.map { _ in [] }
    barcodeSamples = counts
  }

  /// Parts in the order of the chromosomes.
  mutating func append(_ part: SimulatedLibraryPart) {
    let before = placements.count
    placements += part.placements.map(Optional.some)
    for (row, placement) in part.placements.enumerated() {
      names.append("\(part.chromosome.name)_\(row + 1)")
      if let interval = placement.interval {
        let bounds = Int(interval.lowerBound)..<Int(interval.upperBound)
        sequences.append(codes: part.chromosome.sequence(in: bounds, strand: placement.strand))
      }
    }
    let merged = part.counts.merged(fragments: part.placements.count)
    barcodeCounts += merged.barcodes
    for (sample, column) in (merged.dna + merged.rna.flatMap(\.self)).enumerated() {
      counts[sample] += column
    }
    if isMerged {
      owners += part.counts.owners.map { before + Int($0) }
      for (sample, column) in (part.counts.dna + part.counts.rna.flatMap(\.self)).enumerated() {
        barcodeSamples[sample] += column
      }
    }
    if truth.isEmpty {
      truth = part.truth
    } else {
      for cell in truth.indices { truth[cell].append(part.truth[cell]) }
    }
  }

  /// One row per fragment.
  var fragments: FragmentTable {
    FragmentTable(
      chromosomeNames: parameters.genome.chromosomes.map(\.name), placements: placements,
      names: names, sequences: sequences, barcodeCounts: isMerged ? barcodeCounts : nil,
      counts: zip(sampleNames, counts).map { CountColumn(name: $0, values: $1) })
  }

  /// One row per barcode; nil when a fragment is one barcode.
  var barcodes: FragmentTable? {
    if !isMerged { return nil }
    let letters = BarcodeSequences(
      length: parameters.counts.barcodeLength, seed: Seed(parameters.seed).derived("barcodes"))
    return FragmentTable(
      chromosomeNames: parameters.genome.chromosomes.map(\.name),
      placements: owners.map { placements[$0] }, names: owners.map { names[$0] },
      counts: zip(sampleNames, barcodeSamples).map { CountColumn(name: $0, values: $1) },
      labels: [LabelColumn(name: "barcode", values: owners.indices.map(letters.letters(of:)))])
  }
}

extension SimulationParameters {
  /// Names of the input-DNA samples: "DNA", or "DNA_1", "DNA_2" … when there are several.
  public var dnaSampleNames: [String] {
    counts.dnaSamples == 1 ? ["DNA"] : (1...counts.dnaSamples).map { "DNA_\($0)" }
  }

  /// Names of the RNA samples of each cell type: "cellA_1", "cellA_2" …
  public var rnaSampleNames: [[String]] {
    grammar.cellTypes.map { cellType in
      (1...counts.replicates).map { "\(cellType.name)_\($0)" }
    }
  }
}
