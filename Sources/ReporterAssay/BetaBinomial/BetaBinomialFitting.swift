import Foundation
import GenomicTypes
import Sharding
import Statistics

/// Fits the beta-binomial models of one cell type to all rows, before activity is computed block by
/// block.
struct BetaBinomialFitting: Sendable {
  let cellType: ResolvedDesign.CellType
  let libraries: [ReplicateLibrary]
  let merged: MergedFragments
  let parameters: NormalizationParameters
  let options: BetaBinomialOptions
  let sizeFactors: LibrarySizeFactors?
  let threads: Int

  private typealias Fitted = (report: BetaBinomialReport.Model, posteriors: BetaBinomialPosteriors?)

  private static let blockRows = 1 << 16

  private var sums: ReplicateSubsets {
    ReplicateSubsets(
      cellType: cellType, merged: merged, parameters: parameters, sizeFactors: sizeFactors)
  }

  /// The models; where a fit does not exist its activity is not defined.
  func fitted() throws -> BetaBinomialCellType {
    let tally = try tally()
    let replicates = try libraries.indices.map { place in
      try model(
        cellType.replicates[place].name,
        CountExposureTable(merging: [tally.replicates[place]]),
        scale: Self.scale(libraries[place].libraries))
    }
    let tables = tally.subsets.mapValues { CountExposureTable(merging: [$0]) }
    let rows = tables.mapValues(\.rowCount)
    // Most rows; of equally many the larger mask, so that the choice does not depend on chance.
    let main = rows.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    var sums = sums
    let pooled = try model(
      cellType.name, main.flatMap { tables[$0] } ?? CountExposureTable(merging: []),
      scale: main.flatMap { sums.scale(of: $0) })
    var subsets: [UInt64: BetaBinomialPosteriors] = [:]
    if let main, let posteriors = pooled.posteriors {
      for mask in tally.definingSubsets {
        guard mask != main else {
          subsets[mask] = posteriors
          continue
        }
        guard let scale = sums.scale(of: mask) else { continue }
        subsets[mask] = try BetaBinomialPosteriors(
          prior: posteriors.prior.shifted(by: log(scale / posteriors.scale)), scale: scale,
          level: options.intervalLevel,
          preparing: tables[mask] ?? CountExposureTable(merging: []), threads: threads)
      }
    }
    return BetaBinomialCellType(
      replicates: replicates.map(\.posteriors), subsets: subsets, sums: sums,
      report: BetaBinomialReport(
        cellType: cellType.name, replicates: replicates.map(\.report), pooled: pooled.report,
        rowsOfOtherReplicates: rows.reduce(0) { $0 + ($1.key == main ? 0 : $1.value) },
        replicateOverdispersion: tally.overdispersion.value, rnaWithoutDNA: tally.rnaWithoutDNA,
        withoutAnyCount: tally.withoutAnyCount))
  }

  private static func scale(_ libraries: ReplicateLibraries) -> Double? {
    libraries.dnaDivisor > 0 && libraries.rnaDivisor > 0
      ? libraries.rnaDivisor / libraries.dnaDivisor : nil
  }

  private func model(
    _ name: String, _ pairs: CountExposureTable, scale: Double?
  ) throws -> Fitted {
    let rows = pairs.rowCount
    let fit =
      scale == nil
      ? nil
      : BetaBinomialFit.fitted(
        rna: pairs.counts, dna: pairs.exposures.map { Int($0) },
        multiplicities: pairs.multiplicities)
    let report = BetaBinomialReport.Model(
      name: name, rows: rows, scale: scale, fit: fit,
      undefined: fit != nil ? nil : rows == 0 ? .tooFewRows : .noCounts,
      check: fit.map { CountModelCheck(of: pairs, prior: $0.prior) })
    guard let fit, let scale else { return (report, nil) }
    return (
      report,
      try BetaBinomialPosteriors(
        prior: fit.prior, scale: scale, level: options.intervalLevel, preparing: pairs,
        threads: threads)
    )
  }

  /// Tallies all rows in sixteen parts, each block after block.
  private func tally() throws -> BetaBinomialTally {
    let required = parameters.minimumReplicates.number(of: cellType.replicates.count)
    let empty = BetaBinomialTally(replicates: cellType.replicates.count, required: required)
    let rnaTotals = libraries.map(\.libraries.rnaDivisor)
    let rowCount = merged.fragments.rowCount
    let ranges = shardRanges(count: rowCount, shards: 16)
    let parts = try shardedMap(shards: ranges.count, threads: threads) { shard in
      var (tally, sums) = (empty, sums)
      let end = ranges[shard].upperBound
      for start in stride(from: ranges[shard].lowerBound, to: end, by: Self.blockRows) {
        let rows = start..<min(start + Self.blockRows, end)
        tally.add(
          cellType.measured(rows, libraries, of: merged, parameters), rows: rows, sums: &sums,
          rnaTotals: rnaTotals)
      }
      return tally
    }
    var whole = empty
    for part in parts { whole.add(part) }
    return whole
  }
}
