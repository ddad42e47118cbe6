import Foundation
import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite(.enabled(if: realData != nil)) struct RealDataTests {
  let data = realData ?? ""

  @Test func barcodedFragmentsOfBothGenomesAreReadWhole() throws {
    var format = FragmentTableFormat()
    format.chromosome = .column("chrom")
    (format.start, format.end, format.strand) = ("start", "end", "strand")
    format.name = "name"
    format.counts = ["DNA", "HUES64_B1_T1", "mESC_B3_T1"].map { NamedColumn($0, .name($0)) }
    let path = "\(data)/cis_trans_mpra/fragments_hg19.tsv.gz"
    let (table, summary) = try FragmentTableReader(format: format).read([path])
    #expect(table.rowCount == 90_428 && summary.rowsRejected == 0)
    #expect(table.placements.allSatisfy { $0?.interval?.count == 144 })
    #expect(table.counts[0].values.prefix(3) == [2, 86, 542])
    #expect(table.counts[2].values.prefix(3) == [1, 10, 221])
    let fragments = Set(table.placements)
    #expect(fragments.count == 6956)

    let genome = try ReferenceGenome(path: "\(data)/cis_trans_mpra/hg19_sparse.fa.gz")
    #expect(genome.length(of: "chr1") == 249_250_621)
    // The genome holds chr1–22 and X; a few fragments lie on chrM and chrY.
    let outside = table.placements.indices.filter {
      ["chrM", "chrY"].contains(table.chromosomeName(of: $0) ?? "")
    }
    let one = try genome.sequences(
      for: table.placements, chromosomeNames: table.chromosomeNames, threads: 1,
      badRows: .skip(listing: 1))
    let two = try genome.sequences(
      for: table.placements, chromosomeNames: table.chromosomeNames, threads: 2,
      badRows: .skip(listing: 1))
    let isSameForBothThreadCounts = one.sequences == two.sequences
    #expect(isSameForBothThreadCounts)
    #expect(one.keptRows.count == 90_428 - outside.count)
    #expect(one.rejectedByReason == ["unknown_chromosome": outside.count])
    #expect(one.sequences.totalLength == one.keptRows.count * 144)

    let unsorted = one.keptRows.reversed().map { table.placements[$0] }
    let reversed = try genome.sequences(
      for: unsorted, chromosomeNames: table.chromosomeNames, threads: 2)
    let isSameInAnyOrder =
      reversed.sequences.selecting((0..<unsorted.count).reversed()) == one.sequences
    #expect(isSameInAnyOrder)
  }

  @Test func extractedBarcodedFragmentsAreTheSynthesisedElements() throws {
    // index.txt.gz names the element that carries each barcode, by its sequence.
    var format = FragmentTableFormat()
    format.chromosome = .column("chrom")
    (format.start, format.end, format.strand) = ("start", "end", "strand")
    format.name = "barcode"
    let folder = "\(data)/cis_trans_mpra"
    let fragments = try FragmentTableReader(format: format)
      .read(["\(folder)/fragments_hg19.tsv.gz"]).table
    var elementFormat = FragmentTableFormat()
    (elementFormat.name, elementFormat.sequence) = ("barcode", "element")
    let elements = try FragmentTableReader(format: elementFormat)
      .read(["\(folder)/index.txt.gz"]).table
    let synthesised = try #require(elements.sequences)
    var rowOfBarcode: [String: Int] = [:]
    for (row, name) in (elements.names ?? []).enumerated() { rowOfBarcode[name] = row }
    let extracted = try ReferenceGenome(path: "\(folder)/hg19_sparse.fa.gz")
      .sequences(
        for: fragments.placements, chromosomeNames: fragments.chromosomeNames, threads: 2,
        badRows: .skip(listing: 0))
    let barcodes = try #require(fragments.names)
    var different = 0
    for (index, row) in extracted.keptRows.enumerated() {
      let element = try #require(rowOfBarcode[barcodes[row]])
      if synthesised.codes(at: element) != extracted.sequences.codes(at: index) { different += 1 }
    }
    #expect(different == 0 && extracted.keptRows.count > 90_000)
  }

  @Test func bacterialFragmentsEqualTheirGenome() throws {
    var format = FragmentTableFormat()
    format.hasHeader = false
    format.chromosome = .constant("U00096.2")
    (format.sequence, format.start, format.end, format.name) = ("#1", "#3", "#4", "#5")
    format.activities = [NamedColumn("RNA/DNA", "#2")]
    let folder = "\(data)/ecoli_tss"
    format.badRows = .skip(listing: 5)
    var (table, summary) = try FragmentTableReader(format: format)
      .read(["\(folder)/tss_expression_model_format.txt.gz"])
    #expect(summary.rowsRead == 17_767)
    // Two fragments cross the origin of the circular genome: they start at −7 and −82.
    #expect(summary.rejectedByReason == ["bad_coordinate": 2] && table.rowCount == 17_765)
    let strands = (table.names ?? []).map { Strand(symbol: String($0.suffix(1))) ?? .unstranded }
    for row in strands.indices { table.placements[row]?.strand = strands[row] }
    let extracted = try ReferenceGenome(path: "\(folder)/U00096.2.fa.gz").sequences(
      for: table.placements, chromosomeNames: table.chromosomeNames, threads: 2,
      badRows: .skip(listing: 5))
    let sequences = try #require(table.sequences)
    #expect(extracted.keptRows.count == 17_669 && extracted.rejectedByReason == ["no_interval": 96])
    var asLabelled = 0
    var opposite = 0
    for (index, row) in extracted.keptRows.enumerated() {
      let genome = extracted.sequences.codes(at: index)
      let given = sequences.codes(at: row)
      if genome == given { asLabelled += 1 }
      if BaseCode.reverseComplement(genome) == given { opposite += 1 }
    }
    // 45 rows carry the other strand than their label says, and 2 of the unlabelled controls do.
    #expect(asLabelled == 17_622 && opposite == 47)
  }

  @Test func designedLibraryIsReadWhole() throws {
    var format = FragmentTableFormat()
    format.chromosome = .column("chrom")
    (format.name, format.sequence) = ("name", "sequence")
    format.activities = ["HepG2", "K562", "WTC11"].map { NamedColumn($0, .name($0)) }
    format.labels = [NamedColumn("source", "source")]
    let (table, summary) = try FragmentTableReader(format: format)
      .read(["\(data)/lentimpra_joint/lentimpra_joint_dev.tsv.gz"])
    #expect(table.rowCount == 50_432 && summary.rowsRejected == 0)
    #expect(table.placements.count { $0 == nil } == 664)
    #expect(table.activities[0].values.first == -1.018)
    #expect(table.sequences?.length(at: 0) == 200)
  }

  @Test func blanksOfABarcodeTableAreNotObserved() throws {
    var format = FragmentTableFormat()
    format.name = "oligo_name"
    format.counts = ["dna_count_1", "rna_count_1"].map { NamedColumn($0, .name($0)) }
    let table = try FragmentTableReader(format: format)
      .read(["\(data)/mpralib_inoue/reporter_experiment_barcode.input.tsv.gz"]).table
    #expect(table.rowCount == 92_729 && Set(table.names ?? []).count == 2321)
    #expect(table.counts[0].count(at: 0) == 1 && table.counts[0].count(at: 1) == nil)
  }

  @Test func annotationsAreRead() throws {
    #expect(
      try BEDReader.read("\(data)/annotation/fantom5_TSS_114bp_hg19.bed.gz").count == 56_614)
    #expect(try BEDReader.read("\(data)/annotation/hg19-blacklist.v2.bed.gz").count > 800)
  }
}
