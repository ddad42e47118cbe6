/// A gamma-Poisson model of the counts of a replicate, or of all replicates together.
public struct CountModelQC: Codable, Hashable, Sendable {
  /// Cell type.
  public var cellType: String
  /// Replicate, or `all replicates`.
  public var name: String
  /// Mean activity, RNA/DNA of normalised counts; nil without a fit.
  public var mean: Double?
  /// Shape of the gamma distribution of activity; nil without a fit.
  public var shape: Double?
  /// Gammas of the distribution that was used.
  public var components = 0
  /// Scatter between replicates beyond Poisson, as used; 1 is Poisson.
  public var overdispersion = 1.0
  /// Fragments in the fit.
  public var rows = 0
  /// Fragments without RNA.
  public var observedZeros: Int?
  /// Fragments without RNA that the model expects.
  public var expectedZeros: Double?
  /// Pearson r of the posterior means of two such replicates that Poisson noise alone would leave.
  public var expectedCorrelation: Double?
  /// Whether the model misses the zeros or the largest counts.
  public var isPoor = false
  /// Why there is no fit; empty when there is one.
  public var remark = ""

  /// Starts a line; fill in what is known.
  public init(cellType: String, name: String) {
    self.cellType = cellType
    self.name = name
  }
}

extension ReplicateQCReport {
  func countModelSection() throws(ReportsError) -> ReportSection {
    guard !countModels.isEmpty else { return ReportSection("Count model", []) }
    let table = try TableContent(
      name: "count-model", caption: "Gamma-Poisson model of RNA counts given input DNA",
      columns: [
        TableColumn("cell_type", "Cell type"), TableColumn("counts", "Counts"),
        TableColumn("rows", "Fragments", .count),
        TableColumn("mean", "Mean activity", .number(decimals: 3)),
        TableColumn("shape", "Shape", .number(decimals: 3)),
        TableColumn("components", "Gammas", .count),
        TableColumn("overdispersion", "Over-dispersion", .number(decimals: 2)),
        TableColumn("observed_zeros", "Zeros observed", .count),
        TableColumn("expected_zeros", "Zeros expected", .number(decimals: 0)),
        TableColumn("expected_correlation", "Expected r of posterior means", .number(decimals: 3)),
        TableColumn("fit", "Fit"),
      ],
      rows: countModels.map { model in
        let missing = model.remark.isEmpty ? "not computed" : model.remark
        return [
          .text(model.cellType), .text(model.name), .integer(model.rows),
          .real(model.mean, orMissing: missing), .real(model.shape, orMissing: missing),
          .integer(model.components), .real(model.overdispersion, orMissing: missing),
          model.observedZeros.map { .integer($0) } ?? .real(nil, orMissing: missing),
          .real(model.expectedZeros, orMissing: missing),
          .real(model.expectedCorrelation, orMissing: missing),
          .text(model.remark.isEmpty ? (model.isPoor ? "poor" : "good") : model.remark),
        ]
      })
    return ReportSection(
      "Count model",
      [
        .paragraph(
          "RNA counts are taken as Poisson around activity times input DNA, and activity as gamma- "
            + "distributed over fragments. The zeros test the model; the expected r is what the "
            + "posterior means of two replicates would show if counting were the only noise. An observed r far below it "
            + "means over-dispersion, one far above it shared error."),
        .table(table),
      ])
  }
}
