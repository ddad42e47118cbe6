import Foundation
import Reports
import Testing

@Suite struct ReplicateQCReportTests {
  private func words(_ change: (inout ReplicateQCReport) -> Void = { _ in }) throws -> String {
    var report = try SampleReports.replicateQC()
    change(&report)
    return XMLCheck(try report.rendered().html).words
  }

  @Test func theNumbersStandInThePage() throws {
    let words = try words()
    for text in [
      "SuRE K562 and HepG2 <example>", "34,592,394", "93.0%", "0.848 (0.843–0.852)",
      "0.91 → 0.51", "K562: rep1 and rep2: RNA r 0.91; 0.51 after controlling input DNA",
      "≥ 0.85", "MPRAsnakeflow count report", "look at the replicate with most zeros",
      "HepG2: one replicate only", "normalize.minimum_input_dna",
      "Pearson 0.46, Spearman 0.41, n 2,180,009",
    ] { #expect(words.contains(text), "\(text)") }
  }

  @Test func theCorrelationTableHasEveryPair() throws {
    let tables = try SampleReports.replicateQC().rendered().tables
    let table = try #require(tables.first { $0.name == "replicate-correlations" })
    let lines = table.text.split(separator: "\n")
    #expect(lines.count == 1 + 4)
    #expect(lines[0].hasPrefix("pair\tcell_type\tn\tdna_pearson\tdna_spearman\trna_pearson"))
    #expect(lines[1].hasPrefix("rep1 · rep2\tK562\t2180009\t0.987\t0.981\t0.91\t0.88\t0.51\t"))
  }

  @Test func undefinedCorrelationsHaveTheirReason() throws {
    let words = try words { report in
      report.cellTypes[0].pairs[0].dna = CorrelationPair()
      report.cellTypes[0].pairs[0].missingReason = "activity was given, not counts"
    }
    #expect(words.contains("– no value: activity was given, not counts."))
  }

  @Test func withoutRNAThereIsNoConfoundSection() throws {
    let words = try words { report in
      for index in report.cellTypes.indices {
        for pair in report.cellTypes[index].pairs.indices {
          report.cellTypes[index].pairs[pair].rna = CorrelationPair()
          report.cellTypes[index].pairs[pair].deciles = []
        }
      }
    }
    #expect(!words.contains("How much of it is input DNA"))
  }

  @Test func manyPairsAreFoldedButAllDrawn() throws {
    var report = try SampleReports.replicateQC()
    let pair = report.cellTypes[0].pairs[0]
    report.cellTypes[0].pairs = (0..<10).map { index in
      var copy = pair
      copy.first = "rep\(index)"
      return copy
    }
    let files = try report.rendered()
    #expect(files.html.contains("<summary>Further replicate pairs</summary>"))
    #expect(files.figures.count { $0.name.hasPrefix("activity-k562") } == 10)
  }
}
