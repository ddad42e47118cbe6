import Foundation
import GenomicTypes
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

@Suite struct CallsStageTests {
  @Test func plantedEffectsAreFoundAgainstControls() throws {
    let made = try CalledExperiment()
    try made.run()
    let calls = try made.table("cellA.activity")
    #expect(calls.count == 400)
    let wrong = (0..<400).filter { element in
      let effect = CalledExperiment.effect(of: element, in: "A")
      let expected = effect > 0 ? "active" : effect < 0 ? "repressed" : "inactive"
      return calls["e\(element)"]?["call"] != expected
    }
    // 95 planted effects; at a false discovery rate of 5 % about six others may be called.
    #expect(wrong.count <= 6, "\(wrong)")
    #expect(wrong.allSatisfy { CalledExperiment.effect(of: $0, in: "A") == 0 })
    let contrast = try made.contrast("activity", "cellA")
    let null = try #require(contrast["null"] as? [String: Any])
    #expect(null["name"] as? String == "controls" && null["controls"] as? Int == 60)
    // Effects are +2 in 75 and −2 in 20 of the 400 elements: log2 of the growth of the library.
    #expect(abs(try #require(null["centre"] as? Double) + 0.64) < 0.1)
    #expect(contrast["method"] as? String == "controls")
    #expect(contrast["tested"] as? Int == 400)
    #expect(made.folder.exists("work/results/calls/calls.html"))
  }

  @Test func cellTypesAreCompared() throws {
    let made = try CalledExperiment()
    try made.run()
    let calls = try made.table("cellA_vs_cellB")
    func called(_ word: String) -> Set<Int> {
      Set((0..<400).filter { calls["e\($0)"]?["call"] == word })
    }
    #expect(called("higher").isSuperset(of: 140..<155))
    #expect(called("lower").isSuperset(of: 155..<170))
    // Thirty planted differences; at a false discovery rate of 5 % two others may be called.
    #expect(called("higher").count <= 17 && called("lower").count <= 17)
    let contrast = try made.contrast("difference", "cellA vs cellB")
    #expect(contrast["up"] as? Int == called("higher").count)
    #expect(contrast["down"] as? Int == called("lower").count)
    #expect(calls["e0"]?["q_all_tested"] != "")
    let prior = try #require(contrast["variancePrior"] as? [String: Any])
    // The weights make the residual variance about 1.
    #expect(abs(try #require(prior["variance"] as? Double) - 1) < 0.5)
  }

  @Test func theRowsOfEveryContrastBalance() throws {
    var made = try CalledExperiment()
    for element in 0..<7 { made.rows[element][4] = "0" }
    try made.run()
    let contrast = try made.contrast("activity", "cellA")
    #expect(contrast["tested"] as? Int == 393)
    #expect(contrast["untested"] as? [String: Int] == ["not_observed": 7])
    let call = try made.table("cellA.activity")["e3"]
    #expect(call?["call"] == "not_observed" && call?["p"] == "" && call?["effect"] == "")
  }

  @Test func withoutControlsActivityIsAboveTheMode() throws {
    var made = try CalledExperiment()
    made.section = "  fdr: 0.01"
    try made.run()
    let null = try made.contrast("activity", "cellB")["null"] as? [String: Any]
    #expect(null?["name"] as? String == "below_mode" && null?["direction"] as? String == "up")
    let calls = try made.table("cellB.activity")
    let active = (0..<400).filter { calls["e\($0)"]?["call"] == "active" }
    let planted = (0..<400).filter { CalledExperiment.effect(of: $0, in: "B") > 0 }
    // 75 planted; at a false discovery rate of 1 % next to none beside them.
    #expect(Set(planted).isSubset(of: active))
    #expect(active.count <= planted.count + 3)
    #expect(calls.values.allSatisfy { $0["call"] != "repressed" })
  }

