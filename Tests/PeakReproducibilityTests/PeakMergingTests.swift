import GenomicTypes
import PeakReproducibility
import Statistics
import Testing

func peak(
  _ start: Int, _ end: Int, _ rank: Double, chromosome: String = "chr1",
  strand: Strand = .unstranded, summit: Int? = nil
) -> Peak {
  Peak(
    interval: GenomicInterval(chromosome: chromosome, start: start, end: end), strand: strand,
    rank: rank, summit: summit)
}

@Suite struct PeakMergingTests {
  @Test func workedExample() throws {
    let groups = PeakMerging.groups(
      [[peak(0, 10, 1, summit: 4), peak(8, 20, 3, summit: 12)], [peak(19, 30, 5, summit: 21)]],
      combination: .sum)
    #expect(groups.count == 1)
    #expect("\(groups[0].interval)" == "chr1:0-30")
    let first = try #require(groups[0].parts[0])
    #expect("\(first.interval)" == "chr1:0-20")
    #expect(first.score == 4 && first.summit == 12)
    #expect(groups[0].summit == 16)
  }

  @Test func touchingPeaksStrandsAndChromosomesStayApart() {
    let groups = PeakMerging.groups(
      [
        [peak(0, 10, 1), peak(0, 10, 1, strand: .forward)],
        [peak(10, 20, 2), peak(5, 9, 2, strand: .reverse), peak(0, 10, 1, chromosome: "chr2")],
      ], combination: .sum)
    #expect(
      groups.map(\.place)
        == ["chr1:0-10(+)", "chr1:0-10", "chr1:5-9(-)", "chr1:10-20", "chr2:0-10"])
    #expect(groups.allSatisfy { $0.parts.count { $0 == nil } == 1 })
  }

  @Test func scoresAreCombinedAsAsked() throws {
    let peaks = [[peak(0, 10, 1), peak(5, 12, 4)], [peak(0, 3, 2)]]
    for (combination, expected) in [
      (ScoreCombination.sum, 5.0), (.mean, 2.5), (.min, 1), (.max, 4),
    ] {
      let group = PeakMerging.groups(peaks, combination: combination)[0]
      #expect(try #require(group.parts[0]).score == expected)
    }
  }

  @Test func theOrderOfPeaksChangesNothing() {
    var generator = SeededGenerator(Seed(3))
    let peaks = (0..<300).map { _ in
      let start = generator.index(below: 5000)
      return peak(
        start, start + 5 + generator.index(below: 40), Double(generator.index(below: 5)),
        summit: start)
    }
    let halves = [Array(peaks[..<150]), Array(peaks[150...])]
    let merged = PeakMerging.groups(halves, combination: .max)
    let shuffled = halves.map { half in generator.permutation(150).map { half[$0] } }
    #expect(PeakMerging.groups(shuffled, combination: .max) == merged)
    for (left, right) in zip(merged, merged.dropFirst()) {
      #expect(left.interval.end <= right.interval.start)
    }
  }

  /// Nearest summit first, then the larger share of the shorter peak, then the score.
  @Test func aReferencePeakTakesTheBestOfEachReplicate() throws {
    let target = peak(100, 200, 1, summit: 150)
    func chosen(_ peaks: [Peak]) throws -> Double {
      let match = PeakMerging.matches([peaks, []], to: [target])[0]
      #expect(match.parts[1] == nil && match.interval == target.interval)
      return try #require(match.parts[0]).score
    }
    #expect(try chosen([peak(90, 210, 9, summit: 120), peak(140, 190, 2, summit: 155)]) == 2)
    #expect(try chosen([peak(90, 110, 9, summit: 100), peak(150, 400, 8, summit: 200)]) == 9)
    #expect(try chosen([peak(140, 160, 1), peak(140, 160, 3), peak(90, 100, 50)]) == 3)
    // A long peak far to the left still counts when it reaches the target.
    #expect(try chosen([peak(0, 101, 7), peak(10, 20, 8), peak(30, 40, 9)]) == 7)
  }
}
