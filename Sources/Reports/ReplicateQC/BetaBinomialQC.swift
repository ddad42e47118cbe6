/// A beta-binomial model of the RNA and DNA counts of a replicate, or of all replicates together.
public struct BetaBinomialQC: Codable, Hashable, Sendable {
  /// Cell type.
  public var cellType: String
  /// Replicate, or `all replicates`.
  public var name: String
  /// Fragments in the fit.
  public var rows = 0
  /// a, the weight of RNA; nil without a fit.
  public var rnaWeight: Double?
  /// b, the weight of DNA; nil without a fit.
  public var dnaWeight: Double?
  /// Mean over fragments of log2 activity; nil without a fit.
  public var log2Mean: Double?
  /// Standard deviation over fragments of log2 activity; nil without a fit.
  public var log2Deviation: Double?
  /// Scatter of RNA between replicates beyond Poisson, which the model leaves out; 1 is Poisson.
  public var overdispersion: Double?
  /// Fragments without RNA.
  public var observedZeros: Int?
  /// Fragments without RNA that the model expects, given the reads of each.
  public var expectedZeros: Double?
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
  func betaBinomialSection() throws(ReportsError) -> ReportSection {
    let title = "Model of RNA and DNA counts"
    guard !betaBinomials.isEmpty else { return ReportSection(title, []) }
    let table = try TableContent(
      name: "beta-binomial", caption: "Beta-binomial model of RNA among the reads of a fragment",
      columns: [
        TableColumn("cell_type", "Cell type"), TableColumn("counts", "Counts"),
        TableColumn("rows", "Fragments", .count),
        TableColumn("rna_weight", "a (RNA)", .number(decimals: 3)),
        TableColumn("dna_weight", "b (DNA)", .number(decimals: 3)),
        TableColumn("log2_mean", "Mean log2 activity", .number(decimals: 2)),
        TableColumn("log2_deviation", "SD of log2 activity", .number(decimals: 2)),
        TableColumn("overdispersion", "Over-dispersion", .number(decimals: 2)),
        TableColumn("observed_zeros", "Zeros observed", .count),
        TableColumn("expected_zeros", "Zeros expected", .number(decimals: 0)),
        TableColumn("fit", "Fit"),
      ],
      rows: betaBinomials.map { model in
        let missing = model.remark.isEmpty ? "not computed" : model.remark
        return [
          .text(model.cellType), .text(model.name), .integer(model.rows),
          .real(model.rnaWeight, orMissing: missing), .real(model.dnaWeight, orMissing: missing),
          .real(model.log2Mean, orMissing: missing),
          .real(model.log2Deviation, orMissing: missing),
          .real(model.overdispersion, orMissing: "needs two replicates"),
          model.observedZeros.map { .integer($0) } ?? .real(nil, orMissing: missing),
          .real(model.expectedZeros, orMissing: missing),
          .text(model.remark.isEmpty ? (model.isPoor ? "poor" : "good") : model.remark),
        ]
      })
    return ReportSection(
      title,
      [
        .paragraph(
          "RNA and input DNA are both taken as Poisson, so that RNA is binomial among the reads of "
            + "a fragment; the share of RNA is beta-distributed over fragments. The zeros test the "
            + "model given the reads of each fragment and that it has DNA. Scatter between "
            + "replicates beyond Poisson is shown and not used: where it is far above 1, the "
            + "posterior intervals are too narrow."),
        .table(table),
      ])
  }
}
