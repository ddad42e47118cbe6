import GenomicTypes

/// A replicate's values with its counts, which the cell type needs once more.
struct MeasuredReplicate: Sendable {
  let activity: ReplicateActivity
  let dna: LibraryCounts?
  let rna: LibraryCounts?
}

extension MeasuredReplicate {
  /// Applies filters and method to the counts of some rows.
  init(
    counts: ReplicateCounts, library: ReplicateLibrary, rows: Range<Int>,
    parameters: NormalizationParameters, named name: String
  ) {
    let calculation = ReplicateCalculation(
      counts: counts, library: library, rows: rows, parameters: parameters)
    activity = calculation.activity(named: name)
    dna = counts.dna
    rna = counts.rna
  }
}

extension ResolvedDesign.CellType {
  /// The counted replicates for some rows, by the definition of activity without a model.
  func measured(
    _ rows: Range<Int>, _ libraries: [ReplicateLibrary], of merged: MergedFragments,
    _ parameters: NormalizationParameters
  ) -> [MeasuredReplicate] {
    replicates.indices.compactMap { index in
      guard let columns = replicates[index].countColumns else { return nil }
      return MeasuredReplicate(
        counts: ReplicateCounts(columns: columns, of: merged, rows: rows),
        library: libraries[index], rows: rows, parameters: parameters,
        named: replicates[index].name)
    }
  }
}
