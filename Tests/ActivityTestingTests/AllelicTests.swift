import ActivityTesting
import Foundation
import GenomicTypes
import Statistics
import TestSupport
import Testing

@Suite struct AllelicTests {
  /// Variants with 25 fragments of each allele; the first `active` have a 4-fold effect.
  static func fragments(variants: Int, active: Int, seed: UInt64) -> (
    AllelicFragments, rna: [UInt32], dna: [Double]
  ) {
    var (rna, dna): ([UInt32], [Double]) = ([], [])
    var isAlternative: [Bool] = []
    for variant in 0..<variants {
      var generator = SeededGenerator(Seed(seed).derived("variant", variant))
      for fragment in 0..<50 {
        let alternative = fragment % 2 == 1
        let depth = Double(1 + generator.poisson(mean: 5))
        let mean = depth * 0.8 * (alternative && variant < active ? 4 : 1)
        dna.append(depth)
        rna.append(UInt32(generator.negativeBinomial(mean: mean, size: 0.8)))
        isAlternative.append(alternative)
      }
    }
    let table = AllelicFragments(
      starts: (0...variants).map { $0 * 50 }, rows: Array(0..<(variants * 50)),
      isAlternative: isAlternative)
    return (table, rna, dna)
  }

  @Test func pairsDoubleTheSamples() throws {
    let ratios = LogRatios(
      samples: samples(["A"], replicates: 2), starts: [0, 2, 4, 5], ratios: [1, 2, 3, 4, 5],
      logDNA: [9, 9, 9, 9, 9], sampleOf: [0, 1, 0, 1, 1])
    let pairs = ratios.pairing([AllelePair(reference: 1, alternative: 2)])
    #expect(pairs.samples.map(\.name) == ["A1 ref", "A2 ref", "A1 alt", "A2 alt"])
    #expect(pairs.samples.map(\.condition) == ["A ref", "A ref", "A alt", "A alt"])
    #expect(pairs.samples.map(\.block) == ["A1", "A2", "A1", "A2"])
    #expect(pairs.ratios == [3, 4, 5])
    #expect(pairs.sampleOf == [0, 1, 3])
  }

  @Test func theLinearModelFindsAllelicEffects() throws {
    let all = samples(["A", "B"])
    let ratios = simulatedRatios(elements: 400, samples: all, seed: 2, deviation: 0.3) {
      element, sample in
      element % 2 == 1 && element < 40 ? (sample.condition == "A" ? 2 : 1) : 0
    }
    let pairs = (0..<200).map { AllelePair(reference: 2 * $0, alternative: 2 * $0 + 1) }
    let test = try ratios.pairing(pairs).linearModelTest(.allele(in: "A"), threads: 2)
    let called = test.table.significant(at: 0.05)
    #expect(called.filter { $0 < 20 }.count >= 18)
    #expect(called.filter { $0 >= 20 }.count <= 4)
    let interaction = try ratios.pairing(pairs).linearModelTest(
      .allele(in: "A", minusIn: "B"), threads: 2)
    let effects = (0..<20).compactMap { interaction.table.outcomes[$0].test?.effect }
    #expect(abs((mean(of: effects) ?? 0) - 1) < 0.2)
  }

  @Test func wilcoxonCountsFragmentsAndKeepsZeros() throws {
    let (fragments, rna, dna) = Self.fragments(variants: 200, active: 50, seed: 3)
    let scores = zip(rna, dna).map { Double($0) / $1 }
    let test = try fragments.wilcoxonTest(scores: scores, seed: 1, threads: 2)
    let variant = try #require(test.table.outcomes[0].test)
    let rows = Array(0..<50)
    let alternative = rows.filter { $0 % 2 == 1 }.map { scores[$0] }
    let reference = rows.filter { $0 % 2 == 0 }.map { scores[$0] }
    let direct = try #require(wilcoxonRankSum(alternative, reference))
    #expect(variant.statistic == direct.statistic)
    #expect(isClose(variant.pValue, direct.pValue, relative: 1e-12))
    let difference = (mean(of: alternative) ?? 0) - (mean(of: reference) ?? 0)
    #expect(isClose(variant.effect, difference, relative: 1e-12))
    #expect(test.table.significant(at: 0.05).filter { $0 < 50 }.count > 35)
    #expect(kolmogorovDistance(test.shuffledLogP.compactMap { $0.map { exp($0) } }) < 1.63)
  }

