extension ReplicateQCReport {
  /// The agreement of every replicate pair as MultiQC custom content; with what passes by its
  /// irreproducible discovery rate, where that was computed: for every pair and for all replicates of
  /// a cell type. What passes under a mixture that does not separate is left out.
  ///
  /// - Throws: ``ReportsError`` when a value is not finite.
  public func multiQC() throws(ReportsError) -> MultiQCTable {
    var columns: [MultiQCTable.Column] = [
      .init(key: "n", title: "Rows", description: "rows defined in both", decimals: 0),
      .init(key: "rna_pearson", title: "RNA r", description: "Pearson", decimals: 3),
      .init(
        key: "rna_given_dna_pearson", title: "RNA r given DNA",
        description: "partial correlation", decimals: 3),
      .init(key: "activity_pearson", title: "Activity r", description: "Pearson", decimals: 3),
      .init(key: "activity_spearman", title: "Activity ρ", description: "Spearman", decimals: 3),
    ]
    if idr != nil {
      columns += [
        .init(
          key: "idr_rows", title: "IDR rows", description: "rows whose ranks were compared",
          decimals: 0),
        .init(
          key: "idr_passing", title: "IDR passing",
          description:
            "rows with a global IDR of at most the threshold, where the mixture separates",
          decimals: 0),
        .init(
          key: "idr_separates", title: "IDR separates",
          description: "1 when the mixture tells signal from noise, else 0", decimals: 0),
      ]
    }
    var rows: [MultiQCTable.Row] = []
    for cellType in cellTypes {
      let fits = idr?.cellTypes.first { $0.name == cellType.name }?.fits ?? []
      for pair in cellType.pairs {
        let names = Set([pair.first, pair.second])
        rows.append(
          .init(
            sample: "\(cellType.name) \(pair.first) vs \(pair.second)",
            values: [
              Double(pair.n), pair.rna.pearson, pair.rnaGivenDNA.pearson, pair.activity.pearson,
              pair.activity.spearman,
            ] + rankValues(fits.first { Set($0.replicates) == names })))
      }
      if let joint = fits.first(where: { $0.replicates.count > 2 }) {
        rows.append(
          .init(
            sample: "\(cellType.name) \(joint.label)",
            values: [nil, nil, nil, nil, nil] + rankValues(joint)))
      }
    }
    return try MultiQCTable(
      id: "cupel_replicates", title: "cupel: replicates",
      description: "Agreement of replicates, before and after controlling input DNA.",
      columns: columns, rows: rows)
  }

  private func rankValues(_ fit: RankReproducibilityQC.Fit?) -> [Double?] {
    guard idr != nil else { return [] }
    guard let fit else { return [nil, nil, nil] }
    return [
      Double(fit.rows), fit.separates ? Double(fit.passing) : nil, fit.separates ? 1 : 0,
    ]
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
