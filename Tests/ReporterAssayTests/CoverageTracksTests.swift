import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct CoverageTracksTests {
  private func table(
    _ rows: [(Range<Int32>, Strand)], _ counts: [[UInt32]], chromosomes: [Int32]? = nil
  ) -> FragmentTable {
    FragmentTable(
      chromosomeNames: ["chr1", "chr2"],
      placements: rows.enumerated().map { index, row in
        FragmentPlacement(
          chromosome: chromosomes?[index] ?? 0, interval: row.0, strand: row.1)
      },
      counts: counts.enumerated().map { CountColumn(name: "\($0)", values: $1) })
  }

  private func text(_ track: ChromosomeTrack) -> [String] {
    (0..<track.count).map { "\(track.starts[$0])-\(track.ends[$0]): \(track.values[$0])" }
  }

  @Test func workedExample() {
    let fragments = table(
      [(0..<10, .forward), (5..<15, .reverse), (20..<30, .unstranded)], [[2, 3, 0]])
    let all = CoverageFragments(fragments)
    #expect(
      text(all.track(on: 0, of: fragments.counts))
        == ["0-5: 2.0", "5-10: 5.0", "10-15: 3.0", "20-30: 0.0"])
    #expect(
      text(all.track(on: 0, of: fragments.counts, isFlat: true))
        == ["0-5: 1.0", "5-10: 2.0", "10-15: 1.0", "20-30: 0.0"])
    #expect(all.track(on: 1, of: fragments.counts).count == 0)
    #expect(
      all.fragmentCount(on: 0) == 3 && all.largestEnd(on: 0) == 30 && all.largestEnd(on: 1) == 0)
    let plus = CoverageFragments(fragments, strand: .plus)
    let minus = CoverageFragments(fragments, strand: .minus)
    #expect(text(plus.track(on: 0, of: fragments.counts)) == ["0-10: 2.0"])
    #expect(text(minus.track(on: 0, of: fragments.counts)) == ["5-15: 3.0"])
  }

  @Test func neighboursOfEqualValueStayApartUnlessJoined() {
    let fragments = table(
      [(0..<10, .forward), (10..<20, .forward), (20..<25, .forward)], [[2, 2, 1]])
    let coverage = CoverageFragments(fragments)
    #expect(
      text(coverage.track(on: 0, of: fragments.counts)) == [
        "0-10: 2.0", "10-20: 2.0", "20-25: 1.0",
      ])
    #expect(
      text(coverage.track(on: 0, of: fragments.counts, joinsEqual: true))
        == ["0-20: 2.0", "20-25: 1.0"])
  }

  @Test func normalizedTrackByHand() throws {
    // DNA 2, 1, 0 and RNA 6 (4 + 2), 0, 5 on 0-10, 5-15, 20-30.
    let fragments = table(
      [(0..<10, .forward), (5..<15, .forward), (20..<30, .forward)],
      [[2, 1, 0], [4, 0, 5], [2, 0, 0]])
    let coverage = CoverageFragments(fragments)
    let rna = Array(fragments.counts[1...])
    let dna = [fragments.counts[0]]
    let ratio = coverage.ratioTrack(on: 0, rna: rna, dna: dna)
    #expect(text(ratio) == ["0-5: 3.0", "5-10: 2.0", "10-15: 0.0"])
    let factor = try #require(meanOneFactor(area: ratio.area, coveredBases: ratio.coveredBases))
    #expect(factor == 0.6)  // area 25 over 15 bases
    let scaled = ratio.scaled(by: factor)
    #expect(abs(scaled.area - Double(scaled.coveredBases)) < 1e-12)
    #expect(
      text(coverage.ratioTrack(on: 0, rna: rna, dna: dna, zeroInput: .addOne))
        == ["0-5: 2.0", "5-10: 1.5", "10-15: 0.0", "20-30: 5.0"])
    #expect(meanOneFactor(area: 0, coveredBases: 5) == nil)
    #expect(meanOneFactor(area: 0, coveredBases: 0) == nil)
  }

  @Test func tracksAreCombinedByTheirSum() {
    var first = ChromosomeTrack(chromosome: "c")
    first.append(start: 0, end: 10, value: 1)
    first.append(start: 30, end: 40, value: 4)
    var second = ChromosomeTrack(chromosome: "c")
    second.append(start: 5, end: 20, value: 2)
    #expect(
      text(combinedTrack([first, second]))
        == ["0-5: 1.0", "5-10: 3.0", "10-20: 2.0", "30-40: 4.0"])
    #expect(combinedTrack([first]) == first)
  }

  @Test func rowsWithoutAnIntervalAreLeftOut() {
    var fragments = table([(0..<10, .forward), (3..<4, .forward)], [[1, 1]])
    fragments.placements[1] = nil
    let coverage = CoverageFragments(fragments)
    #expect(coverage.fragmentCount(on: 0) == 1)
    #expect(text(coverage.track(on: 0, of: fragments.counts)) == ["0-10: 1.0"])
  }

  @Test(arguments: 0..<40) func everyBaseHasWhatCoversIt(_ seed: Int) {
    var generator = SeededGenerator(Seed(UInt64(seed)))
    let length = 60
    let rows = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
      let start = Int32.random(in: 0..<50, using: &generator)
      let end = Int32.random(in: (start + 1)...60, using: &generator)
      return (start..<end, Strand.allCases[Int.random(in: 0..<3, using: &generator)])
    }
    let counts = (0..<2).map { _ in
      rows.map { _ in UInt32.random(in: 0..<4, using: &generator) }
    }
    let chromosomes = rows.map { _ in Int32.random(in: 0..<2, using: &generator) }
    let fragments = table(rows, counts, chromosomes: chromosomes)
    for strand in CoverageStrand.allCases {
      let coverage = CoverageFragments(fragments, strand: strand)
      for chromosome in 0..<2 {
        let members = rows.indices.filter { row in
          Int(chromosomes[row]) == chromosome
            && (strand == .all || rows[row].1 == (strand == .plus ? .forward : .reverse))
        }
        func naive(_ value: ([Int]) -> Double?) -> [Double?] {
          (0..<length).map { base in
            let covering = members.filter { rows[$0].0.contains(Int32(base)) }
            return covering.isEmpty ? nil : value(covering)
          }
        }
        func sum(_ column: Int, _ rows: [Int]) -> UInt32 {
          rows.reduce(0) { $0 + counts[column][$1] }
        }
        let sums = coverage.track(on: chromosome, of: fragments.counts)
        #expect(perBase(sums, length) == naive { Double(sum(0, $0) + sum(1, $0)) })
        let flat = coverage.track(on: chromosome, of: [fragments.counts[0]], isFlat: true)
        #expect(
          perBase(flat, length) == naive { Double($0.count { counts[0][$0] > 0 }) })
        for rule in ZeroInputRule.allCases {
          let added: UInt32 = rule == .addOne ? 1 : 0
          let ratio = coverage.ratioTrack(
            on: chromosome, rna: [fragments.counts[1]], dna: [fragments.counts[0]],
            zeroInput: rule)
          #expect(
            perBase(ratio, length)
              == naive {
                sum(0, $0) + added == 0 ? nil : Double(sum(1, $0)) / Double(sum(0, $0) + added)
              })
        }
        let joined = coverage.track(on: chromosome, of: fragments.counts, joinsEqual: true)
        #expect(perBase(joined, length) == perBase(sums, length) && joined.count <= sums.count)
        let breakpoints = Set(members.flatMap { [rows[$0].0.lowerBound, rows[$0].0.upperBound] })
        #expect(Set(sums.starts + sums.ends) == breakpoints)
      }
    }
  }

  private func perBase(_ track: ChromosomeTrack, _ length: Int) -> [Double?] {
    var values = [Double?](repeating: nil, count: length)
    for index in 0..<track.count {
      for base in track.starts[index]..<track.ends[index] {
        values[Int(base)] = track.values[index]
      }
    }
    return values
  }
}
