import Glibc
import Statistics

/// Counts of the barcodes of one chromosome's fragments.
struct LibraryCounts: Sendable {
  /// Fragment of each barcode, ascending, counted from the first of the chromosome.
  let owners: [Int32]
  /// (DNA samples, barcodes).
  let dna: [[UInt32]]
  /// (cell types, replicates, barcodes).
  let rna: [[[UInt32]]]

  /// Draws the counts; see ``CountParameters`` for the model.
  ///
  /// - Parameters:
  ///   - activities: (cell types, fragments), log2.
  ///   - chromosome: index, part of every seed.
  init(
    activities: [[Double]], fragments: Int, chromosome: Int, parameters: CountParameters, seed: Seed
  ) {
    var library = SeededGenerator(seed.derived("library", chromosome))
    var owners: [Int32] = []
    var abundance: [Double] = []
    for fragment in 0..<fragments {
      let barcodes = 1 + library.poisson(mean: parameters.barcodesPerFragment - 1)
      for _ in 0..<barcodes {
        owners.append(Int32(fragment))
        abundance.append(Self.abundance(parameters.dnaDispersion, &library))
      }
    }
    self.owners = owners
    dna = (0..<parameters.dnaSamples).map { sample in
      var generator = SeededGenerator(seed.derived("dna", chromosome, sample))
      return abundance.map { Self.count(generator.poisson(mean: parameters.dnaMean * $0)) }
    }
    rna = activities.indices.map { cell in
      (0..<parameters.replicates).map { replicate in
        Self.replicate(
          activities[cell], owners: owners, abundance: abundance, parameters: parameters,
          size: Self.librarySize(cell: cell, replicate: replicate, parameters, seed),
          generator: SeededGenerator(seed.derived("rna", chromosome, cell, replicate)))
      }
    }
  }

  private static func abundance(
    _ dispersion: Double, _ generator: inout SeededGenerator
  ) -> Double {
    dispersion > 0 ? generator.gamma(shape: 1 / dispersion, scale: dispersion) : 1
  }

  /// The size of an RNA library relative to the mean one, the same on every chromosome.
  static func librarySize(
    cell: Int, replicate: Int, _ parameters: CountParameters, _ seed: Seed
  ) -> Double {
    var generator = SeededGenerator(seed.derived("library size", cell, replicate))
    return exp2(parameters.librarySizeDeviation * generator.standardNormal())
  }

  private static func replicate(
    _ activity: [Double], owners: [Int32], abundance: [Double], parameters: CountParameters,
    size: Double, generator start: SeededGenerator
  ) -> [UInt32] {
    var generator = start
    var counts = [UInt32](repeating: 0, count: owners.count)
    var fragment: Int32 = -1
    var rate = 0.0
    for barcode in owners.indices {
      if owners[barcode] != fragment {
        fragment = owners[barcode]
        let noise = parameters.replicateNoise * generator.standardNormal()
        rate = parameters.rnaMean * size * exp2(activity[Int(fragment)] + noise)
      }
      let expected = min(rate * abundance[barcode], 1e9)
      let drawn = generator.negativeBinomial(mean: expected, dispersion: parameters.rnaDispersion)
      let lost = generator.uniform() < parameters.dropout
      counts[barcode] = lost ? 0 : count(drawn)
    }
    return counts
  }

  private static func count(_ drawn: Int) -> UInt32 { UInt32(clamping: drawn) }

  /// Counts summed over the barcodes of each fragment, with the number of barcodes.
  func merged(fragments: Int) -> (barcodes: [UInt32], dna: [[UInt32]], rna: [[[UInt32]]]) {
    func summed(_ column: [UInt32]) -> [UInt32] {
      var sums = [UInt32](repeating: 0, count: fragments)
      for barcode in owners.indices {
        let fragment = Int(owners[barcode])
        let (sum, overflow) = sums[fragment].addingReportingOverflow(column[barcode])
        sums[fragment] = overflow ? .max : sum
      }
      return sums
    }
    return (
      summed([UInt32](repeating: 1, count: owners.count)), dna.map(summed),
      rna.map { $0.map(summed) }
    )
  }
}
