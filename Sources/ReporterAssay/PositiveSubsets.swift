/// Agreement among the fragments that both replicates call positive.
///
/// Choosing rows by the values that are correlated changes the correlation: these numbers compare
/// with studies that print them, not with the agreement on all rows.
public struct PositiveSubsets: Hashable, Codable, Sendable {
  /// Activity of fragments with RNA above 0 in both replicates; nil when the input gave the
  /// activity.
  public let rnaInBoth: Agreement?
  /// RNA (log2 CPM) of the same fragments.
  public let rnaOfRNAInBoth: Agreement?
  /// Activity of fragments whose activity exceeds the threshold in both replicates.
  public let activeInBoth: Agreement
  /// Rows whose activity exceeds the threshold in the one or the other replicate.
  public let activeInEither: Int
  /// The threshold, in the unit of the activity.
  public let threshold: Double
}

extension PositiveSubsets {
  /// Looks at the rows of a pair.
  ///
  /// - Parameter rna: raw counts and their logarithms at those rows.
  init(
    activity: RankedColumns, rna: (counts: ([Int64], [Int64]), logarithms: RankedColumns)?,
    threshold: Double
  ) {
    self.threshold = threshold
    func agreement(_ columns: RankedColumns, _ rows: [Int]) -> Agreement {
      Agreement(of: rows.map { columns.x[$0] }, and: rows.map { columns.y[$0] })
    }
    let active = activity.x.indices.filter {
      activity.x[$0] > threshold && activity.y[$0] > threshold
    }
    activeInBoth = agreement(activity, active)
    activeInEither = activity.x.indices.count {
      activity.x[$0] > threshold || activity.y[$0] > threshold
    }
    let positive = rna.map { rna in
      rna.counts.0.indices.filter { rna.counts.0[$0] > 0 && rna.counts.1[$0] > 0 }
    }
    rnaInBoth = positive.map { agreement(activity, $0) }
    rnaOfRNAInBoth = positive.flatMap { rows in rna.map { agreement($0.logarithms, rows) } }
  }
}
