import Foundation
import GenomicTypes
import ReporterAssay
import Statistics

/// Sparse fragments measured in three replicates of different depth on one DNA library.
struct SparseFragmentAssay {
  var truth: [Double] = []
  var dna: [UInt32] = []
  var rna: [[UInt32]] = [[], [], []]

  init(rows: Int, seed: UInt64, duplication: Int = 1) {
    var generator = SeededGenerator(Seed(seed))
    for _ in 0..<rows {
      let activity = generator.gamma(shape: 0.6, scale: 1 / 0.6)
      let reads = 1 + generator.poisson(mean: generator.exponential(mean: 8))
      truth.append(log2(activity))
      dna.append(UInt32(reads))
      for (replicate, depth) in [0.2, 0.4, 0.1].enumerated() {
        let mean = activity * depth * Double(reads) / Double(duplication)
        rna[replicate].append(UInt32(duplication * generator.poisson(mean: mean)))
      }
    }
  }

  static let design = AssayDesign(
    dna: ["dna"],
    cellTypes: [
      AssayDesign.CellType(
        name: "cells",
        replicates: (1...3).map { AssayDesign.Replicate(name: "\($0)", rna: ["r\($0)"]) })
    ])

  var table: FragmentTable { table(dna: dna) }

  func table(dna: [UInt32], order: [Int]? = nil) -> FragmentTable {
    func column(_ name: String, _ values: [UInt32]) -> CountColumn {
      CountColumn(name: name, values: order.map { $0.map { values[$0] } } ?? values)
    }
    return FragmentTable(
      unplacedRows: dna.count,
      counts: [
        column("dna", dna), column("r1", rna[0]), column("r2", rna[1]), column("r3", rna[2]),
      ])
  }
}

/// The posteriors of a table by `gamma-poisson`, of three replicates on one DNA library if nothing
/// else is said.
func gammaPoissonActivity(
  _ table: FragmentTable, _ cells: AssayDesign = SparseFragmentAssay.design, threads: Int = 1,
  options: GammaPoissonOptions? = nil, minimumDNA: Int = 1,
  replicates: ReplicateRequirement = .all
) throws -> ActivityCalculation {
  try ActivityCalculation(
    of: MergedFragments(unmerged: table),
    design: cells.resolved(against: table),
    parameters: NormalizationParameters(
      method: .gammaPoisson, minimumDNA: minimumDNA, minimumReplicates: replicates,
      gammaPoisson: options),
    threads: threads)
}
