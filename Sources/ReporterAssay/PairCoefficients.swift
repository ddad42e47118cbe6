public import Statistics

/// Four coefficients of agreement of two columns, and how sure they are.
///
/// Intervals resample loci, overlapping fragments together (``locusBlocks(of:chromosomeNames:maximum:)``).
/// Kendall's coefficient has none: it does not follow from sums over blocks.
public struct PairCoefficients: Hashable, Codable, Sendable {
  /// Number of rows.
  public let rows: Int
  /// Pearson's correlation.
  public let pearson: IntervalEstimate
  /// Spearman's rank correlation.
  public let spearman: IntervalEstimate
  /// Kendall's τ-b.
  public let kendall: Estimate
  /// Lin's concordance correlation: falls when one column is shifted or stretched.
  public let concordance: IntervalEstimate
}

/// Two columns on the rows of a pair with the ranks of each.
struct RankedColumns: Sendable {
  let x: [Double]
  let y: [Double]
  let ranks: (x: [Double], y: [Double])

  init(_ x: [Double], _ y: [Double]) {
    self.x = x
    self.y = y
    ranks = (midRanks(x), midRanks(y))
  }

  /// Pearson and Spearman.
  var agreement: Agreement { Agreement(of: x, and: y, ranks: (ranks.x, ranks.y)) }
}

/// Which loci are resampled, how often, and by how many threads.
struct LocusResampling: Sendable {
  /// Block of each row of the table.
  let blockOfRow: [Int]
  let draws: Int
  let seed: Seed
  let threads: Int

  /// The resampling of some rows.
  func bootstrap(of rows: [Int]) -> BlockBootstrap {
    BlockBootstrap(blockOfRow: rows.map { blockOfRow[$0] }, draws: draws, seed: seed)
  }

  /// The same with another number of threads.
  func using(threads: Int) -> LocusResampling {
    LocusResampling(blockOfRow: blockOfRow, draws: draws, seed: seed, threads: threads)
  }
}

extension PairCoefficients {
  /// The coefficients of several pairs of columns on the same rows, from the same draws.
  ///
  /// - Parameters:
  ///   - columns: the pairs, each with one value per entry of `rows`.
  ///   - rows: rows of the table.
  /// - Complexity: O(n log n) per pair of columns, plus draws · blocks.
  static func all(
    _ columns: [RankedColumns], rows: [Int], resampling: LocusResampling
  ) throws -> [PairCoefficients] {
    let bootstrap = resampling.bootstrap(of: rows)
    let pairs = columns.flatMap {
      [ColumnPair(x: $0.x, y: $0.y), ColumnPair(x: $0.ranks.x, y: $0.ranks.y)]
    }
    let drawn =
      bootstrap.blockCount >= 2 && bootstrap.draws > 0
      ? try bootstrap.statistics(of: pairs, threads: resampling.threads) { moments in
        stride(from: 0, to: moments.count, by: 2).flatMap { index in
          [
            moments[index].correlation, moments[index + 1].correlation,
            moments[index].concordance,
          ]
        }
      } : []
    return columns.enumerated().map { index, column in
      let intervals = (0..<3).map { statistic in
        3 * index + statistic < drawn.count
          ? percentileInterval(of: drawn[3 * index + statistic]) : nil
      }
      return PairCoefficients(column, intervals: intervals)
    }
  }

  private init(_ columns: RankedColumns, intervals: [ClosedRange<Double>?]) {
    let agreement = columns.agreement
    let reason: Statistics.UndefinedReason = columns.x.count < 2 ? .tooFewRows : .noVariance
    rows = agreement.rows
    pearson = IntervalEstimate(
      agreement.pearson, interval: agreement.pearson.value == nil ? nil : intervals[0])
    spearman = IntervalEstimate(
      agreement.spearman, interval: agreement.spearman.value == nil ? nil : intervals[1])
    kendall = Estimate(kendallTau(columns.x, columns.y)?.tau, orUndefined: reason)
    let lin = Estimate(Statistics.concordance(columns.x, columns.y)?.value, orUndefined: reason)
    concordance = IntervalEstimate(lin, interval: lin.value == nil ? nil : intervals[2])
  }
}
