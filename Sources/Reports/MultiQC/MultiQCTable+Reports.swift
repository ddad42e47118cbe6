extension ReplicateQCReport {
  /// The agreement of every replicate pair and its ceiling as MultiQC custom content.
  ///
  /// - Throws: ``ReportsError`` when a value is not finite.
  public func multiQC() throws(ReportsError) -> MultiQCTable {
    try MultiQCTable(
      id: "cupel_replicates", title: "cupel: replicates",
      description: "Agreement of replicates, before and after controlling input DNA.",
      columns: [
        .init(key: "n", title: "Rows", description: "rows defined in both", decimals: 0),
        .init(key: "rna_pearson", title: "RNA r", description: "Pearson", decimals: 3),
        .init(
          key: "rna_given_dna_pearson", title: "RNA r given DNA",
          description: "partial correlation", decimals: 3),
        .init(key: "activity_pearson", title: "Activity r", description: "Pearson", decimals: 3),
        .init(
          key: "activity_spearman", title: "Activity ρ", description: "Spearman", decimals: 3),
      ],
      rows: cellTypes.flatMap { cellType in
        cellType.pairs.map { pair in
          .init(
            sample: "\(cellType.name) \(pair.first) vs \(pair.second)",
            values: [
              Double(pair.n), pair.rna.pearson, pair.rnaGivenDNA.pearson, pair.activity.pearson,
              pair.activity.spearman,
            ])
        }
      })
  }
}

extension ComparisonReport {
  /// The score of every model on every task as MultiQC custom content.
  ///
  /// - Throws: ``ReportsError`` when a value is not finite.
  public func multiQC() throws(ReportsError) -> MultiQCTable {
    try MultiQCTable(
      id: "cupel_models", title: "cupel: models",
      description: "Models on the same held-out rows.",
      columns: [
        .init(key: "n", title: "Rows", description: "held-out rows", decimals: 0),
        .init(key: "spearman", title: "Spearman ρ", description: "held out", decimals: 3),
        .init(key: "pearson", title: "Pearson r", description: "held out", decimals: 3),
        .init(
          key: "share_of_ceiling", title: "Share of ceiling",
          description: "Spearman over noise ceiling", decimals: 2),
      ],
      rows: tasks.flatMap { task in
        task.models.map { model in
          .init(
            sample: "\(task.name) \(model.name)",
            values: [
              Double(model.n), model.spearman?.value, model.pearson?.value,
              model.shareOfCeiling?.value,
            ])
        }
      })
  }
}
