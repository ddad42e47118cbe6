public import Statistics

/// Four coefficients of agreement of two replicates for one measure; nil where undefined.
public struct CoefficientsQC: Codable, Hashable, Sendable {
  /// `Input DNA`, `RNA` or `Activity`.
  public var measure: String
  /// Pearson's r.
  public var pearson: Estimate?
  /// Spearman's ρ.
  public var spearman: Estimate?
  /// Kendall's τ-b.
  public var kendall: Double?
  /// Lin's concordance correlation.
  public var concordance: Estimate?

  /// Makes a line.
  public init(
    measure: String, pearson: Estimate?, spearman: Estimate?, kendall: Double?,
    concordance: Estimate?
  ) {
    self.measure = measure
    self.pearson = pearson
    self.spearman = spearman
    self.kendall = kendall
    self.concordance = concordance
  }
}

/// The difference of two replicates against their mean.
public struct MeanDifferenceQC: Codable, Hashable, Sendable {
  /// `activity` or `RNA`.
  public var measure: String
  /// Unit of both axes, for example `log2 CPM`.
  public var unit: String
  /// x: mean of the two; y: first minus second.
  public var density: HexagonGrid
  /// Median difference.
  public var medianDifference: Double?

  /// Makes a picture.
  public init(measure: String, unit: String, density: HexagonGrid, medianDifference: Double?) {
    self.measure = measure
    self.unit = unit
    self.density = density
    self.medianDifference = medianDifference
  }
}

/// Agreement of two replicates on some of their rows.
public struct SubsetQC: Codable, Hashable, Sendable {
  /// Which rows, for example `RNA > 0 in both`.
  public var name: String
  /// What is correlated.
  public var measure: String
  /// Number of rows.
  public var n: Int
  /// Pearson and Spearman.
  public var agreement: CorrelationPair

  /// Makes a line.
  public init(name: String, measure: String, n: Int, agreement: CorrelationPair) {
    self.name = name
    self.measure = measure
    self.n = n
    self.agreement = agreement
  }
}