  @Test func gammaPoissonFindsEffectsAndItsIntervalsCover() throws {
    let (fragments, rna, dna) = Self.fragments(variants: 400, active: 200, seed: 4)
    let table = try fragments.gammaPoissonTest(rna: rna, exposure: dna, threads: 2)
    #expect(table.significant(at: 0.05).filter { $0 < 200 }.count > 180)
    var covered = 0
    for (variant, outcome) in table.outcomes.enumerated() {
      let interval = try #require(outcome.test?.interval)
      if interval.contains(variant < 200 ? 2 : 0) { covered += 1 }
    }
    #expect(covered > 368 && covered < 396, "\(covered) of 400")
    let null = table.outcomes[200...].compactMap { $0.test?.pValue }
    #expect(kolmogorovDistance(null) < 1.63)
  }

  @Test func alleleWithoutRNAHasAFiniteEffectAndNoRNAHasNone() throws {
    let fragments = AllelicFragments(
      starts: [0, 8, 16], rows: Array(0..<16),
      isAlternative: (0..<16).map { $0 % 2 == 1 })
    let rna: [UInt32] = [5, 0, 7, 0, 4, 0, 6, 0] + [UInt32](repeating: 0, count: 8)
    let table = try fragments.gammaPoissonTest(
      rna: rna, exposure: [Double](repeating: 1, count: 16),
      coverage: AllelicCoverage(minimum: 4), threads: 1)
    let test = try #require(table.outcomes[0].test)
    // 22 against ½ reads on four fragments each
    #expect(isClose(test.effect, log2(0.5 / 22), relative: 1e-6))
    #expect(test.pValue < 0.001)
    #expect(table.outcomes[1] == .untested(.noRNA))
  }

  /// Six hundred variants without effect: between 3 % and 7 % of p-values lie below .05 (binomial 95 %
  /// interval .035–.069, discreteness aside).
  @Test func withoutEffectsEveryTestIsCalibrated() throws {
    let (fragments, rna, dna) = Self.fragments(variants: 600, active: 0, seed: 6)
    let ranks = try fragments.wilcoxonTest(
      scores: zip(rna, dna).map { Double($0) / $1 }, seed: 1, threads: 2)
    let counts = try fragments.gammaPoissonTest(rna: rna, exposure: dna, threads: 2)
    let transcription = try fragments.transcriptionTest(
      isTranscribed: rna.map { $0 > 0 }, threads: 2)
    for (name, p) in [
      ("rank_sum", ranks.table.outcomes.compactMap { $0.test?.pValue }),
      ("gamma_poisson", counts.outcomes.compactMap { $0.test?.pValue }),
    ] {
      #expect(p.count == 600)
      #expect((19...42).contains(p.count { $0 < 0.05 }), "\(name): \(p.count { $0 < 0.05 })")
      #expect(kolmogorovDistance(p) < 1.63, "\(name)")
    }
    // Fisher's test is discrete, so it can only be too careful.
    #expect(transcription.count { ($0?.pValue ?? 1) < 0.05 } <= 42)
    #expect(ranks.shuffledFDR.count { ($0 ?? 1) <= 0.05 } <= 3)
  }

  @Test func coverageIsChecked() throws {
    let (fragments, rna, dna) = Self.fragments(variants: 3, active: 0, seed: 5)
    let few = try fragments.gammaPoissonTest(
      rna: rna, exposure: dna, coverage: AllelicCoverage(minimum: 26), threads: 1)
    #expect(few.untested == [.tooFewFragments: 3])
    let many = try fragments.wilcoxonTest(
      scores: dna, coverage: AllelicCoverage(minimum: 2, maximum: 24), seed: 1, threads: 1)
    #expect(many.table.untested == [.tooManyFragments: 3])
    let attrition = try many.table.attrition()
    #expect(attrition.entered == 3 && attrition.left == 0)
    #expect(attrition.dropped == ["too_many_fragments": 3])
    #expect(
      message {
        _ = try fragments.gammaPoissonTest(
          rna: rna, exposure: dna, coverage: AllelicCoverage(minimum: 1), threads: 1)
      }
        == "minimum_fragments: found 1; expected a whole number of at least 2. Correct the "
        + "parameter.")
    #expect(
      message {
        _ = try fragments.gammaPoissonTest(
          rna: rna, exposure: dna, coverage: AllelicCoverage(minimum: 5, maximum: 4), threads: 1)
      }
        == "maximum_fragments: found 4; expected at least the minimum of 5. Correct the parameter.")
  }
}
