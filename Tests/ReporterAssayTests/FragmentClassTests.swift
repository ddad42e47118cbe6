import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct FragmentClassTests {
  let placements = [
    place(0, 100), place(150, 160), place(150, 160, chromosome: 1), nil, place(500, 700),
    FragmentPlacement(chromosome: 0, interval: nil, strand: .unstranded),
  ]
  let names = ["chr1", "chr2"]

  @Test func oneSharedBaseMakesAMemberAndTouchingDoesNot() {
    let found = FragmentClass(
      name: "enhancer",
      intervals: [
        GenomicInterval(chromosome: "chr1", start: 100, end: 200),
        GenomicInterval(chromosome: "chr1", start: 120, end: 130),
        GenomicInterval(chromosome: "chr1", start: 699, end: 900),
        GenomicInterval(chromosome: "chr9", start: 0, end: 900),
        GenomicInterval(chromosome: "chr2", start: 155, end: 155),
      ], placements: placements, chromosomeNames: names)
    #expect(found.isMember == [false, true, false, false, true, false])
    #expect(
      found.complement(of: placements).isMember == [true, false, true, false, false, false])
    #expect(found.complement(of: placements).name == "not enhancer")
  }

  @Test func nearTSSWidensTheSite() {
    let sites = [
      GenomicInterval(chromosome: "chr1", start: 105, end: 106),
      GenomicInterval(chromosome: "chr2", start: 10, end: 11),
    ]
    func members(_ distance: Int) -> [Bool] {
      FragmentClass.nearTSS(
        sites, distance: distance, placements: placements, chromosomeNames: names
      ).isMember
    }
    #expect(members(5) == [false, false, false, false, false, false])
    #expect(members(6) == [true, false, false, false, false, false])
    #expect(members(140) == [true, true, true, false, false, false])
  }

  @Test func anyIntervalsAgreeWithLookingAtEachOfThem() {
    for seed in 1...20 {
      var generator = SeededGenerator(Seed(UInt64(seed)))
      let intervals = (0..<30).map { _ in
        let start = generator.index(below: 900)
        return GenomicInterval(
          chromosome: names[generator.index(below: 2)], start: start,
          end: start + 1 + generator.index(below: 40))
      }
      let placed = (0..<200).map { _ in
        let start = Int32(generator.index(below: 900))
        return place(
          start, start + 1 + Int32(generator.index(below: 30)),
          chromosome: Int32(generator.index(below: 2)))
      }
      let found = FragmentClass(
        name: "x", intervals: intervals, placements: placed, chromosomeNames: names)
      let expected = placed.map { placement in
        intervals.contains { interval in
          placement.interval.map {
            GenomicInterval(
              chromosome: names[Int(placement.chromosome)], start: Int($0.lowerBound),
              end: Int($0.upperBound)
            ).overlaps(interval)
          } ?? false
        }
      }
      #expect(found.isMember == expected, "seed \(seed)")
    }
  }
}
