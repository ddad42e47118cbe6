import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct FragmentTableFormatIGVFTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func read(_ format: IGVFFormat, _ text: String) throws -> FragmentTable {
    let path = try folder.file("t.tsv", text)
    let header = format.hasHeader ? try FragmentTableReader.header(of: path) : []
    return try FragmentTableReader(format: .igvf(format, header: header)).read([path]).table
  }

  @Test func barcodeCountsKeepWhatWasNotObserved() throws {
    let table = try read(
      .experimentBarcode,
      "barcode\toligo_name\tdna_count_1\trna_count_1\nACGT\ttile_1\t3\t\n")
    #expect(table.names == ["tile_1"] && table.labels[0].values == ["ACGT"])
    #expect(table.counts.map(\.name) == ["dna_count_1", "rna_count_1"])
    #expect(table.counts[0].count(at: 0) == 3 && table.counts[1].count(at: 0) == nil)
  }

  @Test func mappingHasNoHeader() throws {
    let table = try read(.barcodeToElement, "ACGT\ttile_1\nCC\ttile_1\n")
    #expect(table.names == ["tile_1", "tile_1"] && table.labels[0].values == ["ACGT", "CC"])
  }

  @Test func designHasSequencesPlacesAndCategories() throws {
    let table = try read(
      .sequenceDesign,
      IGVFFormat.sequenceDesign.columnNames.joined(separator: "\t")
        + "\na\tACGT\telement\ttest\ts\thg38\tchr1\t5\t9\t-\tNA\tNA\tNA\tNA\t\n"
        + "b\tAC\tscrambled\telement inactive control\t\t\t\t\t\t\tNA\tNA\tNA\tNA\t\n")
    #expect(table.placements[0]?.interval == 5..<9 && table.placements[0]?.strand == .reverse)
    #expect(table.placements[1] == nil && table.sequences?.letters(at: 1) == "AC")
    #expect(table.labels.first { $0.name == "category" }?.values == ["element", "scrambled"])
  }

  @Test func elementsAndExperimentsAreRead() throws {
    let genomic = try read(.genomicElement, "chr1\t0\t5\tt\t100\t+\t0.5\t1\t2\t\t4\n")
    #expect(genomic.names == ["t"] && genomic.placements[0]?.interval == 0..<5)
    #expect(
      genomic.activities.map(\.name) == [
        "score", "log2FoldChange", "inputCount", "outputCount", "minusLog10PValue",
        "minusLog10QValue",
      ])
    #expect(genomic.activities.map { $0.values[0] } == [100, 0.5, 1, 2, nil, 4])
    let experiment = try read(
      .experiment,
      IGVFFormat.experiment.columnNames.joined(separator: "\t") + "\n1\tt\t1\t2\t1.5\t2\t-1\t3\n")
    #expect(experiment.labels[0].values == ["1"] && experiment.counts[1].values == [2])
    #expect(experiment.activities.map { $0.values[0] } == [1.5, 2, -1, 3])
    let variant = try read(
      .variant,
      IGVFFormat.variant.columnNames.joined(separator: "\t")
        + "\na:1:G:A\t0.5\t1\t2\t3\t4\t\t\t\t\t\t-1\tG\tA\n")
    #expect(variant.names == ["a:1:G:A"] && variant.labels.map { $0.values[0] } == ["G", "A"])
    #expect(
      variant.activities.last?.name == "variantPos" && variant.activities.last?.values == [-1])
  }
}
