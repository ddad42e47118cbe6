import GenomicTypes
import ReadCounting
import Statistics
import TestSupport
import Testing

@Suite struct CountedFragmentsSummingTests {
  let place = FragmentPlacement(chromosome: 0, interval: 0..<100, strand: .forward)

  @Test func workedExample() throws {
    let counted = try CountedFragments(
      summing: [place, place], reads: [2, 3], mappingQualities: [10, 42],
      chromosomeNames: ["chr1"])
    #expect(counted.reads == [5] && counted.mappingQualities == [42])
    #expect(counted.placements == [place] && counted.barcodes == nil)
  }

  @Test func rowsAreSortedByPlaceStrandAndBarcode() throws {
    var generator = SeededGenerator(Seed(9))
    var rows: Set<LibraryRow> = []
    for _ in 0..<30_000 {
      let start = Int32(generator.index(below: 50))
      rows.insert(
        LibraryRow(
          barcode: UInt64(generator.index(below: 3)), start: start,
          end: start + 1 + Int32(generator.index(below: 4)),
          strand: Strand.allCases[generator.index(below: 3)],
          chromosome: Int32(generator.index(below: 2)), reads: 2))
    }
    let mixed = Array(rows) + Array(rows)
    let counted = try CountedFragments(
      summing: mixed.map(\.placement), reads: mixed.map(\.reads),
      mappingQualities: mixed.map(\.quality), chromosomeNames: ["chr1", "chr2"],
      barcodeLength: 1, barcodes: mixed.map(\.barcode), threads: 2)
    let sorted = rows.sorted {
      ($0.chromosome, $0.start, $0.end, $0.strand.rawValue, $0.barcode)
        < ($1.chromosome, $1.start, $1.end, $1.strand.rawValue, $1.barcode)
    }
    #expect(counted.placements == sorted.map(\.placement))
    #expect(counted.barcodes == sorted.map(\.barcode))
    #expect(counted.reads.allSatisfy { $0 == 4 })
  }

  @Test func sumsBeyond32BitsAreAnError() {
    #expect(
      message {
        _ = try CountedFragments(
          summing: [place, place], reads: [.max, 1], mappingQualities: [0, 0],
          chromosomeNames: ["chr1"])
      }
        == "chr1:0-100 (+): its reads add up to more than 4294967295; expected a smaller sum. "
        + "Check the counts of the input.")
  }
}
