import Foundation
import Reports
import Testing

@Suite struct ComparisonReportTests {
  @Test func theNumbersStandInThePage() throws {
    let words = XMLCheck(try SampleReports.comparison().rendered().html).words
    for text in [
      "How simple a model finds it?", "0.281 (0.269–0.294)", "34% (33–36)", "<0.001", "0.021",
      "noise ceiling 0.822 (0.816–0.828)", "No ceiling: one replicate only", "constant prediction",
      "the baseline itself", "Held out: chr8, 101,234 fragments", "kept: 175",
      "4.1% of test fragments", "asked for, never published", "kmer_TATAAA", "few rows",
      "Split digest 9f2c41d07a", "0.256",
    ] { #expect(words.contains(text), "\(text)") }
  }

  @Test func theAnswersComeFirst() throws {
    let html = try SampleReports.comparison().rendered().html
    let answer = try #require(html.range(of: "How reproducible is the activity?"))
    let models = try #require(html.range(of: "<h2>Models, simplest first</h2>"))
    #expect(answer.lowerBound < models.lowerBound)
  }

  @Test func theModelTableIsComplete() throws {
    let tables = try SampleReports.comparison().rendered().tables
    let table = try #require(tables.first { $0.name == "models-k562" })
    let lines = table.text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    #expect(
      lines[0] == [
        "model", "family", "n", "spearman", "spearman_low", "spearman_high", "pearson",
        "pearson_low", "pearson_high", "mse", "share_of_ceiling", "share_of_ceiling_low",
        "share_of_ceiling_high", "gain", "gain_low", "gain_high", "p_holm",
      ])
    #expect(lines.count == 8)
    #expect(lines[1].first == "mean" && lines[1][3] == "NA")
    #expect(Double(lines[3][3]) == 0.182)
  }

  @Test func oneTaskNeedsNoOverview() throws {
    var report = try SampleReports.comparison()
    report.tasks.removeLast()
    let files = try report.rendered()
    #expect(!files.tables.contains { $0.name == "models-overview" })
    #expect(files.tables.contains { $0.name == "models-k562" })
  }

  @Test func strataMustFitTheirModels() {
    #expect(throws: ReportsError.self) {
      try Stratification(
        name: "GC", models: ["a", "b"], strata: [.init(label: "low", n: 3, scores: [nil])])
    }
  }

  @Test func publishedNumbersAreTheStudysOwn() {
    let reference = ReferenceComparison.sure2017(ours: [.replicateSpearman: "0.41"])
    #expect(reference.rows.count == ReferenceComparison.SuRE2017Quantity.allCases.count)
    #expect(reference.rows[1].published == "0.34")
    #expect(reference.rows[1].ours == "0.41")
    #expect(reference.rows[2].ours == nil)
    #expect(reference.remark.contains("not as a target"))
  }
}
