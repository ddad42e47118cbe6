import AssaySimulation
import GenomicTypes
import Glibc
import Statistics

/// Small experiments and measures that several tests use.
enum Toy {
  /// Base codes of letters.
  static func codes(_ letters: String) -> [UInt8] {
    letters.utf8.map { BaseCode.code(ofLetter: $0) }
  }

  /// One motif of effect 2 without position weights, GC or pairs.
  static func oneMotif(
    _ consensus: String = "GATAAGC", reverseFactor: Double = 1, halving: Double? = nil,
    compositionHalving: Double? = nil
  ) -> GrammarParameters {
    GrammarParameters(
      motifs: [
        MotifParameters(
          name: "m", consensus: consensus, effect: 2, reverseFactor: reverseFactor,
          instancesPerMegabase: 300)
      ],
      pairs: [], cellTypes: [CellTypeParameters(name: "a", gcSlope: 0)], baseline: 0,
      positionalHalvingDistance: halving,
      compositionHalvingDistance: compositionHalving)
  }

  /// A tenth of the embedded experiment: 900 fragments on 240 000 bases.
  static var small: SimulationParameters {
    var parameters = SimulationParameters.embedded
    parameters.genome.chromosomes = ChromosomeParameters.scaled(total: 240_000)
    parameters.fragments.count = 900
    return parameters
  }

  /// log2((RNA + 1) / (DNA + 1)) of each replicate of a cell type; nil below five DNA counts.
  static func activity(_ experiment: SimulatedExperiment, cellType: Int = 0) -> [[Double?]] {
    let table = experiment.fragments
    let dna = table.counts[0].values
    let names = experiment.parameters.rnaSampleNames[cellType]
    return table.counts.filter { names.contains($0.name) }.map { column in
      column.values.indices.map { row in
        dna[row] < 5 ? nil : log2Ratio(column.values[row], dna[row])
      }
    }
  }

  static func log2Ratio(_ rna: UInt32, _ dna: UInt32) -> Double {
    log2((Double(rna) + 1) / (Double(dna) + 1))
  }

  /// GC fraction of each fragment.
  static func gc(_ experiment: SimulatedExperiment) -> [Double] {
    guard let sequences = experiment.fragments.sequences else { return [] }
    return (0..<sequences.count).map { row in
      let codes = sequences.codes(at: row)
      return Double(codes.count { $0 == 1 || $0 == 2 }) / Double(codes.count)
    }
  }

  /// Everything of an experiment that is written, as one value to compare.
  static func bytes(_ experiment: SimulatedExperiment) -> [[UInt32]] {
    var columns = experiment.fragments.counts.map(\.values)
    columns += (experiment.barcodes?.counts ?? []).map(\.values)
    columns += experiment.chromosomes.map { $0.codes.map(UInt32.init) }
    columns.append(
      experiment.truth.flatMap { $0.activity }.flatMap {
        [UInt32(truncatingIfNeeded: $0.bitPattern), UInt32($0.bitPattern >> 32)]
      })
    columns.append(
      experiment.fragments.placements.flatMap { placement -> [UInt32] in
        guard let placement, let interval = placement.interval else { return [] }
        return [
          UInt32(interval.lowerBound), UInt32(interval.upperBound),
          UInt32(placement.strand.rawValue),
        ]
      })
    return columns
  }
}
