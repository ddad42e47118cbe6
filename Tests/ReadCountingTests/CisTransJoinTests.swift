import GenomicTypes
import GenomicsIO
import ReadCounting
import TestSupport
import Testing

/// The raw files of a real experiment, joined, give the published tables row by row.
@Suite(.enabled(if: realData != nil)) struct CisTransJoinTests {
  let folder = "\(realData ?? "")/cis_trans_mpra"

  private static let samples: [(column: String, file: String)] =
    [("DNA", "MPRA__DNA__rep1")]
    + (1...3).flatMap { b in
      (1...3).map { ("HUES64_B\(b)_T\($0)", "MPRA__HUES64__rep\(b)__tfxn\($0)") }
    } + (1...3).map { ("mESC_B\($0)_T1", "MPRA__mESC__rep\($0)__tfxn1") }

  private func joined(threads: Int) throws -> JoinedBarcodes {
    let index = try BarcodeOligoReader().read(["\(folder)/index.txt.gz"])
    #expect(index.barcodes.count == 181_026 && index.names.count == 13_535)
    let assignment = try assignBarcodes(
      of: OligoBarcodes(
        oligos: OligoList(
          names: index.names, chromosomeNames: index.chromosomeNames,
          placements: index.placements), length: index.length, barcodes: index.barcodes,
        oligoIndices: index.oligos, reads: index.reads),
      rules: BarcodeAssignmentRules(minimumSupport: 1), threads: threads)
    #expect(assignment.assigned.barcodes.count == 181_026)
    #expect(assignment.multiPositionBarcodes == 0)
    let samples = try Self.samples.map { sample in
      let counts = try BarcodeCountReader().read(["\(folder)/\(sample.file).BARCODES.txt.gz"])
      #expect(counts.summary.rowsRead == 239_653 && counts.summary.rowsRejected == 0)
      return BarcodeSample(
        name: sample.column,
        barcodes: try CountedBarcodes(
          summing: counts.barcodes, reads: counts.counts, length: counts.length,
          threads: threads))
    }
    let library = BarcodeLibrary(name: "index", barcodes: assignment.assigned)
    let overlaps = try barcodeOverlaps(libraries: [library], samples: samples)
    #expect(!overlaps.contains { $0.looksReversed })
    #expect(overlaps.allSatisfy { ($0.fractionOfSample ?? 0) > 0.7 })
    return try joinBarcodes(libraries: [library], samples: samples, threads: threads)
  }

  @Test func publishedCountsAreReproducedRowByRow() throws {
    let joined = try joined(threads: 2)
    #expect(joined.table.rowCount == 181_026)
    for node in joined.attrition where node.unit == "barcode" {
      #expect(node.entered == 239_653 && node.left == 181_026)
      #expect(node.dropped == ["not_assigned": 58_627])
    }
    var rowOfBarcode: [UInt64: Int] = [:]
    for (row, barcode) in joined.barcodes.enumerated() { rowOfBarcode[barcode] = row }
    var rows = 0
    for genome in ["hg19", "mm9"] {
      var format = FragmentTableFormat()
      format.chromosome = .column("chrom")
      (format.start, format.end, format.strand) = ("start", "end", "strand")
      format.name = "name"
      format.labels = [NamedColumn("barcode", "barcode")]
      format.counts = Self.samples.map { NamedColumn($0.column, .name($0.column)) }
      let published = try FragmentTableReader(format: format)
        .read(["\(folder)/fragments_\(genome).tsv.gz"]).table
      var different = 0
      for row in 0..<published.rowCount {
        let barcode = PackedBarcode.packed(published.labels[0].values[row].utf8) ?? .max
        let own = try #require(rowOfBarcode[barcode])
        let isSame =
          published.placements[row]?.interval == joined.table.placements[own]?.interval
          && published.placements[row]?.strand == joined.table.placements[own]?.strand
          && published.chromosomeName(of: row) == joined.table.chromosomeName(of: own)
          && published.names?[row] == joined.table.names?[own]
          && zip(published.counts, joined.table.counts).allSatisfy {
            $0.count(at: row) == $1.count(at: own)
          }
        if !isSame { different += 1 }
      }
      #expect(different == 0, "\(genome)")
      rows += published.rowCount
    }
    // The others are 4 857 random sequences and 240 controls.
    #expect(rows == 175_929 && joined.table.rowCount - rows == 4857 + 240)
    #expect(joined.table.placements.count { $0 == nil } == 4857 + 240)
  }

  @Test func threadsDoNotMatter() throws {
    let (one, two) = (try joined(threads: 1), try joined(threads: 2))
    #expect(one.barcodes == two.barcodes && one.attrition == two.attrition)
    #expect(one.table.counts.map(\.values) == two.table.counts.map(\.values))
  }
}
