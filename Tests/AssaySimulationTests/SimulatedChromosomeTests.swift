import AssaySimulation
import GenomicTypes
import Statistics
import Testing

@Suite struct SimulatedChromosomeTests {
  /// One chromosome without repeats, motifs or gaps unless they are put in.
  private func plain(
    _ length: Int, _ change: (inout SimulationParameters) -> Void = { _ in }
  ) -> SimulatedChromosome {
    var parameters = SimulationParameters.embedded
    parameters.genome.chromosomes = [ChromosomeParameters(name: "c", length: length)]
    parameters.genome.repeatFamilies = []
    parameters.genome.islandsPerMegabase = 0
    parameters.genome.telomereLength = 0
    parameters.genome.gapsPerMegabase = 0
    parameters.grammar.motifs = []
    parameters.grammar.pairs = []
    change(&parameters)
    return SimulatedChromosome(parameters, index: 0)
  }

  private func frequency(_ codes: [UInt8], of word: [UInt8]) -> Double {
    let places = codes.count - word.count + 1
    let hits = (0..<places).count { start in
      word.indices.allSatisfy { codes[start + $0] == word[$0] }
    }
    return Double(hits) / Double(places)
  }

  @Test func regionalGCFollowsTheLandscape() throws {
    let chromosome = plain(1_000_000)
    let window = 5_000
    var planned: [Double] = []
    var observed: [Double] = []
    for start in stride(from: 0, to: chromosome.length, by: window) {
      let bins = (start / 100)..<((start + window) / 100)
      planned.append(bins.reduce(0.0) { $0 + Double(chromosome.gcLandscape[$1]) } / 50)
      let codes = chromosome.codes[start..<(start + window)]
      observed.append(Double(codes.count { $0 == 1 || $0 == 2 }) / Double(window))
    }
    #expect(try #require(pearsonCorrelation(planned, observed)) > 0.97)
    let average = try #require(mean(of: observed))
    #expect(abs(average - 0.44) < 0.02)
    // five standard errors of a window's GC around its plan
    for (plan, value) in zip(planned, observed) { #expect(abs(plan - value) < 0.036) }
  }

  @Test func theLandscapeIsSmoothAndWithinItsLimits() {
    let landscape = plain(1_000_000).gcLandscape
    #expect(landscape.count == 10_000)
    #expect(landscape.allSatisfy { $0 >= 0.34 - 1e-6 && $0 <= 0.60 + 1e-6 })
    let steps = zip(landscape, landscape.dropFirst()).map { abs($0 - $1) }
    #expect((steps.max() ?? 1) < 0.02)
    #expect((landscape.max() ?? 0) - (landscape.min() ?? 0) > 0.15)
  }

  @Test func cpgIsDepletedWithoutChangingCompositionOrStrands() {
    let chromosome = plain(1_000_000) { $0.genome.gcDeviation = 0 }
    let base = (0..<4).map { frequency(chromosome.codes, of: [UInt8($0)]) }
    for (code, expected) in [0.28, 0.22, 0.22, 0.28].enumerated() {
      #expect(abs(base[code] - expected) < 0.003)
    }
    let cpg = frequency(chromosome.codes, of: [1, 2])
    #expect(abs(cpg / (base[1] * base[2]) - 0.25) < 0.02)
    // the lost CpG are TpG and CpA: 0.0616 + 0.0363 / 2
    #expect(abs(frequency(chromosome.codes, of: [3, 2]) - 0.0798) < 0.002)
    for (word, partner) in [([3, 2], [1, 0]), ([0, 2], [1, 3]), ([0, 0], [3, 3])] {
      let forward = frequency(chromosome.codes, of: word.map(UInt8.init))
      let reverse = frequency(chromosome.codes, of: partner.map(UInt8.init))
      #expect(abs(forward - reverse) < 0.002)
    }
  }

  @Test func islandsAreRichInGCAndKeepTheirCpG() throws {
    let chromosome = plain(1_000_000) { $0.genome.islandsPerMegabase = 200 }
    #expect(chromosome.islands.count > 120)
    #expect(chromosome.islands.allSatisfy { (300...1_200).contains($0.count) })
    for (left, right) in zip(chromosome.islands, chromosome.islands.dropFirst()) {
      #expect(left.upperBound < right.lowerBound)
    }
    let inside = chromosome.islands.flatMap { chromosome.codes[$0] }
    let gc = frequency(inside, of: [1]) + frequency(inside, of: [2])
    #expect(abs(gc - 0.65) < 0.01)
    #expect(abs(frequency(inside, of: [1, 2]) / (gc * gc / 4) - 1) < 0.05)
  }

  @Test func repeatCopiesDivergeAsDrawnFromOneConsensus() throws {
    let family = RepeatFamilyParameters(name: "r", length: 400, gc: 0.5, share: 0.05)
    var parameters = SimulationParameters.embedded
    parameters.genome.chromosomes = [
      ChromosomeParameters(name: "c", length: 400_000),
      ChromosomeParameters(name: "d", length: 400_000),
    ]
    parameters.genome.repeatFamilies = [family]
    parameters.grammar.motifs = []
    parameters.grammar.pairs = []
    parameters.genome.gapsPerMegabase = 0
    let first = SimulatedChromosome(parameters, index: 0)
    let second = SimulatedChromosome(parameters, index: 1)
    #expect((50...90).contains(first.repeats.count))
    #expect(first.repeats.contains { $0.strand == .reverse })
    let long = first.repeats.filter { $0.interval.count > 390 }
    let other = second.repeats.filter { $0.interval.count > 390 }
    let copy = try #require(long.first { isWhole($0, among: first.repeats) })
    let partner = try #require(other.first { isWhole($0, among: second.repeats) })
    let one = first.sequence(in: copy.interval, strand: copy.strand)
    let two = second.sequence(in: partner.interval, strand: partner.strand)
    // best gapless alignment of two copies: identity is about (1 − d₁)(1 − d₂), not ¼
    let identities = (-10...10).map { shift -> Double in
      let pairs = one.indices.filter { two.indices.contains($0 + shift) }
      return Double(pairs.count { one[$0] == two[$0 + shift] }) / Double(pairs.count)
    }
    let expected = (1 - copy.divergence) * (1 - partner.divergence)
    #expect(abs((identities.max() ?? 0) - expected) < 0.12)
    let divergences = first.repeats.map(\.divergence)
    #expect(divergences.allSatisfy { $0 >= 0.05 && $0 <= 0.20 })
  }

  /// No later copy lies on it, and it is clear of the telomeres.
  private func isWhole(_ copy: RepeatCopy, among copies: [RepeatCopy]) -> Bool {
    copy.interval.lowerBound > 600 && copy.interval.upperBound < 399_000
      && copies.count { $0.interval.overlaps(copy.interval) } == 1
  }

  @Test func gapsAreUnknownAndNothingElseIs() {
    let chromosome = plain(500_000) {
      $0.genome.telomereLength = 700
      $0.genome.gapsPerMegabase = 20
    }
    #expect(chromosome.gaps.first == 0..<700)
    #expect(chromosome.gaps.last?.upperBound == 500_000)
    #expect(chromosome.gaps.count > 4)
    let unknown = chromosome.codes.count { $0 > 3 }
    #expect(unknown == chromosome.gaps.reduce(0) { $0 + $1.count })
    #expect(chromosome.gaps.allSatisfy { chromosome.codes[$0].allSatisfy { $0 == 4 } })
  }

  @Test func mostPlantedMotifsAreOccupiedAtTheirDensity() throws {
    let grammar = Toy.oneMotif("TGACTCAGGA")
    let chromosome = plain(1_000_000) { $0.grammar = grammar }
    #expect(abs(Double(chromosome.planted.count) - 300) < 5 * 300.0.squareRoot())
    let occupied = Set(
      MotifGrammar(grammar).instances(in: chromosome.codes).map { Int($0.start) })
    let kept = chromosome.planted.count { occupied.contains($0.interval.lowerBound) }
    #expect(Double(kept) > 0.8 * Double(chromosome.planted.count))
    #expect(Double(occupied.count) < 1.5 * Double(chromosome.planted.count))
  }

  @Test func plantedPairsLieAtTheirSpacing() throws {
    let chromosome = plain(1_000_000) {
      $0.grammar = SimulationParameters.embedded.grammar
      for index in $0.grammar.motifs.indices { $0.grammar.motifs[index].instancesPerMegabase = 0 }
    }
    #expect(chromosome.planted.count > 400)
    #expect(chromosome.planted.count.isMultiple(of: 2))
    for start in stride(from: 0, to: chromosome.planted.count, by: 2) {
      let left = chromosome.planted[start]
      let right = chromosome.planted[start + 1]
      #expect(right.interval.lowerBound - left.interval.upperBound == 9)
      #expect(left.strand == right.strand)
    }
  }

  @Test func reverseFragmentsAreTheReverseComplement() {
    let chromosome = plain(10_000)
    let forward = chromosome.sequence(in: 100..<400, strand: .forward)
    #expect(forward == Array(chromosome.codes[100..<400]))
    let reverse = chromosome.sequence(in: 100..<400, strand: .reverse)
    #expect(reverse == BaseCode.reverseComplement(forward))
  }
}
