/// The tables in which the IGVF consortium exchanges reporter assays.
///
/// Tab-separated text, plain or compressed; numbers have four decimals; coordinates are 0-based
/// half-open. An empty count is "not observed", which is not zero. Columns and rules: the format
/// definitions of the IGVF MPRA focus group, as published with MPRAlib 0.11.
///
/// ```swift
/// IGVFFormat(rawValue: "reporter_element")?.columnNames
/// // ["oligo_name", "log2FoldChange", "inputCount", "outputCount", "minusLog10PValue",
/// //  "minusLog10QValue"]
/// ```
public enum IGVFFormat: String, Hashable, Sendable, CaseIterable {
  /// Which barcode belongs to which element; without a header.
  case barcodeToElement = "reporter_barcode_to_element_mapping"
  /// Counts of every barcode in every replicate.
  case experimentBarcode = "reporter_experiment_barcode"
  /// Counts and activity of every element in every replicate, one row for each pair.
  case experiment = "reporter_experiment"
  /// Activity of every element over all replicates.
  case element = "reporter_element"
  /// The same with places in a genome, BED6+5; without a header.
  case genomicElement = "reporter_genomic_element"
  /// Effect of every variant.
  case variant = "reporter_variant"
  /// The same with places in a genome, BED6+13; without a header.
  case genomicVariant = "reporter_genomic_variant"
  /// The designed sequences.
  case sequenceDesign = "reporter_sequence_design"

  /// Whether the first line names the columns.
  public var hasHeader: Bool {
    switch self {
    case .barcodeToElement, .genomicElement, .genomicVariant: false
    case .experimentBarcode, .experiment, .element, .variant, .sequenceDesign: true
    }
  }

  /// Whether the rows start with an interval and are sorted by chromosome, start and end.
  public var isGenomic: Bool { self == .genomicElement || self == .genomicVariant }

  /// The columns in the order of the format; of `reporter_experiment_barcode` the first two, which
  /// one `dna_count_<replicate>` or `rna_count_<replicate>` per sample follow.
  public var columnNames: [String] { columns.map(\.name) }

  /// Columns a file may lack.
  public var optionalColumnNames: [String] {
    columns.filter { !$0.isRequired }.map(\.name)
  }

  /// What count columns of `reporter_experiment_barcode` start with.
  public static let countPrefixes = ["dna_count_", "rna_count_"]
}
