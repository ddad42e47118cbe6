extension FragmentTableFormat {
  /// How a table in an IGVF format is read; rows keep the order of the file.
  ///
  /// - `reporter_experiment_barcode`: name = `oligo_name`, label `barcode`, every `dna_count_…` and
  ///   `rna_count_…` as a count under its own name; an empty cell is not observed.
  /// - `reporter_barcode_to_element_mapping`: name = element, label `barcode`.
  /// - `reporter_sequence_design`: name, sequence, place and strand where the file gives them, and
  ///   every other column of the format as a label.
  /// - `reporter_experiment`: name = `oligo_name`, label `replicate`, counts `dna_counts` and
  ///   `rna_counts`, the normalised numbers and `n_bc` as activities.
  /// - elements and variants: name (and place), everything else as activities or labels.
  ///
  /// ```swift
  /// let path = "reporter_experiment_barcode.tsv.gz"
  /// let header = try FragmentTableReader.header(of: path)
  /// let format = FragmentTableFormat.igvf(.experimentBarcode, header: header)
  /// let table = try FragmentTableReader(format: format).read([path]).table
  /// ```
  ///
  /// - Parameter header: names of the columns; ignored for formats without a header.
  public static func igvf(_ format: IGVFFormat, header: [String] = []) -> FragmentTableFormat {
    let names = format.hasHeader ? header : format.columnNames
    func reference(_ name: String) -> ColumnReference {
      format.hasHeader ? .name(name) : .number((names.firstIndex(of: name) ?? 0) + 1)
    }
    func named(_ columns: [String]) -> [NamedColumn] {
      columns.filter { names.contains($0) }.map { NamedColumn($0, reference($0)) }
    }
    var table = FragmentTableFormat()
    table.separator = .tab
    table.hasHeader = format.hasHeader
    let nameColumn = ["oligo_name", "oligoName", "variant_id", "name"].first { names.contains($0) }
    table.name = nameColumn.map(reference)
    if format.isGenomic || format == .sequenceDesign { table.setPlace(names, reference) }
    switch format {
    case .barcodeToElement: table.labels = named(["barcode"])
    case .experimentBarcode:
      table.labels = named(["barcode"])
      table.counts = named(
        names.filter { name in IGVFFormat.countPrefixes.contains { name.hasPrefix($0) } })
    case .experiment:
      table.labels = named(["replicate"])
      table.counts = named(["dna_counts", "rna_counts"])
      table.activities = named(["dna_normalized", "rna_normalized", "log2FoldChange", "n_bc"])
    case .element, .genomicElement, .variant, .genomicVariant:
      let values = format.columns.filter {
        if case .number = $0.rule { return true }
        return $0.name == "variantPos"
      }
      table.activities = named(values.map(\.name))
      table.labels = named(["refAllele", "altAllele"])
    case .sequenceDesign:
      table.sequence = reference("sequence")
      table.labels = named([
        "category", "class", "source", "ref", "variant_class", "variant_pos", "SPDI", "allele",
        "info",
      ])
    }
    return table
  }

  private mutating func setPlace(
    _ names: [String], _ reference: (String) -> ColumnReference
  ) {
    func first(_ candidates: [String]) -> ColumnReference? {
      candidates.first { names.contains($0) }.map(reference)
    }
    chromosome = first(["chrom", "chr"]).map { .column($0) }
    start = first(["chromStart", "start"])
    end = first(["chromEnd", "end"])
    strand = first(["strand"])
  }
}
