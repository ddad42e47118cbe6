public import GenomicTypes

/// The distinct fragments of an alignment file, and what became of all its records.
public struct FragmentCount: Sendable {
  /// The fragments with their counts.
  public let fragments: CountedFragments
  /// From the records of the file to the rows of `fragments`: `alignments` (records, drops
  /// `secondary` and `supplementary`), `pairing` (collapses records to pairs, or to reads where
  /// those are the unit), `filters` (drops for the reasons of ``FragmentCounter``), with UMIs
  /// `molecules`, and `fragments` (collapses to rows).
  public let attrition: [AttritionNode]
  /// Pairs (or reads) that reach the test for duplicates: all but `qc_fail`, `unpaired`, `unmapped` and
  /// `mate_unmapped`.
  public let examinedForDuplicates: Int
  /// Those of them that are flagged as duplicates.
  public let flaggedAsDuplicates: Int
  /// Length of a fragment → pairs (or reads) of that length that count.
  public let readsOfLength: [Int: Int]
  /// Reads of a row → rows with that many.
  public let rowsWithReads: [UInt32: Int]
  /// Length of a barcode → pairs (or reads) that pass everything before the test of that length; 255
  /// stands for all longer ones. Empty without barcodes.
  public let readsOfBarcodeLength: [Int: Int]

  /// Pairs (or reads) that count.
  public var countedReads: Int { fragments.reads.reduce(0) { $0 + Int($1) } }

  /// Flagged duplicates as a part of what was examined; nil when nothing was.
  public var duplicateFraction: Double? {
    examinedForDuplicates == 0
      ? nil : Double(flaggedAsDuplicates) / Double(examinedForDuplicates)
  }
}
