import GenomicTypes
import Testing

@Suite struct GenomicIntervalTests {
  @Test func workedExample() {
    let interval = GenomicInterval(chromosome: "chr1", start: 99, end: 200)
    #expect(interval.length == 101)
    #expect(interval.description == "chr1:99-200")
  }

  @Test func touchingIntervalsDoNotOverlap() {
    let left = GenomicInterval(chromosome: "chr1", start: 0, end: 10)
    #expect(!left.overlaps(GenomicInterval(chromosome: "chr1", start: 10, end: 20)))
    #expect(left.overlaps(GenomicInterval(chromosome: "chr1", start: 9, end: 20)))
    #expect(!left.overlaps(GenomicInterval(chromosome: "chr2", start: 0, end: 10)))
  }

  @Test func anEmptyIntervalOverlapsNothingAtItsEdge() {
    let empty = GenomicInterval(chromosome: "chr1", start: 5, end: 5)
    #expect(!empty.overlaps(GenomicInterval(chromosome: "chr1", start: 5, end: 6)))
    #expect(!empty.overlaps(empty))
  }
}
