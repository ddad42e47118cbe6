public import Statistics

/// How much of the agreement of replicates comes from measuring the same barcodes.
///
/// Each barcode goes to one of two halves by the toss of a coin. Activity of an element in a half
/// is log2((R + 1)/(D + 1)) of the summed counts (the library size is a constant, which no
/// correlation sees). *Same* correlates two replicates on the same half, *disjoint* on opposite
/// halves; both are averaged over the two ways to do so and over the halvings, and corrected to
/// the full number of barcodes by Spearman–Brown, 2r/(1 + r), where r is positive. What *same* has more is agreement
/// of the barcodes themselves. Noise that all barcodes of a replicate share is over-corrected, so
/// the difference is the number to read.
public struct DisjointBarcodeCorrelation: Hashable, Codable, Sendable {
  /// One kind of coefficient.
  public struct Levels: Hashable, Codable, Sendable {
    /// Mean correlation on the same half, not corrected.
    public let sameHalf: Estimate
    /// Mean correlation on opposite halves, not corrected.
    public let oppositeHalves: Estimate
    /// Same barcodes, corrected to all barcodes.
    public let same: Estimate
    /// Disjoint barcodes, corrected to all barcodes.
    public let disjoint: Estimate
    /// `same` minus `disjoint`.
    public let inflation: Estimate
    /// Standard deviation over the halvings of the uncorrected difference.
    public let spread: Estimate
  }

  /// One pair of replicates.
  public struct Pair: Hashable, Codable, Sendable {
    /// Name of the first replicate.
    public let first: String
    /// Name of the second replicate.
    public let second: String
    /// Elements of a halving, mean over the halvings: those with DNA in both halves and both
    /// replicates.
    public let elements: Double
    /// Pearson's correlation.
    public let pearson: Levels
    /// Spearman's rank correlation.
    public let spearman: Levels
  }

  /// Fewer elements give correlations of chance.
  static let fewestElements = 30

  /// What a row is.
  public let unit: BarcodeRows.Unit
  /// Rows that belong to an element.
  public let rows: Int
  /// Length of a window; nil for elements.
  public let windowLength: Int?
  /// Smallest number of rows with DNA or RNA that an element needs in every replicate.
  public let minimumRows: Int
  /// Elements with that many.
  public let eligibleElements: Int
  /// Number of halvings.
  public let halvings: Int
  /// Every pair of replicates: 1–2, 1–3, …, 2–3, ….
  public let pairs: [Pair]
  /// Noise ceiling against one replicate, √r with r the median over pairs of `disjoint` (Pearson).
  public let oneReplicate: Estimate
  /// Noise ceiling against the mean of the replicates.
  public let meanOfReplicates: Estimate
}
