public import GenomicTypes

/// How distinct UMIs become molecules.
public struct UMIRule: Hashable, Sendable {
  /// What is one molecule.
  public enum Grouping: String, Hashable, Sendable, CaseIterable {
    /// Every distinct UMI of a barcode, as MPRAsnakeflow and MPRAflow count.
    case distinct
    /// Every group of ``DirectionalUMIs``.
    case directional
  }

  /// What is one molecule.
  public let grouping: Grouping
  /// Whether counts are raised to the number of molecules that `UMICollisions` expects, rounded.
  public let correctsCollisions: Bool

  /// Chooses how to count.
  public init(grouping: Grouping = .distinct, correctsCollisions: Bool = false) {
    self.grouping = grouping
    self.correctsCollisions = correctsCollisions
  }
}

/// The UMIs of a sample in numbers.
public struct UMISummary: Hashable, Sendable, Codable {
  /// Bases of every UMI.
  public let length: Int
  /// Distinct pairs of barcode and UMI.
  public let distinct: Int
  /// Molecules: those pairs, or their groups, before any correction for collisions.
  public let molecules: Int
  /// Molecules expected behind them, because some take a UMI that another has.
  public let expectedMolecules: Double
  /// Barcodes that have every possible UMI; for them only a lower bound is expected.
  public let saturatedBarcodes: Int

  /// Expected share of molecules that have no UMI of their own, 1 − molecules/expected.
  public var expectedLoss: Double { 1 - Double(molecules) / expectedMolecules }
}

/// The barcodes of a sample and how its reads became them.
public struct BarcodeCounts: Sendable {
  /// The distinct barcodes with their reads and, where there are UMIs, their molecules.
  public let counted: CountedBarcodes
  /// What left at each step: adapter, length, letters, UMI (reads), then molecules and barcodes.
  public let attrition: [AttritionNode]
  /// Reads of each barcode length.
  public let lengths: BarcodeLengthHistogram
  /// Reads seen.
  public let reads: Int
  /// Reads of the first file without letters.
  public let emptyReads: Int
  /// Reads whose barcode has the right length and a letter other than A, C, G or T.
  public let readsWithN: Int
  /// The UMIs; nil when the structure has none.
  public let umis: UMISummary?
  /// What correction did; nil when there was none.
  public let correction: CorrectionSummary?
  /// Expected pairs of equal barcodes if as many were drawn at random as there are: n²/(2·4^L).
  public let expectedCollidingPairs: Double
}
