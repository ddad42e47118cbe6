import GenomicsIO
import PipelineEngine
import ReadCounting

/// How alignments become fragments: the section `alignments`, or the options of
/// `cupel count alignments`.
struct AlignmentParameters: Sendable {
  /// Where the barcode of a read is.
  enum BarcodePlace: Hashable, Sendable {
    /// In a tag.
    case tag(AlignmentTag)
    /// In the name of the read.
    case name(ReadNamePattern)
    /// In a table of names and barcodes.
    case table
  }

  /// Everything but the blacklist and the barcodes, which come from files.
  var rules = FragmentRules()
  /// Where the barcode is; nil when there is none.
  var barcode: BarcodePlace?
  /// Length of the barcodes; nil to take the most frequent.
  var barcodeLength: Int?
  /// The tag with the UMI; nil when there is none or it is in the name.
  var umiTag: AlignmentTag?

  /// The usual rules, without barcodes.
  init() {}
}

/// Files that alignments are counted with, beside the alignments.
struct AlignmentFiles: Hashable, Sendable {
  /// BED file of regions that do not count.
  var blacklist: String?
  /// Table of read names and barcodes.
  var barcodeTable: String?
  /// FASTA file that CRAM files were compressed against.
  var reference: String?

  /// No files.
  init() {}
}
