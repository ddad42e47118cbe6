import Glibc
import PeakReproducibility
import Statistics
import Testing

@Suite struct PseudoReplicatesTests {
  @Test func workedExample() {
    let halves = PseudoReplicates.split([10, 0], identities: ["a", "b"], seed: Seed(1))
    #expect(halves.first[0] + halves.second[0] == 10)
    #expect(halves.first[1] == 0 && halves.second[1] == 0)
  }

  @Test func halvesAreFairAndDoNotDependOnTheOrder() {
    let identities = (0..<400).map { "row\($0)" }
    let counts = [UInt32](repeating: 100, count: 400)
    let halves = PseudoReplicates.split(counts, identities: identities, seed: Seed(2))
    let total = halves.first.reduce(0) { $0 + Int($1) }
    // 20,000 ± 5 standard deviations of 100.
    #expect(abs(total - 20_000) < 500)
    let reversed = PseudoReplicates.split(counts, identities: identities.reversed(), seed: Seed(2))
    #expect(reversed.first == halves.first.reversed())
  }

  /// Counts with a shared rate; two libraries of equal depth.
  @Test func countedRowsHaveASummary() throws {
    var generator = SeededGenerator(Seed(4))
    var counts: [[UInt32]] = [[], []]
    for row in 0..<600 {
      let rate = row < 300 ? generator.gamma(shape: 2, scale: 60) + 20 : 0
      for library in 0..<2 {
        let noise = generator.gamma(shape: 1, scale: 6)
        counts[library].append(UInt32(generator.poisson(mean: rate + noise)))
      }
    }
    let summary = try PseudoReplicates.encodeSummary(
      libraries: counts.map { PseudoReplicates.Library(rna: $0) },
      pool: PseudoReplicates.Library(rna: zip(counts[0], counts[1]).map { $0 + $1 }),
      replicates: ["a", "b"], identities: (0..<600).map { "row\($0)" }
    ) { library in library.rna.map { Double($0) } }
    #expect(summary.own.count == 2)
    #expect(summary.trueReplicates > 150)
    #expect(summary.verdict == .pass)
  }

  @Test func verdicts() throws {
    let summary = ENCODESummary(
      trueReplicates: 900, pooledPseudoReplicates: 1000, own: [800, 350])
    #expect(abs(try #require(summary.rescueRatio) - 1.111) < 1e-3)
    #expect(abs(try #require(summary.selfConsistencyRatio) - 2.2857) < 1e-3)
    #expect(summary.verdict == .borderline)
    let poor = ENCODESummary(trueReplicates: 0, pooledPseudoReplicates: 10, own: [9, 3])
    #expect(poor.rescueRatio == nil && poor.verdict == .fail)
    let good = ENCODESummary(trueReplicates: 5, pooledPseudoReplicates: 10, own: [9, 9])
    #expect(good.verdict == .pass)
  }

  /// Unrelated libraries: numbers of rows that pass are not judged, whatever their ratios.
  @Test func unrelatedLibrariesHaveNoVerdict() throws {
    var generator = SeededGenerator(Seed(6))
    let counts = (0..<2).map { _ in
      (0..<600).map { _ in UInt32(generator.poisson(mean: generator.gamma(shape: 2, scale: 30))) }
    }
    let summary = try PseudoReplicates.encodeSummary(
      libraries: counts.map { PseudoReplicates.Library(rna: $0) },
      pool: PseudoReplicates.Library(rna: zip(counts[0], counts[1]).map { $0 + $1 }),
      replicates: ["a", "b"], identities: (0..<600).map { "row\($0)" }
    ) { library in library.rna.map { Double($0) } }
    #expect(!summary.isEvidence && summary.verdict == .notSeparated)
    let equal = ENCODESummary(
      trueReplicates: 9, pooledPseudoReplicates: 9, own: [9, 9], isEvidence: false)
    #expect(equal.verdict == .notSeparated && equal.rescueRatio == 1)
    #expect("\(equal.verdict.rawValue)" == "not separated")
  }

  /// RNA that only follows an input DNA of its own: halves of a library must not agree because they
  /// are divided by the same counts.
  @Test func pseudoReplicatesShareNoInputDNA() throws {
    var generator = SeededGenerator(Seed(8))
    let rates = (0..<1500).map { _ in generator.gamma(shape: 2, scale: 4) }
    func reads() -> [UInt32] { rates.map { UInt32(generator.poisson(mean: $0)) } }
    func sums(_ first: [UInt32], _ second: [UInt32]) -> [UInt32] {
      zip(first, second).map { $0 + $1 }
    }
    let rna = [reads(), reads()]
    let dna = [reads(), reads()]
    func score(_ library: PseudoReplicates.Library) -> [Double?] {
      zip(library.rna, library.dna ?? []).map { rna, dna -> Double? in
        log2(Double(rna + 1)) - log2(Double(dna + 1))
      }
    }
    let summary = try PseudoReplicates.encodeSummary(
      libraries: [0, 1].map { PseudoReplicates.Library(rna: rna[$0], dna: dna[$0]) },
      pool: PseudoReplicates.Library(rna: sums(rna[0], rna[1]), dna: sums(dna[0], dna[1])),
      replicates: ["a", "b"], identities: (0..<1500).map { "row\($0)" }, score: score)
    #expect(summary.verdict != .pass, "\(summary)")
  }

  @Test func passingRows() {
    let passing = PassingRows([0.005, 0.05, 0.06, 1])
    #expect([passing.strict, passing.usual, passing.loose] == [1, 2, 3])
    #expect(passing.threshold == 0.05 && passing.atThreshold == 2)
    #expect(PassingRows([0.005, 0.05, 0.06, 1], threshold: 0.2).atThreshold == 3)
  }
}
