import ActivityTesting
import Foundation
import Statistics
import TestSupport
import Testing

/// Tests of single fragments against SciPy, `Reference/oracles/alleles`.
@Suite struct AllelicOracleTests {
  private struct Table {
    let fragments: AllelicFragments
    let scores: [Double?]
    let rna: [UInt32]
    let exposure: [Double]
    let expected: ReferenceTable

    /// Scores and exposures as their definitions say; alleles as the labels list them, those that
    /// are not 0 or 1, or both, left out.
    init() throws {
      let table = try ReferenceTable("Reference/oracles/alleles/fragments.tsv")
      expected = try ReferenceTable("Reference/oracles/alleles/alleles.tsv")
      var entries = Dictionary(
        uniqueKeysWithValues: expected.rows.map { ($0["name"] ?? "", [(Int, Bool)]()) })
      for (row, cells) in table.rows.enumerated() {
        let names = (cells["SNP_ID"] ?? "").split(separator: ",").map(String.init)
        let words = (cells["SNP_VAR"] ?? "").split(separator: ",")
        for name in Set(names) {
          let alleles = Set(zip(names, words).filter { $0.0 == name }.map(\.1)).intersection([
            "0", "1",
          ])
          if alleles.count == 1 { entries[name, default: []].append((row, alleles == ["1"])) }
        }
      }
      let sorted = expected.rows.map { entries[$0["name"] ?? ""] ?? [] }
      fragments = AllelicFragments(
        starts: sorted.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) },
        rows: sorted.flatMap { $0.map(\.0) }, isAlternative: sorted.flatMap { $0.map(\.1) })
      let dna = table.numbers("iPCR")
      var scores = [Double](repeating: 0, count: dna.count)
      var exposure = scores
      var sums = [UInt32](repeating: 0, count: dna.count)
      let dnaTotal = dna.reduce(0, +)
      for name in ["K1", "K2"] {
        let rna = table.numbers(name)
        let total = rna.reduce(0, +)
        for row in rna.indices {
          scores[row] +=
            (rna[row] * (1e9 / total)).rounded(.toNearestOrEven)
            / (dna[row] * (1e9 / dnaTotal)).rounded(.toNearestOrEven)
          exposure[row] += total / dnaTotal * dna[row]
          sums[row] += UInt32(rna[row])
        }
      }
      self.scores = scores.map { $0 / 2 }
      self.exposure = exposure
      rna = sums
    }
  }

  private static let wide = AllelicCoverage(minimum: 2, maximum: 999)

  @Test func ranksAndMeansAreThoseOfSciPy() throws {
    let table = try Table()
    let test = try table.fragments.wilcoxonTest(
      scores: table.scores, coverage: Self.wide, seed: 1, threads: 2)
    for (variant, row) in table.expected.rows.enumerated() {
      let found = try #require(test.table.outcomes[variant].test)
      func expected(_ column: String) -> Double { Double(row[column] ?? "") ?? .nan }
      #expect(found.observations == Int(expected("n_reference") + expected("n_alternative")))
      #expect(found.statistic == expected("w"))
      #expect(isClose(found.pValue, expected("p"), relative: 1e-10), "variant \(variant)")
      let means = try #require(test.meanScores[variant])
      #expect(isClose(means.reference, expected("mean_reference"), relative: 1e-11))
      #expect(isClose(means.alternative, expected("mean_alternative"), relative: 1e-11))
    }
    #expect(table.expected.rows.count { $0["exact"] == "true" } >= 5)
  }

  @Test func transcribedFragmentsAreThoseOfSciPy() throws {
    let table = try Table()
    let tests = try table.fragments.transcriptionTest(
      isTranscribed: table.rna.map { $0 > 0 }, threads: 2)
    for (variant, row) in table.expected.rows.enumerated() {
      let found = try #require(tests[variant])
      #expect(isClose(found.pValue, Double(row["fisher_p"] ?? "") ?? .nan, relative: 1e-9))
      let odds = Double(row["odds_ratio"] ?? "")
      #expect((found.oddsRatio == nil) == (odds == nil))
      if let odds { #expect(isClose(found.oddsRatio ?? .nan, odds, relative: 1e-11)) }
    }
  }

  @Test func likelihoodRatiosAreThoseOfDirectOptimisation() throws {
    let table = try Table()
    let tests = try table.fragments.gammaPoissonTest(
      rna: table.rna, exposure: table.exposure, coverage: Self.wide, threads: 2)
    for (variant, row) in table.expected.rows.enumerated() {
      let found = try #require(tests.outcomes[variant].test)
      let expected = Double(row["gamma_poisson_p"] ?? "") ?? .nan
      // The simplex stops within about 1e-9 of the likelihood.
      #expect(
        isClose(found.pValue, expected, relative: 1e-4),
        "variant \(variant): \(found.pValue), \(expected)")
    }
  }

  @Test func theFoldChangeIsThatOfTheMeans() {
    #expect(AlleleMeans(reference: 0.5, alternative: 2).log2FoldChange == 2)
    #expect(AlleleMeans(reference: 0, alternative: 2).log2FoldChange == nil)
    #expect(AlleleMeans(reference: 1, alternative: 0).log2FoldChange == nil)
  }
}
