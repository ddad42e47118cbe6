public import Statistics

/// Agreement of two replicates among fragments with similar input DNA.
public struct DNAStrata: Hashable, Codable, Sendable {
  /// Fragments of similar input DNA.
  public struct Stratum: Hashable, Codable, Sendable {
    /// Smallest and largest mean of the two replicates' DNA, log2 CPM with 1 added to the count.
    public let dnaRange: ClosedRange<Double>
    /// Agreement of RNA, log2 CPM.
    public let rna: Agreement
    /// Agreement of activity.
    public let activity: Agreement
  }

  /// Strata from least to most DNA; tied fragments stay together, so strata can be unequal, and
  /// strata without fragments are left out.
  public let strata: [Stratum]
  /// Pearson's correlation of RNA within strata, pooled:
  /// Σ n_s·cov_s / √(Σ n_s·var_x,s · Σ n_s·var_y,s).
  public let pooledRNA: Estimate
}

extension DNAStrata {
  /// Cuts the rows into quantile groups of matched DNA.
  ///
  /// - Parameters:
  ///   - dna: mean of the two replicates' DNA, log2 CPM.
  ///   - order: orders rows like `dna`, with exact ties.
  /// - Precondition: all columns have the same number of rows; `strata` ≥ 1.
  init(
    rna: (first: [Double], second: [Double]), activity: (first: [Double], second: [Double]),
    dna: [Double], orderedBy order: [Double], strata count: Int
  ) {
    let rows = Self.rowsOfStrata(order: order, count: count).filter { !$0.isEmpty }
    strata = rows.map { rows in
      let values = rows.map { dna[$0] }
      return Stratum(
        dnaRange: (values.min() ?? 0)...(values.max() ?? 0),
        rna: Agreement(of: rows.map { rna.first[$0] }, and: rows.map { rna.second[$0] }),
        activity: Agreement(
          of: rows.map { activity.first[$0] }, and: rows.map { activity.second[$0] }))
    }
    pooledRNA = Self.pooledCorrelation(rna.first, rna.second, rowsOfStrata: rows)
  }

  private static func rowsOfStrata(order: [Double], count: Int) -> [[Int]] {
    var rows = [[Int]](repeating: [], count: count)
    for (row, rank) in midRanks(order).enumerated() {
      let stratum = Int(Double(count) * (rank - 0.5) / Double(order.count))
      rows[min(count - 1, max(0, stratum))].append(row)
    }
    return rows
  }

  /// Pearson's correlation of deviations from the means of the strata.
  private static func pooledCorrelation(
    _ x: [Double], _ y: [Double], rowsOfStrata: [[Int]]
  ) -> Estimate {
    var deviationsX: [Double] = []
    var deviationsY: [Double] = []
    for rows in rowsOfStrata where rows.count >= 2 {
      let size = Double(rows.count)
      let meanX = rows.reduce(0.0) { $0 + x[$1] } / size
      let meanY = rows.reduce(0.0) { $0 + y[$1] } / size
      for row in rows {
        deviationsX.append(x[row] - meanX)
        deviationsY.append(y[row] - meanY)
      }
    }
    guard deviationsX.count >= 2 else { return .undefined(.tooFewRows) }
    guard deviationsX.contains(where: { abs($0) > 1e-12 }),
      deviationsY.contains(where: { abs($0) > 1e-12 })
    else { return .undefined(.noVariance) }
    return Estimate(pearsonCorrelation(deviationsX, deviationsY), orUndefined: .noVariance)
  }
}
