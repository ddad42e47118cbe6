import CupelCLI
import Foundation
import PipelineStages
import TestSupport
import Testing

/// Peaks of replicates, made by a small generator: every third row is noise.
private struct PeakFiles {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  /// Scores of a replicate: shared parts are the same in all.
  func scores(_ replicate: Int, _ count: Int, noise: Bool) -> [Int] {
    var state = UInt64(replicate) &* 977 &+ 12_345
    return (0..<count).map { row in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let own = Int(state >> 33) % 100
      return noise || row % 3 == 0 ? 1 + own : 200 + 7 * ((row * 37) % count) + own / 2
    }
  }

  /// Writes the peaks of a replicate with the columns after the strand given by `tail`.
  @discardableResult
  func write(
    _ name: String, replicate: Int, count: Int = 60, width: Int = 6, noise: Bool = false,
    tail: (_ score: Int) -> String = { _ in "" }
  ) throws -> String {
    var text = ""
    for (row, score) in scores(replicate, count, noise: noise).enumerated() {
      let start = 1000 * row + 10 * replicate
      let bed = ["chr1", "\(start)", "\(start + 200)", "p\(row)", "\(score)", "+"]
      text += bed.prefix(width).joined(separator: "\t") + tail(score) + "\n"
    }
    return try folder.file(name, text)
  }

  @discardableResult
  func writeNarrow(_ name: String, replicate: Int, count: Int = 60) throws -> String {
    try write(name, replicate: replicate, count: count) { "\t\($0)\t-1\t-1\t-1" }
  }

  func run(_ arguments: [String], samples: [String], output: String) -> Int32 {
    Cupel.run(
      ["idr", "--samples"] + samples.map(path) + ["--output", path(output)] + arguments)
  }

  func fields(_ name: String) throws -> [[Substring]] {
    try folder.text(name).split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
  }
}

@Suite struct IDRCommandTests {
  private let files: PeakFiles

  init() throws { files = try PeakFiles() }

  @Test func narrowPeaksGiveTwentyColumnsAndMissingSummitsStayMinusOne() throws {
    try files.writeNarrow("a.narrowPeak", replicate: 1)
    try files.writeNarrow("b.narrowPeak", replicate: 2)
    #expect(files.run([], samples: ["a.narrowPeak", "b.narrowPeak"], output: "x.narrowPeak") == 0)
    let rows = try files.fields("x.narrowPeak")
    #expect(rows.count == 60)
    #expect(rows.allSatisfy { $0.count == 20 })
    #expect(rows.allSatisfy { $0[9] == "-1" && $0[15] == "-1" && $0[19] == "-1" })
    #expect(rows[0][0] == "chr1" && rows[0][5] == "+")
    #expect(try files.fields("x.narrowPeak.tsv").count == 61)
    let summary = try files.folder.text("x.narrowPeak.json")
    #expect(summary.contains("\"method\" : \"published\""))
    #expect(summary.contains("\"comparedPeaks\" : 60"))
  }

  @Test func broadPeaksGiveSeventeenColumnsAndBEDFourteen() throws {
    for replicate in [1, 2] {
      try files.write("\(replicate).broadPeak", replicate: replicate) { "\t\($0)\t-1\t-1" }
      try files.write("\(replicate).bed", replicate: replicate)
    }
    #expect(files.run([], samples: ["1.broadPeak", "2.broadPeak"], output: "x.txt") == 0)
    #expect(try files.fields("x.txt").allSatisfy { $0.count == 17 })
    #expect(files.run([], samples: ["1.bed", "2.bed"], output: "y.txt") == 0)
    #expect(try files.fields("y.txt").allSatisfy { $0.count == 14 })
  }

