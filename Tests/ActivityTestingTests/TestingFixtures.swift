import ActivityTesting
import Foundation
import Statistics
import TestSupport

func isClose(_ a: Double, _ b: Double, relative: Double) -> Bool {
  abs(a - b) <= relative * max(abs(a), abs(b)) || a == b
}

/// Samples named by condition and replicate, the replicate being the block.
func samples(_ conditions: [String], replicates: Int = 3) -> [AssaySample] {
  conditions.flatMap { condition in
    (1...replicates).map {
      AssaySample(
        name: "\(condition)\($0)", condition: condition, replicate: "\($0)", block: "\($0)")
    }
  }
}

/// Normal log-ratios of elements × samples, without structure in the noise.
func simulatedRatios(
  elements: Int, samples: [AssaySample], seed: UInt64, deviation: Double = 0.5,
  sharedDeviation: Double = 0, effect: (Int, AssaySample) -> Double = { _, _ in 0 }
) -> LogRatios {
  var ratios: [Double] = []
  var logDNA: [Double] = []
  let blocks = Array(Set(samples.compactMap(\.block))).sorted()
  for element in 0..<elements {
    var generator = SeededGenerator(Seed(seed).derived("element", element))
    let scale = deviation / (0.5 * generator.gamma(shape: 4, scale: 0.5)).squareRoot()
    let shared = blocks.map { _ in sharedDeviation * generator.standardNormal() }
    let depth = 4 + 6 * generator.uniform()
    for sample in samples {
      let block = sample.block.flatMap { blocks.firstIndex(of: $0) }.map { shared[$0] } ?? 0
      ratios.append(effect(element, sample) + block + scale * generator.standardNormal())
      logDNA.append(depth + 0.1 * generator.standardNormal())
    }
  }
  return LogRatios(
    samples: samples, starts: (0...elements).map { $0 * samples.count }, ratios: ratios,
    logDNA: logDNA, sampleOf: (0..<elements).flatMap { _ in (0..<samples.count).map(Int32.init) })
}

/// Kolmogorov's distance of p-values from the uniform distribution, in units of 1/√n.
func kolmogorovDistance(_ pValues: [Double]) -> Double {
  let sorted = pValues.sorted()
  let count = Double(sorted.count)
  var largest = 0.0
  for (index, p) in sorted.enumerated() {
    largest = max(largest, abs(p - Double(index) / count), abs(p - Double(index + 1) / count))
  }
  return largest * count.squareRoot()
}
