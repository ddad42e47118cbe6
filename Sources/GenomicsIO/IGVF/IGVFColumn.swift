/// A column of an IGVF format: its name, what its cells hold, and whether they may be empty.
struct IGVFColumn: Hashable, Sendable {
  let name: String
  let rule: IGVFCellRule
  /// Whether a file may lack the column.
  let isRequired: Bool
  /// Whether a cell may be empty: a value that is not known.
  let mayBeEmpty: Bool

  init(_ name: String, _ rule: IGVFCellRule, isRequired: Bool = true, mayBeEmpty: Bool = false) {
    self.name = name
    self.rule = rule
    self.isRequired = isRequired
    self.mayBeEmpty = mayBeEmpty
  }
}

extension IGVFFormat {
  var columns: [IGVFColumn] {
    switch self {
    case .barcodeToElement: [IGVFColumn("barcode", .barcode), IGVFColumn("oligoName", .text)]
    case .experimentBarcode: [IGVFColumn("barcode", .barcode), IGVFColumn("oligo_name", .text)]
    case .experiment:
      [
        IGVFColumn("replicate", .text), IGVFColumn("oligo_name", .text),
        IGVFColumn("dna_counts", .wholeNumber(minimum: 0)),
        IGVFColumn("rna_counts", .wholeNumber(minimum: 0)),
        IGVFColumn("dna_normalized", .amount), IGVFColumn("rna_normalized", .amount),
        IGVFColumn("log2FoldChange", .anyNumber), IGVFColumn("n_bc", .wholeNumber(minimum: 0)),
      ]
    case .element: [IGVFColumn("oligo_name", .text)] + Self.elementValues
    case .genomicElement: Self.place + Self.elementValues
    case .variant: [IGVFColumn("variant_id", .spdi)] + Self.variantValues
    case .genomicVariant: Self.place + Self.variantValues
    case .sequenceDesign: Self.designColumns
    }
  }

  /// Counts of one barcode in one sample.
  static func countColumn(_ name: String) -> IGVFColumn {
    IGVFColumn(name, .wholeNumber(minimum: 0), mayBeEmpty: true)
  }

  private static let place = [
    IGVFColumn("chrom", .text), IGVFColumn("chromStart", .wholeNumber(minimum: 0)),
    IGVFColumn("chromEnd", .wholeNumber(minimum: 0)), IGVFColumn("name", .text),
    IGVFColumn("score", .number(minimum: 0, maximum: 1000)),
    IGVFColumn("strand", .oneOf(["+", "-", "."])),
  ]

  private static let elementValues = [
    IGVFColumn("log2FoldChange", .anyNumber), IGVFColumn("inputCount", .amount),
    IGVFColumn("outputCount", .amount), IGVFColumn("minusLog10PValue", .amount, mayBeEmpty: true),
    IGVFColumn("minusLog10QValue", .amount, mayBeEmpty: true),
  ]

  private static let variantValues = [
    IGVFColumn("log2FoldChange", .anyNumber), IGVFColumn("inputCountRef", .amount),
    IGVFColumn("outputCountRef", .amount), IGVFColumn("inputCountAlt", .amount),
    IGVFColumn("outputCountAlt", .amount),
    IGVFColumn("minusLog10PValue", .amount, mayBeEmpty: true),
    IGVFColumn("minusLog10QValue", .amount, mayBeEmpty: true),
    IGVFColumn("postProbEffect", .number(minimum: 0, maximum: 1), mayBeEmpty: true),
    IGVFColumn("CI_lower_95", .anyNumber, mayBeEmpty: true),
    IGVFColumn("CI_upper_95", .anyNumber, mayBeEmpty: true),
    IGVFColumn("variantPos", .wholeNumber(minimum: -1)), IGVFColumn("refAllele", .allele),
    IGVFColumn("altAllele", .allele),
  ]

  private static let designColumns = [
    IGVFColumn("name", .text), IGVFColumn("sequence", .sequence),
    IGVFColumn("category", .oneOf(["variant", "element", "synthetic", "scrambled"])),
    IGVFColumn(
      "class",
      .oneOf([
        "test", "variant positive control", "variant negative control",
        "element active control", "element inactive control",
      ])),
    IGVFColumn("source", .anything, isRequired: false, mayBeEmpty: true),
    IGVFColumn("ref", .anything, isRequired: false, mayBeEmpty: true),
    IGVFColumn("chr", .anything, isRequired: false, mayBeEmpty: true),
    IGVFColumn("start", .wholeNumber(minimum: 0), isRequired: false, mayBeEmpty: true),
    IGVFColumn("end", .wholeNumber(minimum: 1), isRequired: false, mayBeEmpty: true),
    IGVFColumn("strand", .oneOf(["+", "-"]), isRequired: false, mayBeEmpty: true),
    IGVFColumn("variant_class", .list(.oneOf(["SNV", "indel"]))),
    IGVFColumn("variant_pos", .list(.wholeNumber)), IGVFColumn("SPDI", .list(.spdi)),
    IGVFColumn("allele", .list(.oneOf(["ref", "alt"]))),
    IGVFColumn("info", .anything, isRequired: false, mayBeEmpty: true),
  ]
}
