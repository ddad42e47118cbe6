import Foundation
import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct IndexedTableWriterTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func write(_ intervals: [GenomicInterval], to name: String, length: Int = 0) throws
    -> String
  {
    var writer = try IndexedTableWriter(
      path: "\(folder.path)/\(name)", columns: ["n"], comments: ["raw counts"],
      longestChromosome: length)
    for (row, interval) in intervals.enumerated() {
      writer.start(interval)
      writer.row.append(row)
      try writer.endRow()
    }
    return try writer.finish()
  }

  @Test func tableReadsBackAndItsIndexLiesBesideIt() throws {
    let intervals = [
      GenomicInterval(chromosome: "chr1", start: 9, end: 30),
      GenomicInterval(chromosome: "chr1", start: 9, end: 31),
      GenomicInterval(chromosome: "chr2", start: 0, end: 1),
    ]
    let index = try write(intervals, to: "a.tsv.gz")
    #expect(index == "\(folder.path)/a.tsv.gz.tbi")
    #expect(try folder.names() == ["a.tsv.gz", "a.tsv.gz.tbi"])
    let records = try BEDReader.read("\(folder.path)/a.tsv.gz")
    #expect(records.map(\.interval) == intervals)
    // A tabix index is BGZF whose content starts with "TBI\1".
    #expect(try gunzipped(index).prefix(4) == [0x54, 0x42, 0x49, 1])
  }

  @Test func chromosomeBeyondTheReachOfTabixGetsACoordinateSortedIndex() throws {
    let far = GenomicInterval(chromosome: "chr1", start: 1 << 29, end: 1 << 29 + 5)
    try folder.file("a.tsv.gz.tbi", "old")
    let index = try write([far], to: "a.tsv.gz")
    #expect(index.hasSuffix("a.tsv.gz.csi"))
    #expect(try folder.names() == ["a.tsv.gz", "a.tsv.gz.csi"])
    #expect(try write([far], to: "b.tsv.gz", length: 1 << 30).hasSuffix(".csi"))
  }

  @Test func emptyTableHasAnIndex() throws {
    #expect(try write([], to: "a.tsv.gz").hasSuffix(".tbi"))
  }

  @Test func unsortedRowsAreAnError() throws {
    let path = "\(folder.path)/a.tsv.gz"
    #expect(
      message {
        _ = try write(
          [
            GenomicInterval(chromosome: "chr1", start: 9, end: 30),
            GenomicInterval(chromosome: "chr1", start: 8, end: 30),
          ], to: "a.tsv.gz")
      }
        == "\(path): htslib cannot index the table; expected BGZF, sorted by chromosome, start and "
        + "end.")
  }
}

@Suite struct GenomicOrderTests {
  @Test func workedExample() {
    func place(_ chromosome: Int32, _ range: Range<Int32>?) -> FragmentPlacement {
      FragmentPlacement(chromosome: chromosome, interval: range, strand: .forward)
    }
    let placements = [place(0, 5..<9), place(1, 7..<9), nil, place(1, 3..<9), place(1, nil)]
    #expect(
      GenomicOrder.rows(of: placements, chromosomeNames: ["chr2", "chr10"]) == [3, 1, 0])
  }

  @Test func equalPlacesKeepTheOrderOfTheRows() {
    let place = FragmentPlacement(chromosome: 0, interval: 1..<2, strand: .forward)
    let wide = FragmentPlacement(chromosome: 0, interval: 1..<3, strand: .forward)
    #expect(
      GenomicOrder.rows(of: [wide, place, place], chromosomeNames: ["c"]) == [1, 2, 0])
  }
}

@Suite struct BedGraphWriterTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func plainAndIndexedHoldTheSameText() throws {
    var track = ChromosomeTrack(chromosome: "chr1")
    track.append(start: 10, end: 20, value: 3)
    track.append(start: 25, end: 30, value: 0.1)
    for name in ["a.bedgraph", "b.bedgraph.gz"] {
      var writer = try BedGraphWriter(path: "\(folder.path)/\(name)")
      try writer.append(track)
      try writer.finish()
    }
    #expect(try folder.text("a.bedgraph") == "chr1\t10\t20\t3\nchr1\t25\t30\t0.1\n")
    #expect(
      try gunzipped("\(folder.path)/b.bedgraph.gz")
        == Array("chr1\t10\t20\t3\nchr1\t25\t30\t0.1\n".utf8))
    #expect(
      try folder.names() == ["a.bedgraph", "b.bedgraph.gz", "b.bedgraph.gz.tbi"])
  }
}
