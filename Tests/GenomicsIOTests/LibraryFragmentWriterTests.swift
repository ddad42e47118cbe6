import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct LibraryFragmentWriterTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func row(_ reads: UInt32, samples: [UInt32?] = []) -> LibraryFragmentWriter.Row {
    LibraryFragmentWriter.Row(
      chromosome: Array("chr1".utf8), interval: 100..<250, strand: .reverse,
      barcode: Array("ACGT".utf8), reads: reads, mappingQuality: 42, samples: samples)
  }

  private func lines(_ name: String) throws -> [String] {
    String(decoding: try folder.bytes(name), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func workedExample() throws {
    var writer = try LibraryFragmentWriter(path: "\(folder.path)/a.bedpe", layout: .sure)
    try writer.write(row(7))
    try writer.finish()
    #expect(
      try lines("a.bedpe") == [
        "seqname\tstart\tend\tlength\tstrand\tbarcode\tcount\tend.intr\tstart.intr\tMAPQ\tMD.1\tMD.2"
          + "\talt.1\talt.2\tseq.1\tseq.2\tcigar.1\tcigar.2",
        "chr1\t101\t250\t150\t-\tACGT\t7\t250\t101\t42" + String(repeating: "\tNA", count: 8),
      ])
  }

  @Test func matesOfCeDSpanTheFragmentAndKeepItsStrand() throws {
    var writer = try LibraryFragmentWriter(
      path: "\(folder.path)/a.ipcr", layout: .ceD, samples: ["K562"])
    try writer.write(row(7, samples: [3]))
    try writer.write(row(8, samples: [nil]))
    try writer.finish()
    let lines = try lines("a.ipcr")
    #expect(lines[0].hasSuffix("readOneStrand\treadTwoStrand\tipcrCount\tK562"))
    #expect(
      lines[1]
        == "ACGT\t*\tchr1\t101\t250\t101\t250\t83\t163\t42\t42\t*\t*\t-\t+\t7\t3")
    #expect(lines[2].hasSuffix("\t8\t"))
  }

  @Test(arguments: LibraryFragmentWriter.Layout.allCases)
  func whatIsWrittenReadsBackTheSame(layout: LibraryFragmentWriter.Layout) throws {
    var generator = TestGenerator(state: 5)
    let rows = (0..<3000).map { _ in
      let start = Int32(generator.next() % 1_000_000)
      return LibraryFragmentWriter.Row(
        chromosome: Array((generator.next() % 2 == 0 ? "chr1" : "chrX").utf8),
        interval: start..<start + 1 + Int32(generator.next() % 900),
        strand: generator.next() % 2 == 0 ? .forward : .reverse,
        barcode: (0..<12).map { _ in Array("ACGT".utf8)[Int(generator.next() % 4)] },
        reads: UInt32(generator.next() % 100) + 1,
        mappingQuality: UInt8(generator.next() % 61))
    }
    for (name, threads) in [("a.gz", 1), ("b.gz", 3)] {
      var writer = try LibraryFragmentWriter(
        path: "\(folder.path)/\(name)", layout: layout, threads: threads)
      try writer.write(rows.count) { rows[$0] }
      try writer.finish()
    }
    #expect(try folder.bytes("a.gz") == folder.bytes("b.gz"))
    #expect(try LibraryFragmentReader.recognizes("\(folder.path)/a.gz"))
    let table = try LibraryFragmentReader().read(["\(folder.path)/a.gz"])
    #expect(table.reads == rows.map(\.reads))
    #expect(table.mappingQualities == rows.map(\.mappingQuality))
    for (placement, row) in zip(table.placements, rows) {
      #expect(placement.interval == row.interval && placement.strand == row.strand)
      #expect(
        Array(table.chromosomeNames[Int(placement.chromosome)].utf8) == row.chromosome)
    }
    for (barcode, row) in zip(table.barcodes, rows) {
      #expect(PackedBarcode.letters(barcode, length: 12) == row.barcode)
    }
  }
}
