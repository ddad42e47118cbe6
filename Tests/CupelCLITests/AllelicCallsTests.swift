import Foundation
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

/// Tests of alleles on single fragments, through the stage `calls`.
@Suite struct AllelicCallsTests {
  private static let tables = ["K562.alleles.rank_sum", "K562.alleles.gamma_poisson"]

  /// The table and the expected numbers of `Reference/oracles/alleles`, made with SciPy.
  @Test func theTablesHoldTheNumbersOfSciPy() throws {
    var made = try AllelicExperiment(
      table: String(
        decoding: try repositoryBytes("Reference/oracles/alleles/fragments.tsv"), as: UTF8.self))
    made.alleles = "tests: [rank_sum, gamma_poisson]\n    minimum_fragments: 2"
    try made.run()
    let ranks = try made.calls(Self.tables[0])
    let counts = try made.calls(Self.tables[1])
    let expected = try ReferenceTable("Reference/oracles/alleles/alleles.tsv")
    #expect(ranks.count == expected.rows.count && counts.count == expected.rows.count)
    for row in expected.rows {
      let name = row["name"] ?? ""
      let (rank, count) = (try #require(ranks[name]), try #require(counts[name]))
      #expect(rank["n_reference"] == row["n_reference"])
      #expect(rank["n_alternative"] == row["n_alternative"])
      let pairs: [(String?, String, Double)] = [
        (rank["statistic"], "w", 0), (rank["p"], "p", 1e-4),
        (rank["mean_reference"], "mean_reference", 1e-4),
        (rank["mean_alternative"], "mean_alternative", 1e-4),
        (rank["transcribed_p"], "fisher_p", 1e-4), (count["p"], "gamma_poisson_p", 3e-4),
      ]
      for (found, column, tolerance) in pairs {
        let (number, wanted) = (Double(found ?? "") ?? .nan, Double(row[column] ?? "") ?? .nan)
        #expect(abs(number - wanted) <= tolerance * max(1e-300, abs(wanted)), "\(name) \(column)")
      }
      let odds = (Double(rank["transcribed_odds_ratio"] ?? ""), Double(row["odds_ratio"] ?? ""))
      #expect((odds.0 == nil) == (odds.1 == nil))
      #expect(abs((odds.0 ?? 0) - (odds.1 ?? 0)) < 1e-5)
    }
    let alleles = try #require(try made.summary()["alleles"] as? [String: Any])
    let dropped = try #require(alleles["dropped"] as? [String: Int])
    #expect(Set(dropped.keys) == ["conflicting_alleles", "other_allele", "read_twice"])
    #expect(
      alleles["entered"] as? Int
        == (alleles["left"] as? Int ?? 0) + dropped.values.reduce(0, +))
  }

  @Test func plantedEffectsAreFoundByEveryTest() throws {
    let made = try AllelicExperiment(variants: 200, active: 60, seed: 11)
    try made.run()
    for name in Self.tables {
      let calls = try made.calls(name)
      let higher = (0..<200).filter { calls["NC_1.1:\($0):A:G"]?["call"] == "higher" }
      #expect(higher.count { $0 < 60 } >= 50, "\(name): \(higher)")
      #expect(higher.count { $0 >= 60 } <= 6, "\(name): \(higher)")
    }
    let linear = try made.calls("K562.alleles")
    #expect((0..<60).count { linear["NC_1.1:\($0):A:G"]?["call"] == "higher" } >= 30)
    let counts = try made.calls(Self.tables[1])
    let effects = (0..<60).compactMap { Double(counts["NC_1.1:\($0):A:G"]?["effect"] ?? "") }
    #expect(abs(effects.reduce(0, +) / 60 - 2) < 0.2)
    let ranks = try made.contrast("rank_sum")
    #expect(ranks["method"] as? String == "rank_sum" && ranks["tested"] as? Int == 200)
    let shuffled = try #require(ranks["shuffled"] as? [String: Any])
    #expect((45...80).contains(try #require(shuffled["called"] as? Int)))
    let page = try made.folder.text("work/results/calls/calls.html")
    #expect(page.contains("Fragments with the alternative allele are ranked against those"))
    #expect(page.contains("By the rule of the raQTL study"))
    #expect(page.contains("K562, alleles, gamma_poisson"))
  }

  /// 300 variants without effect; the binomial 99.9 % interval around .05 is .017–.097.
  ///
  /// The activity of a fragment is the same in both replicates, as in a transfected library. The
  /// linear model takes replicates as independent and so sees differences of fragments as effects;
  /// paired samples of two replicates cannot mend that. It is therefore judged on `designed()`.
  @Test func withoutEffectsTestsOfFragmentsAreUniform() throws {
    var made = try AllelicExperiment(variants: 300, active: 0, seed: 12)
    made.alleles = "tests: [rank_sum, gamma_poisson]"
    try made.run()
    for name in Self.tables {
      let p = try made.calls(name).values.compactMap { Double($0["p"] ?? "") }
      #expect(p.count == 300)
      #expect((5...29).contains(p.count { $0 < 0.05 }), "\(name): \(p.count { $0 < 0.05 })")
      #expect((120...180).contains(p.count { $0 < 0.5 }), "\(name): \(p.count { $0 < 0.5 })")
    }
    let ranks = try made.calls(Self.tables[0]).values
    let fisher = ranks.compactMap { Double($0["transcribed_p"] ?? "") }
    #expect(fisher.count { $0 < 0.05 } <= 29)
  }

