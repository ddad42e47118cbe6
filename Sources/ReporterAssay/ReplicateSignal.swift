import Foundation
import GenomicTypes

/// What reproducibility needs of one replicate.
struct ReplicateSignal: Sendable {
  let name: String
  /// Activity, nil where undefined.
  let activity: [Double?]
  /// Counts; nil when the input gave the activity.
  let counts: Counts?

  struct Counts: Sendable {
    let dna: LibraryCounts
    let rna: LibraryCounts
    /// Columns of the DNA library, to tell shared input from own input.
    let dnaColumns: Set<Int>
    /// What counts were scaled by; nil for a method that does not say.
    let libraries: ReplicateLibraries?
  }

  init(
    _ replicate: ResolvedDesign.Replicate, activity: ReplicateActivity, of merged: MergedFragments
  ) {
    name = replicate.name
    self.activity = activity.values
    counts = replicate.countColumns.map { columns in
      Counts(
        dna: LibraryCounts(
          summing: columns.dna, of: merged.fragments, totals: merged.libraryTotals),
        rna: LibraryCounts(
          summing: columns.rna, of: merged.fragments, totals: merged.libraryTotals),
        dnaColumns: Set(columns.dna), libraries: activity.libraries)
    }
  }
}

extension LibraryCounts {
  /// log2 of CPM with 1 added to the count, at the given rows.
  ///
  /// The library size enters as one added constant, so equal counts stay equal.
  func logCPM(at rows: [Int]) -> [Double] {
    let scale = total > 0 ? log2(1e6 / Double(total)) : 0
    return rows.map { log2(Double(values[$0] + 1)) + scale }
  }
}
