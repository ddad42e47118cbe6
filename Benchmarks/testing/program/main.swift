import ActivityTesting
import Foundation
import Statistics

// Benchmark simulate ELEMENTS FILE: writes DNA and RNA counts of two conditions × three replicates.
// Benchmark fit FILE THREADS OUTPUT: tests every element and writes effect, t, ln p and B.
// Benchmark correlated FILE THREADS OUTPUT: the same with correlated blocks.

let arguments = CommandLine.arguments

func simulate(elements: Int, to path: String) throws {
  var text = ""
  for element in 0..<elements {
    var generator = SeededGenerator(Seed(1).derived("element", element))
    let depth = exp(5 + 1.2 * generator.standardNormal())
    let level = 0.7 * generator.standardNormal()
    let effect = element % 20 == 0 ? 1.0 : 0
    let noise = 0.25 / generator.gamma(shape: 4, scale: 0.25).squareRoot()
    let shared = (0..<3).map { _ in 0.2 * generator.standardNormal() }
    var cells: [String] = []
    for kind in 0..<2 {
      for sample in 0..<6 {
        let rate = level + (sample > 2 ? effect : 0) + shared[sample % 3]
        let mean = depth * (kind == 0 ? 1 : exp(rate + noise * generator.standardNormal()))
        cells.append(String(generator.poisson(mean: mean)))
      }
    }
    text += cells.joined(separator: "\t") + "\n"
  }
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
}

func fit(_ path: String, threads: Int, output: String, isCorrelated: Bool) throws {
  let clock = ContinuousClock()
  let start = clock.now
  var columns = [[UInt32?]](repeating: [], count: 12)
  var column = 0
  var value: UInt32 = 0
  for byte in try Data(contentsOf: URL(fileURLWithPath: path)) {
    if byte == 9 || byte == 10 {
      columns[column].append(value)
      value = 0
      column = byte == 10 ? 0 : column + 1
    } else {
      value = value * 10 + UInt32(byte - 48)
    }
  }
  let loaded = clock.now
  let samples = (0..<6).map {
    AssaySample(
      name: "s\($0)", condition: $0 < 3 ? "A" : "B", replicate: "\($0 % 3)", block: "\($0 % 3)")
  }
  let counts = try ElementCounts(
    samples: samples, dna: Array(columns[0..<6]), rna: Array(columns[6..<12]))
  let ratios = try counts.logRatios(LogRatioParameters(minimumDNA: 0), threads: threads)
  let test = try ratios.linearModelTest(
    .difference(of: "B", from: "A"),
    LinearModelParameters(
      dependence: isCorrelated ? .correlatedBlocks(correlation: nil) : .independent),
    threads: threads)
  let fitted = clock.now
  print(
    "cupel  load \(loaded - start), fit \(fitted - loaded), \(threads) threads",
    test.correlation.map { "correlation \($0)" } ?? "")
  var text = ""
  for outcome in test.table.outcomes {
    guard let result = outcome.test else {
      text += "\n"
      continue
    }
    text += "\(result.effect)\t\(result.statistic)\t\(result.logP)\t\(result.logOdds ?? 0)\n"
  }
  try Data(text.utf8).write(to: URL(fileURLWithPath: output))
}

switch arguments[1] {
case "simulate": try simulate(elements: Int(arguments[2]) ?? 0, to: arguments[3])
default:
  try fit(
    arguments[2], threads: Int(arguments[3]) ?? 1, output: arguments[4],
    isCorrelated: arguments[1] == "correlated")
}