  /// idr 2.0.3 stops at BED without --rank, and at fewer than nine columns.
  @Test(arguments: [(3, "4"), (4, "5"), (5, "5"), (6, "score")])
  func shortBEDIsRankedByAColumn(width: Int, rank: String) throws {
    for replicate in [1, 2] {
      try files.write("\(replicate).bed", replicate: replicate, width: width) {
        width < 5 ? "\t\($0)" : ""
      }
    }
    #expect(
      files.run(
        ["--input-file-type", "bed", "--rank", rank], samples: ["1.bed", "2.bed"],
        output: "x.txt") == 0)
    let rows = try files.fields("x.txt")
    #expect(rows.count == 60 && rows.allSatisfy { $0.count == 14 })
    let drawn: Set<Double> = Set(files.scores(1, 60, noise: false).map { Double($0) })
    let written: Set<Double> = Set(rows.compactMap { Double($0[10]) })
    #expect(written == drawn)
  }

  @Test func tooFewPeaksAreNamedAndTheMergedListIsWritten() throws {
    try files.writeNarrow("a.narrowPeak", replicate: 1, count: 12)
    try files.writeNarrow("b.narrowPeak", replicate: 2, count: 12)
    let samples = ["a.narrowPeak", "b.narrowPeak"]
    let settings = PeakComparisonSettings(
      samples: samples.map(files.path), output: files.path("x.narrowPeak"))
    #expect(
      message { _ = try PeakComparison(settings).run() }
        == "a.narrowPeak, b.narrowPeak: 12 rows are found in all replicates; expected at least 20. "
        + "Call peaks with a weaker threshold, so that noise is among them, and check that the "
        + "replicates share chromosome names.")
    #expect(
      try files.folder.names().sorted()
        == ["a.narrowPeak", "b.narrowPeak", "x.narrowPeak.merged.tsv"])
    #expect(try files.fields("x.narrowPeak.merged.tsv").count == 13)
    #expect(files.run([], samples: samples, output: "x.narrowPeak") == 65)
  }

  @Test func aReferenceListGivesItsPeaks() throws {
    try files.writeNarrow("a.narrowPeak", replicate: 1)
    try files.writeNarrow("b.narrowPeak", replicate: 2)
    try files.writeNarrow("list.narrowPeak", replicate: 0, count: 40)
    #expect(
      files.run(
        ["--peak-list", files.path("list.narrowPeak")],
        samples: ["a.narrowPeak", "b.narrowPeak"], output: "x.narrowPeak") == 0)
    let rows = try files.fields("x.narrowPeak")
    #expect(rows.count == 40)
    #expect(rows.allSatisfy { (Int($0[1]) ?? -1) % 1000 == 0 })
  }

  @Test func threeReplicatesHaveAJointFitAndThreePairs() throws {
    for replicate in 1...3 {
      try files.writeNarrow("\(replicate).narrowPeak", replicate: replicate)
    }
    #expect(
      files.run(
        [], samples: ["1.narrowPeak", "2.narrowPeak", "3.narrowPeak"], output: "x.narrowPeak")
        == 0)
    #expect(try files.fields("x.narrowPeak").allSatisfy { $0.count == 24 })
    let summary = try #require(
      try JSONSerialization.jsonObject(with: Data(files.folder.bytes("x.narrowPeak.json")))
        as? [String: Any])
    #expect((summary["pairs"] as? [Any])?.count == 3)
    #expect((summary["joint"] as? [String: Any])?["rows"] as? Int == 60)
  }

  @Test func noiseIsSaidToBeNoEvidence() throws {
    for replicate in [1, 2] {
      try files.write("\(replicate).bed", replicate: replicate, count: 300, noise: true)
    }
    let settings = PeakComparisonSettings(
      samples: ["1.bed", "2.bed"].map(files.path), output: files.path("x.txt"))
    let lines = try PeakComparison(settings).run()
    let last = try #require(lines.last)
    #expect(last.hasPrefix("The mixture does not separate: "))
    #expect(last.contains(" Not separated: ") && last.hasSuffix("not evidence of reproducibility."))
    #expect(
      try files.folder.text("x.txt.json").contains("\"verdict\" : \"not separated\""))
  }

  @Test func anUnknownMethodNamesTheKnownOnes() throws {
    var settings = PeakComparisonSettings(samples: ["a.bed", "b.bed"], output: "x")
    settings.method = "acelerated"
    #expect(
      message { _ = try PeakComparison(settings) }
        == "--method: found 'acelerated'; expected one of published, accelerated, automatic. "
        + "Did you mean 'accelerated'?")
  }
}
