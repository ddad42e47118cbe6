import Foundation
import GenomicTypes
import ReporterAssay
import Statistics

// Benchmark FOLDER THREADS [own-dna|automatic]: reads counts.bin (rows × 4 little-endian UInt32: DNA,
// three RNA replicates), fits, computes the posterior of every fragment, and prints times and fit.
let folder = CommandLine.arguments[1]
let threads = Int(CommandLine.arguments[2]) ?? 1
let mode = CommandLine.arguments.count > 3 ? CommandLine.arguments[3] : ""
let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/counts.bin")))
let rows = data.count / 16
func column(_ index: Int) -> [UInt32] {
  (0..<rows).map { row in
    (0..<4).reduce(UInt32(0)) { word, byte in
      word | UInt32(data[row * 16 + index * 4 + byte]) << UInt32(8 * byte)
    }
  }
}
var counts = [CountColumn(name: "d1", values: column(0))]
for replicate in 1...3 {
  counts.append(CountColumn(name: "r\(replicate)", values: column(replicate)))
}
if mode == "own-dna" {
  // Another DNA library for each replicate: hardly two rows then have the same exposure.
  var generator = SeededGenerator(Seed(1))
  for replicate in 2...3 {
    let values = counts[0].values.map { dna in
      UInt32(1 + generator.poisson(mean: Double(dna) * 0.8))
    }
    counts.append(CountColumn(name: "d\(replicate)", values: values))
  }
}
let table = FragmentTable(unplacedRows: rows, counts: counts)
let design = try AssayDesign(cellTypes: [
  AssayDesign.CellType(
    name: "cells",
    replicates: (1...3).map {
      AssayDesign.Replicate(
        name: "\($0)", dna: [mode == "own-dna" ? "d\($0)" : "d1"], rna: ["r\($0)"])
    })
]).resolved(against: table)
let parameters = try NormalizationParameters(
  method: .gammaPoisson,
  gammaPoisson: GammaPoissonOptions(prior: mode == "automatic" ? .automatic : .gamma))
let clock = ContinuousClock()
let start = clock.now
let calculation = try ActivityCalculation(
  of: MergedFragments(unmerged: table), design: design, parameters: parameters, threads: threads)
let fitted = clock.now
var (defined, sum) = (0, 0.0)
try calculation.forEachBlock(
  threads: threads,
  { block in
    block.cellTypes[0].pooled.reduce(into: (0, 0.0)) { sums, value in
      if let value {
        sums.0 += 1
        sums.1 += value
      }
    }
  }
) { _, block in
  defined += block.0
  sum += block.1
}
let done = clock.now
func seconds(_ duration: Duration) -> String {
  let parts = duration.components
  return String(format: "%.2f s", Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
}
let fit = calculation.gammaPoissonReports[0]?.pooled.fit
let components = calculation.gammaPoissonReports[0]?.pooled.mixture?.prior.components.count ?? 1
print(
  "cupel: \(rows) fragments, aggregation and fits \(seconds(fitted - start)), posteriors "
    + "\(seconds(done - fitted)), μ \(fit?.mean ?? 0), α \(fit?.shape ?? 0), components \(components), "
    + "mean log2 activity \(sum / Double(defined))")