  @Test func oneReplicateIsJudgedByTheSpreadOfTheControls() throws {
    var made = try CalledExperiment()
    made.cellTypes =
      "    cellA: {replicates: {r1: {rna: A1}}}\n    cellB: {replicates: {r1: {rna: B1}}}"
    try made.run()
    let null = try made.contrast("activity", "cellA")["null"] as? [String: Any]
    #expect(null?["name"] as? String == "control_deviations")
    let calls = try made.table("cellA.activity")
    #expect((60..<120).count { calls["e\($0)"]?["call"] == "active" } >= 58)
    #expect(calls["e60"]?["ci_lower_95"] == "")
    let difference = try made.contrast("difference", "cellA vs cellB")
    #expect(difference["untested"] as? [String: Int] == ["too_few_replicates": 400])
    #expect(
      difference["problem"] as? String
        == "contrast 'cellA - cellB': 2 samples for 2 coefficients; expected more samples than "
        + "coefficients, because replicates measure the noise. Add replicates, or test against "
        + "negative controls without a model.")
  }

  /// Every barcode is seen once: nothing could tell a correlation.
  @Test func barcodesOfOneReplicateAreTested() throws {
    var made = try CalledExperiment()
    made.cellTypes = "    cellA: {replicates: {r1: {rna: A1}}}"
    made.barcodes = "always"
    made.section = "  aggregation: barcodes\n  compared_with: below_mode"
    let first = made.rows
    for column in [6, 7] {
      made.rows += first.map { row in
        var row = row
        row[5] = row[column]
        return row
      }
    }
    try made.run()
    let contrast = try made.contrast("activity", "cellA")
    #expect(contrast["tested"] as? Int == 400 && contrast["correlation"] == nil)
    #expect(contrast["method"] as? String == "below_mode" && contrast["problem"] == nil)
  }

  /// The first hundred elements are moved round between the replicates, so that totals stay equal;
  /// the counts of all others are copies.
  @Test func copiesMakeTheVariancesUnreliable() throws {
    var made = try CalledExperiment()
    let first = made.rows
    for element in 0..<400 {
      for replicate in 0..<3 {
        made.rows[element][5 + replicate] =
          element < 100 ? first[(element + replicate) % 100][5] : first[element][5]
      }
    }
    made.section = "  compared_with: below_mode\n  precision_weights: false"
    try made.run()
    let contrast = try made.contrast("activity", "cellA")
    let prior = try #require(contrast["variancePrior"] as? [String: Any])
    #expect(prior["isUnreliable"] as? Bool == true && prior["elements"] as? Int == 400)
    #expect(
      try made.folder.text("work/results/calls/calls.html").contains(
        "of 400 elements agree exactly, so that the moderated variances and their p-values say "
          + "little"))
    let other = try made.contrast("activity", "cellB")
    #expect((other["variancePrior"] as? [String: Any])?["isUnreliable"] as? Bool == false)
  }

  @Test func anyNumberOfThreadsGivesTheSameBytes() throws {
    let made = try CalledExperiment()
    func bytes(_ threads: Int) throws -> [String: [UInt8]] {
      try made.run(threads: threads, work: "w\(threads)")
      let folder = "w\(threads)/results/calls"
      let entry = URL(fileURLWithPath: "\(made.folder.path)/\(folder)").resolvingSymlinksInPath()
      return Dictionary(
        uniqueKeysWithValues: try FileManager.default.subpathsOfDirectory(atPath: entry.path)
          .compactMap { name in
            FileManager.default.contents(atPath: "\(entry.path)/\(name)").map { (name, Array($0)) }
          })
    }
    let one = try bytes(1)
    #expect(one.count > 10)
    #expect(try bytes(2) == one)
    #expect(try bytes(4) == one)
  }

  @Test func deeperSequencingOfALibraryChangesNothing() throws {
    var made = try CalledExperiment(elements: 200)
    try made.run()
    let before = try made.unzipped("work/results/calls/cellA.activity.tsv.gz")
    for row in made.rows.indices { made.rows[row][5] = "\((Int(made.rows[row][5]) ?? 0) * 8)" }
    try made.run()
    #expect(try made.unzipped("work/results/calls/cellA.activity.tsv.gz") == before)
  }

  @Test func givenActivitiesLeaveNothingToTest() throws {
    var made = try CalledExperiment(elements: 20)
    made.cellTypes = "    cellA: {activity: A1}"
    made.section = "  fdr: 0.05"
    try made.run()
    let text = try made.folder.text("work/results/calls/calls.json")
    #expect(text.contains("\"contrasts\" : [\n\n  ]") && text.contains("\"cellA\""))
    let page = try made.folder.text("work/results/calls/calls.html")
    #expect(page.contains("Nothing was tested: the input gave activities without counts."))
  }

  @Test func degenerateCountsGiveReasonsInsteadOfCrashes() throws {
    func reason(_ change: (inout CalledExperiment) -> Void) throws -> [String: Int]? {
      var made = try CalledExperiment(elements: 10)
      made.section = "  fdr: 0.05"
      change(&made)
      try made.run()
      let table = try made.table("cellA.activity")
      #expect(table.count == 10)
      return try made.contrast("activity", "cellA")["untested"] as? [String: Int]
    }
    #expect(try reason { _ in } == [:])
    #expect(
      try reason { made in
        for row in made.rows.indices {
          for column in 5..<8 { made.rows[row][column] = made.rows[row][4] }
        }
      } == ["no_variance": 10])
    #expect(
      try reason { made in
        for row in made.rows.indices { made.rows[row][5] = "0" }
      } == ["empty_library": 10])
  }
}
