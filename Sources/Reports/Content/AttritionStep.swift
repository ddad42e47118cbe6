/// What one step did to its rows, for drawing: rows in, rows left, and why the rest were dropped.
public struct AttritionStep: Codable, Hashable, Sendable {
  /// Name of the step.
  public let step: String
  /// What is counted: read, barcode, fragment.
  public let unit: String
  /// Rows that came in.
  public let entered: Int
  /// Rows that left.
  public let left: Int
  /// Reason code and rows dropped for it, in the order to be shown.
  public let dropped: [DroppedRows]
  /// True when rows were merged into rows of another unit, so that `entered` and `left` count
  /// different things.
  public let collapses: Bool

  /// Makes a step; reasons without rows are left out, the rest sorted by rows, then by code.
  ///
  /// ```swift
  /// AttritionStep(
  ///   step: "normalize", unit: "fragment", entered: 10, left: 7, dropped: ["below_min_dna": 3])
  /// ```
  public init(
    step: String, unit: String, entered: Int, left: Int, dropped: [String: Int] = [:],
    collapses: Bool = false
  ) {
    self.step = step
    self.unit = unit
    self.entered = entered
    self.left = left
    self.collapses = collapses
    self.dropped =
      dropped.filter { $0.value > 0 }
      .map { DroppedRows(code: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.code) < ($0.count, $1.code) }
  }
}

/// Rows dropped for one reason.
public struct DroppedRows: Codable, Hashable, Sendable {
  /// The reason code, as it is written in the JSON files.
  public let code: String
  /// How many rows.
  public let count: Int

  /// Makes a line of a step.
  public init(code: String, count: Int) {
    self.code = code
    self.count = count
  }

  /// The reason in words; an unknown code is shown with its underscores as spaces.
  public var words: String {
    Self.wordsByCode[code] ?? code.split(separator: "_").joined(separator: " ")
  }

  private static let wordsByCode: [String: String] = [
    "no_adapter": "adapter not found",
    "barcode_length": "barcode has the wrong length",
    "barcode_has_N": "barcode contains N",
    "secondary": "secondary or supplementary alignment",
    "supplementary": "supplementary alignment",
    "qc_fail": "failed the sequencer's QC",
    "unpaired": "unpaired read",
    "unmapped": "unmapped",
    "mate_unmapped": "mate unmapped",
    "mate_missing": "mate missing",
    "duplicate": "duplicate",
    "contig_mismatch": "mates on different contigs",
    "contig_excluded": "contig excluded",
    "not_proper_pair": "not a proper pair",
    "low_mapq": "mapping quality too low",
    "length_range": "length out of range",
    "barcode_multi_position": "barcode at several positions",
    "barcode_low_support": "barcode with little support",
    "barcode_tie": "barcode tied between positions",
    "not_in_ipcr": "barcode not in the iPCR library",
    "below_min_dna": "input DNA below the minimum",
    "below_min_rna": "RNA below the minimum",
    "below_min_barcodes": "too few barcodes",
    "not_observed": "not observed",
    "no_defined_target": "no activity in any cell type",
    "outlier": "outlier",
    "jackpot": "PCR jackpot",
    "blacklist": "in an excluded region",
    "straddles_split": "straddles the edge of a held-out region",
    "no_chromosome": "no chromosome",
    "group_crosses_split": "group crosses the split",
    "overlaps_held_out": "overlaps a held-out fragment",
    "sequence_in_held_out": "same sequence as a held-out fragment",
    "not_selected": "not selected",
  ]
}
