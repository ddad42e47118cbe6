import Foundation
import Sharding
import Statistics

/// Fits one design to the observations of many elements, each on its own.
struct ElementFitting: Sendable {
  let ratios: LogRatios
  let design: ContrastDesign
  /// Whether blocks are the barcodes of an element instead of those of the design.
  let blocksAreBarcodes: Bool

  private var ranges: [Range<Int>] { shardRanges(count: ratios.elementCount, shards: 64) }

  /// Fits every element; nil for elements without observations.
  func fits(
    weights: PrecisionWeights?, correlation: Double, threads: Int
  ) throws -> [LastColumnFit?] {
    try mapped(weights: weights, threads: threads) { workspace in
      workspace.solve(correlation: correlation)
    }
  }

  /// The correlation within blocks of every element that can show one.
  func correlations(threads: Int) throws -> [Double] {
    try mapped(weights: nil, threads: threads) { workspace in
      workspace.restrictedLikelihoodCorrelation()
    }.compactMap { $0 }
  }

  /// Rows of the largest block of any element.
  func largestBlock(threads: Int) throws -> Int {
    try mapped(weights: nil, threads: threads) { $0.largestBlock }.lazy.compactMap { $0 }.max() ?? 0
  }

  private func mapped<Value: Sendable>(
    weights: PrecisionWeights?, threads: Int,
    _ body: @Sendable (inout LeastSquaresWorkspace) -> Value?
  ) throws -> [Value?] {
    let ranges = self.ranges
    let shards = try shardedMap(shards: ranges.count, threads: threads) { shard in
      var workspace = LeastSquaresWorkspace(columns: design.columns)
      var values: [Value?] = []
      values.reserveCapacity(ranges[shard].count)
      for element in ranges[shard] {
        let observations = ratios.observations(of: element)
        guard !observations.isEmpty else {
          values.append(nil)
          continue
        }
        fill(&workspace, observations, weights)
        values.append(body(&workspace))
      }
      return values
    }
    return shards.flatMap { $0 }
  }

  private func fill(
    _ workspace: inout LeastSquaresWorkspace, _ observations: Range<Int>,
    _ weights: PrecisionWeights?
  ) {
    workspace.start(rows: observations.count)
    for (row, observation) in observations.enumerated() {
      let sample = Int(ratios.sampleOf[observation])
      let block =
        blocksAreBarcodes
        ? Int(ratios.barcodeOf?[observation] ?? 0) : (design.blocks?[sample] ?? row)
      workspace.setRow(
        row, design: design.values, offset: sample * design.columns,
        response: ratios.ratios[observation],
        rootWeight: weights?.rootWeight(logDNA: ratios.logDNA[observation]) ?? 1, block: block)
    }
  }
}
