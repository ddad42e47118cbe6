import Foundation
import GenomicTypes
import ReporterAssay
import Statistics

/// Fragments whose DNA is counted with Poisson noise, in one or several replicates on one DNA library.
struct NoisyDNAAssay {
  /// log2 activity in the units of activity: RNA/DNA of counts over their totals.
  var truth: [Double] = []
  var dna: [UInt32] = []
  var rna: [[UInt32]]

  /// DNA log-normal with this mean before counting, activity gamma of shape 2; fragments without DNA
  /// are not seen.
  init(rows: Int, depth: Double, rnaDepths: [Double] = [1], seed: UInt64, spread: Double = 1) {
    rna = rnaDepths.map { _ in [] }
    var generator = SeededGenerator(Seed(seed))
    while dna.count < rows {
      let activity = generator.gamma(shape: 2, scale: 0.5)
      let abundance = depth * exp(spread * (generator.standardNormal() - spread / 2))
      let reads = generator.poisson(mean: abundance)
      if reads == 0 { continue }
      dna.append(UInt32(reads))
      truth.append(log2(activity))
      for (replicate, depth) in rnaDepths.enumerated() {
        rna[replicate].append(UInt32(generator.poisson(mean: activity * depth * abundance)))
      }
    }
    let scale = total(rna.flatMap { $0 }) / total(dna)
    truth = truth.map { $0 + log2(rnaDepths.reduce(0, +) / scale) }
  }

  /// The share of RNA is Beta(a, b) whatever the number of reads: what the model assumes.
  init(rows: Int, a: Double, b: Double, reads: Double, seed: UInt64) {
    rna = [[]]
    var generator = SeededGenerator(Seed(seed))
    while dna.count < rows {
      let (above, below) = (
        generator.gamma(shape: a, scale: 1), generator.gamma(shape: b, scale: 1)
      )
      let all = 1 + generator.poisson(mean: reads)
      let count = generator.binomial(trials: all, probability: above / (above + below))
      if count == all { continue }
      truth.append(log2(above / below))
      dna.append(UInt32(all - count))
      rna[0].append(UInt32(count))
    }
    let scale = total(rna[0]) / total(dna)
    truth = truth.map { $0 - log2(scale) }
  }

  func table(order: [Int]? = nil) -> FragmentTable {
    func column(_ name: String, _ values: [UInt32]) -> CountColumn {
      CountColumn(name: name, values: order.map { $0.map { values[$0] } } ?? values)
    }
    return FragmentTable(
      unplacedRows: dna.count,
      counts: [column("dna", dna)]
        + rna.enumerated().map { column("r\($0 + 1)", $1) })
  }

  var design: AssayDesign {
    AssayDesign(
      dna: ["dna"],
      cellTypes: [
        AssayDesign.CellType(
          name: "cells",
          replicates: rna.indices.map {
            AssayDesign.Replicate(name: "\($0 + 1)", rna: ["r\($0 + 1)"])
          })
      ])
  }

  /// The activity by any method.
  func calculation(
    _ parameters: NormalizationParameters, threads: Int = 2, order: [Int]? = nil
  ) throws -> ActivityCalculation {
    let table = table(order: order)
    return try ActivityCalculation(
      of: MergedFragments(unmerged: table), design: design.resolved(against: table),
      parameters: parameters, threads: threads)
  }

  /// Root mean square distance from the truth.
  func error(_ method: ActivityMethod, _ pseudocount: Double? = nil) throws -> Double {
    let parameters = try NormalizationParameters(
      method: method, pseudocount: pseudocount.map { Pseudocount(value: $0, placement: .count) })
    let values = try calculation(parameters).table(threads: 2).cellTypes[0].pooled
    let squares = zip(values, truth).compactMap { value, truth in
      value.map { ($0 - truth) * ($0 - truth) }
    }
    return (mean(of: squares) ?? 0).squareRoot()
  }

  /// Share of the fragments whose posterior interval holds the truth.
  func coverage(_ method: ActivityMethod = .betaBinomial) throws -> Double {
    let found = try calculation(NormalizationParameters(method: method)).table(threads: 2)
    guard let posterior = found.cellTypes[0].posterior else { return 0 }
    let covered = truth.indices.count { row in
      guard let low = posterior.lower[row], let high = posterior.upper[row] else { return false }
      return low <= truth[row] && truth[row] <= high
    }
    return Double(covered) / Double(truth.count)
  }
}

private func total(_ counts: [UInt32]) -> Double {
  var sum = 0
  for count in counts { sum += Int(count) }
  return Double(sum)
}
