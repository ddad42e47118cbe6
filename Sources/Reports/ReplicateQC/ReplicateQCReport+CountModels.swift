extension ReplicateQCReport {
  func countModelSection() throws(ReportsError) -> ReportSection {
    try Self.section(
      "Count model", countModels, table: "count-model",
      caption: "Gamma-Poisson model of RNA counts given input DNA",
      words: "RNA counts are taken as Poisson around activity times input DNA, and activity as "
        + "gamma-distributed over fragments. The zeros test the model; the expected r is what the "
        + "posterior means of two replicates would show if counting were the only noise. An "
        + "observed r far below it means over-dispersion, one far above it shared error.")
  }

  func betaBinomialSection() throws(ReportsError) -> ReportSection {
    try Self.section(
      "Model of RNA and DNA counts", betaBinomials, table: "beta-binomial",
      caption: "Beta-binomial model of RNA among the reads of a fragment",
      words: "RNA and input DNA are both taken as Poisson, so that RNA is binomial among the reads "
        + "of a fragment; the share of RNA is beta-distributed over fragments. The zeros test the "
        + "model given the reads of each fragment and that it has DNA. Scatter between replicates "
        + "beyond Poisson is shown and not used: where it is far above 1, the posterior intervals "
        + "are too narrow.")
  }

  private static func section(
    _ title: String, _ models: [CountModelQC], table name: String, caption: String, words: String
  ) throws(ReportsError) -> ReportSection {
    guard let parameters = models.first?.parameters else { return ReportSection(title, []) }
    let table = try TableContent(
      name: name, caption: caption,
      columns: [
        TableColumn("cell_type", "Cell type"), TableColumn("counts", "Counts"),
        TableColumn("rows", "Fragments", .count),
      ]
        + parameters.map { TableColumn($0.key, $0.title, .number(decimals: $0.decimals)) } + [
          TableColumn("overdispersion", "Over-dispersion", .number(decimals: 2)),
          TableColumn("observed_zeros", "Zeros observed", .count),
          TableColumn("expected_zeros", "Zeros expected", .number(decimals: 0)),
          TableColumn("fit", "Fit"),
        ],
      rows: models.map(cells))
    return ReportSection(title, [.paragraph(words), .table(table)])
  }

  private static func cells(_ model: CountModelQC) -> [TableCell] {
    let missing = model.remark.isEmpty ? "not computed" : model.remark
    let parameters = model.parameters.map { TableCell.real($0.value, orMissing: missing) }
    return [.text(model.cellType), .text(model.name), .integer(model.rows)] + parameters + [
      .real(model.overdispersion, orMissing: "needs two replicates"),
      model.observedZeros.map { .integer($0) } ?? .real(nil, orMissing: missing),
      .real(model.expectedZeros, orMissing: missing),
      .text(model.remark.isEmpty ? (model.isPoor ? "poor" : "good") : model.remark),
    ]
  }
}
