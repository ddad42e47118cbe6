import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct SuRECountsWriterTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func workedExample() throws {
    var writer = try SuRECountsWriter(path: "\(folder.path)/a.txt", samples: ["K562_1"])
    try writer.write(
      GenomicInterval(chromosome: "chr1", start: 100, end: 250), strand: .forward, library: 3,
      samples: [12])
    try writer.finish()
    #expect(
      String(decoding: try folder.bytes("a.txt"), as: UTF8.self)
        == "chr\tstart\tend\tstrand\tSNPrelpos\tSNPbase\tSNPvar\tSNPabspos\tSNPidx\tiPCR\tK562_1"
        + "\tSNPbaseInf\tSNPvarInf\tSNP_ID\tPAT_MAT\n"
        + "chr1\t101\t250\t+\t\t\t\t\t\t3\t12\t\t\t\t\n")
  }

  @Test func countsAndUnobservedCellsReadBackTheSame() throws {
    let path = "\(folder.path)/a.txt.gz"
    var writer = try SuRECountsWriter(path: path, samples: ["rna 1", "rna 2"])
    for index in 0..<500 {
      try writer.write(
        GenomicInterval(chromosome: "chr2", start: 10 * index, end: 10 * index + 300),
        strand: index % 2 == 0 ? .forward : .reverse, library: UInt32(index),
        samples: [index % 3 == 0 ? nil : 0, UInt32(2 * index)],
        snps: ["5", "A", "1", "15", "2", "A", "1", "rs1,rs2", "1"])
    }
    try writer.finish()
    let header = try FragmentTableReader.header(of: path)
    let format = FragmentTableFormat.sureCounts(header: header)
    #expect(format.counts.map(\.name) == ["iPCR", "rna 1", "rna 2"])
    let table = try FragmentTableReader(format: format).read([path]).0
    #expect(table.rowCount == 500)
    for row in 0..<500 {
      #expect(table.placements[row]?.interval == Int32(10 * row)..<Int32(10 * row + 300))
      #expect(table.placements[row]?.strand == (row % 2 == 0 ? .forward : .reverse))
      #expect(table.counts[0].count(at: row) == UInt32(row))
      #expect(table.counts[1].count(at: row) == (row % 3 == 0 ? nil : 0))
      #expect(table.counts[2].count(at: row) == UInt32(2 * row))
    }
  }
}
