public import Statistics

/// How reproducible an experiment is: all numbers of the replicate report, as plain values.
///
/// Every undefined number is an `Estimate` with a reason, so the value can always be written as
/// JSON.
public struct Reproducibility: Hashable, Codable, Sendable {
  /// Scale of DNA and RNA in every correlation, stratum and picture of counts.
  public static let countScale = "log2 CPM, 1 added to the count"

  /// Number of fragments.
  public let fragments: Int
  /// Scale of DNA and RNA.
  public let countScale: String
  /// Barcodes of fragments; nil when the table has none.
  public let barcodes: BarcodeQuality?
  /// The cell types, in the order of the design.
  public let cellTypes: [CellTypeReproducibility]
  /// Agreement of every pair of cell types.
  public let acrossCellTypes: [CellTypePairQuality]
  /// What was checked against which threshold.
  public let checks: [QCCheck]
}

/// How reproducible one cell type is.
public struct CellTypeReproducibility: Hashable, Codable, Sendable {
  /// Name of the cell type.
  public let name: String
  /// Scale of its activity in every correlation and picture.
  public let activityScale: String
  /// Each replicate by itself.
  public let replicates: [ReplicateQuality]
  /// Every pair of replicates: 1–2, 1–3, …, 2–3, ….
  public let pairs: [ReplicatePairQuality]
  /// All pairs in a few numbers.
  public let summary: ReplicateSummary
  /// What a perfect model could reach.
  public let ceiling: ReplicateCeiling
  /// What agreement owes to measuring the same barcodes; nil when it cannot be told.
  public let disjointBarcodes: DisjointBarcodeCorrelation?
  /// Measures along properties of the fragments that should not matter.
  public let biases: [BiasPanel]
  /// Agreement in named classes of fragments, class by class, pair by pair.
  public let classes: [ClassAgreement]
  /// Agreement at a part of the sequencing depth; nil when it cannot be told.
  public let depth: DepthSaturation?
  /// Why an analysis is missing, by its name: `disjoint_barcodes`, `bias_gc`, `bias_length`,
  /// `bias_strand`, `classes`, `depth`.
  public let missing: [String: String]
  /// One sentence for the top of the report.
  public let verdict: ReplicateVerdict
}

/// How well two cell types agree, on the rows where both have an activity.
public struct CellTypePairQuality: Hashable, Codable, Sendable {
  /// Name of the first cell type.
  public let first: String
  /// Name of the second cell type.
  public let second: String
  /// Agreement of the values of the cell types.
  public let activity: Agreement
  /// The two as a picture; nil without rows.
  public let density: HexagonGrid?
}

/// How many barcodes fragments have.
public struct BarcodeQuality: Hashable, Codable, Sendable {
  /// Barcodes of all fragments.
  public let total: Int64
  /// Mean per fragment.
  public let mean: Estimate
  /// Median per fragment.
  public let median: Estimate
  /// Coefficient of variation, standard deviation over mean.
  public let coefficientOfVariation: Estimate
  /// Fragments by number of barcodes.
  public let histogram: CountHistogram
}

extension BarcodeQuality {
  init(of counts: [UInt32]) {
    let values = counts.map(Double.init)
    total = counts.reduce(0) { $0 + Int64($1) }
    mean = Estimate(Statistics.mean(of: values), orUndefined: .tooFewRows)
    median = Estimate(Statistics.median(of: values), orUndefined: .tooFewRows)
    if let spread = standardDeviation(of: values), let centre = mean.value, centre > 0 {
      coefficientOfVariation = .defined(spread / centre)
    } else {
      coefficientOfVariation = .undefined(values.count < 2 ? .tooFewRows : .noVariance)
    }
    histogram = CountHistogram(of: counts.map(Int64.init))
  }
}
