import GenomicTypes
import ReadCounting

/// What the files of one sample of a sample sheet were counted into.
struct CountedSample {
  /// What there was to count.
  enum Content {
    /// Fragments, or pairs of barcode and fragment.
    case fragments(CountedFragments)
    /// Barcodes.
    case barcodes(CountedBarcodes)
    /// Pairs of barcode and designed element.
    case elements(OligoBarcodes)
  }

  /// Fragments, barcodes or elements with their counts.
  let content: Content
  /// What was lost on the way, from reads or rows.
  let attrition: [AttritionNode]
  /// What the reading saw beside the counts.
  let observations: SampleObservations
}

/// What the reading of a sample saw beside its counts, for the quality report.
struct SampleObservations: Codable {
  /// Where it is written.
  static let file = "observations.json"

  /// Reads by the length of what lies where the barcode should be; nil for other kinds of files.
  var barcodeLengths: [Int: Int]?
  /// Reads marked as duplicates, as a share of those that could be used; nil without alignments.
  var duplicateFraction: Double?
  /// Share of molecules expected to be missed because they share a UMI; nil without UMIs.
  var expectedUMILoss: Double?
}

extension OligoBarcodes {
  /// Whether the reads behind each row were counted: a table without a column of support is an
  /// assignment made elsewhere, in which every row counts 1.
  var hasCountedSupport: Bool { otherReads != nil || reads.contains { $0 != 1 } }
}