  /// One designed sequence for each allele, replicates that differ independently.
  @Test func withoutEffectsTheLinearModelIsUniform() throws {
    var made = try CalledExperiment(elements: 400)
    made.section = "  alleles: {column_element: variant, column_allele: allele}"
    for row in made.rows.indices {
      made.rows[row][2] = "v\(row / 2)"
      made.rows[row][3] = row % 2 == 0 ? "ref" : "alt"
    }
    try made.run()
    // Both alleles of a variant have the same planted activity.
    let p = try made.table("cellA.alleles").values.compactMap { Double($0["p"] ?? "") }
    #expect(p.count == 200)
    #expect((2...22).contains(p.count { $0 < 0.05 }), "\(p.count { $0 < 0.05 })")
  }

  /// The same fragments, each of their variants in a row of its own beside the same libraries: sums of
  /// alleles and totals are equal, so the linear model is.
  @Test func aFragmentWithTwoVariantsCountsForBothAndOnceInTheLibrary() throws {
    let header = AllelicExperiment.header
    func table(_ labels: (Int) -> (String, String)) -> String {
      ([header]
        + (0..<80).map { row in
          let (names, words) = labels(row)
          let counts = "\(20 + row)\t\(10 + (row * 37) % 50)\t\(12 + (row * 29) % 50)"
          return "chr1\t\(row * 100)\t\(row * 100 + 300)\t+\t\(names)\t\(words)\t\(counts)"
        }).joined(separator: "\n") + "\n"
    }
    func variant(_ row: Int) -> (String, String) { ("a\(row / 8)", "\(row % 2)") }
    var both = try AllelicExperiment(
      table: table { row in
        let (name, word) = variant(row)
        return ("\(name),b\(row / 8)", "\(word),\(1 - row % 2)")
      })
    both.alleles = "tests: [linear_model]\n  compared_with: below_mode"
    try both.run()
    var one = try AllelicExperiment(table: table(variant))
    one.alleles = both.alleles
    try one.run()
    let (pairs, singles) = (try both.calls("K562.alleles"), try one.calls("K562.alleles"))
    #expect(pairs.count == 20 && singles.count == 10)
    for (name, cells) in singles {
      let found = try #require(pairs[name])
      #expect(found["effect"] == cells["effect"] && found["mean"] == cells["mean"])
      // The second variant of the same fragments has the alleles the other way round.
      let opposite = try #require(pairs["b" + name.dropFirst()])
      let sum = (Double(opposite["effect"] ?? "") ?? 9) + (Double(cells["effect"] ?? "") ?? 9)
      #expect(abs(sum) < 1e-4)
    }
  }

  @Test func coverageDecidesWhatIsTested() throws {
    var made = try AllelicExperiment(variants: 4, active: 0, fragments: 30, seed: 2)
    made.alleles = "tests: [rank_sum]\n    minimum_fragments: 16"
    try made.run()
    let few = try made.contrast("rank_sum")
    #expect(few["untested"] as? [String: Int] == ["too_few_fragments": 4])
    #expect(try made.calls(Self.tables[0]).values.allSatisfy { $0["p"] == "" })
    made.alleles = "tests: [gamma_poisson]\n    maximum_fragments: 14"
    try made.run()
    #expect(
      try made.contrast("gamma_poisson")["untested"] as? [String: Int]
        == ["too_many_fragments": 4])
  }

  @Test func anyNumberOfThreadsGivesTheSameTables() throws {
    let made = try AllelicExperiment(variants: 40, active: 10, seed: 3)
    for threads in [1, 2, 3] { try made.run(threads: threads, work: "w\(threads)") }
    for name in Self.tables + ["K562.alleles"] {
      let files = try [1, 2, 3].map { try made.folder.bytes("w\($0)/results/calls/\(name).tsv.gz") }
      #expect(files[0] == files[1] && files[0] == files[2])
    }
  }

  @Test func theFirstTestIsExported() throws {
    var made = try AllelicExperiment(variants: 60, active: 20, seed: 4)
    made.alleles = "tests: [rank_sum, gamma_poisson]"
    try made.run()
    let runner = Runner(
      workFolder: WorkFolder(made.folder.path + "/work"),
      pipeline: try Experiment(configurationFile: made.folder.path + "/x.yaml").pipeline(
        resumesTraining: true), options: RunnerOptions(threads: 2, version: "test"))
    _ = try runner.run(RunSelection(until: "normalize"))
    let path = made.folder.path + "/variants.tsv"
    let words = try ExperimentExport(
      try Experiment(configurationFile: made.folder.path + "/x.yaml"),
      workFolder: WorkFolder(made.folder.path + "/work"), configuration: "x.yaml", threads: 2
    ).writeIGVF(
      "reporter_variant", to: path, cellType: "K562", score: "effect-size",
      barcodeColumn: "barcode")
    #expect(words.contains("60 variants of K562"))
    #expect(
      try FileValidation([path], format: "reporter_variant", listing: 5, threads: 1).isValid)
    let calls = try made.calls(Self.tables[0])["NC_1.1:3:A:G"]
    let line = try #require(
      try made.folder.text("variants.tsv").split(separator: "\n").first {
        $0.hasPrefix("NC_1.1:3:A:G\t")
      })
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
    let fold = try #require(Double(calls?["log2_fold_change"] ?? ""))
    #expect(abs((Double(cells[1]) ?? 99) - fold) < 1e-3)
  }
}
