import Foundation
import Reports
import Statistics
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

  static func manyPairs(_ count: Int) throws -> ReplicateQCReport {
    var report = try SampleReports.replicateQC()
    let pair = report.cellTypes[0].pairs[0]
    report.cellTypes[0].pairs = (0..<count).map { index in
      var copy = pair
      copy.first = "rep\(index)"
      return copy
    }
    return report
  }

  @Test func manyPairsAreFoldedThenLeftOutWithASentence() throws {
    let few = try Self.manyPairs(6).rendered()
    #expect(few.html.contains("<summary>Further replicate pairs</summary>"))
    #expect(few.figures.count { $0.name.hasPrefix("activity-k562") } == 6)
    #expect(!few.html.contains("the first 6 of"))
    let many = try Self.manyPairs(45).rendered()
    #expect(many.figures.count { $0.name.hasPrefix("activity-k562") } == 6)
    #expect(
      many.figures.count { $0.name.hasPrefix("difference-") && $0.name.contains("k562") } == 3)
    #expect(
      XMLCheck(many.html).words.contains(
        "K562: the first 6 of 45 pairs of replicates are drawn, to keep the page small; the tables "
          + "hold all of them."))
    let table = try #require(many.tables.first { $0.name == "replicate-coefficients" })
    #expect(table.text.split(separator: "\n").count == 1 + 46 * 3)
  }

  @Test func everyAnalysisStandsInThePage() throws {
    let words = try words()
    for text in [
      "0.910 (0.900–0.920)", "Kendall τ", "Lin ρc", "53% of the variance of activity",
      "K562: activity, rep1 minus rep2", "median difference +0.04", "RNA > 0 in both", "90,112",
      "Same and disjoint halves", "the shared half adds +0.015",
      "K562: 20 random halvings of the barcodes of 1,171 elements with at least 2.",
      "HepG2: not computed: the input has no barcode rows.", "Replicates one by one",
      "a correlation is not positive, or a reliability above 1", "K562: activity by GC",
      "HepG2: GC: the sequences of the fragments were not read.", "near TSS",
      "0.720 (0.700–0.740)", "Would more sequencing help", "as sequenced",
      "K562: Half the reads give r 0.39, all of them 0.46",
    ] { #expect(words.contains(text), "\(text)") }
  }

  @Test func withoutTheNewAnalysesTheirSectionsAreLeftOut() throws {
    var report = ReplicateQCReport(experiment: "empty")
    report.cellTypes = [CellTypeQC(name: "K562")]
    let words = XMLCheck(try report.rendered().html).words
    for title in [
      "Same and disjoint halves", "GC, length and strand", "Classes of fragments",
      "Would more sequencing help", "Difference against mean",
    ] { #expect(!words.contains(title), "\(title)") }
  }

  /// Many rows that fill the picture, as the stage hands them over, and 45 pairs.
  @Test func aPageOfManyPairsStaysSmall() throws {
    var report = try Self.manyPairs(45)
    let grid = try SampleReports.grid(0.4, offset: 3)
    #expect(grid.cells.count > 700)
    for index in report.cellTypes[0].pairs.indices {
      report.cellTypes[0].pairs[index].activityDensity = grid
      report.cellTypes[0].pairs[index].rnaDensity = grid
      report.cellTypes[0].pairs[index].differences[0].density = grid
    }
    report.cellTypes.removeLast()
    let bytes = try report.rendered().html.utf8.count
    #expect(bytes < 700_000, "\(bytes) bytes")
  }

  @Test func betaBinomialFitsHaveASection() throws {
    let without = try words()
    #expect(!without.contains("Model of RNA and DNA counts"))
    let words = try words { report in
      func parameters(_ values: [Double?]) -> [CountModelQC.Parameter] {
        zip(["a", "b"], values).map { CountModelQC.Parameter($0, $0, $1, decimals: 3) }
      }
      var line = CountModelQC(
        cellType: "K562", name: "all replicates", parameters: parameters([1.25, 2.5]))
      (line.rows, line.overdispersion) = (1_200, 1.07)
      (line.observedZeros, line.expectedZeros, line.isPoor) = (640, 601.2, true)
      var missing = CountModelQC(
        cellType: "HepG2", name: "rep1", parameters: parameters([nil, nil]))
      missing.remark = "no fit: no_counts"
      report.betaBinomials = [line, missing]
    }
    for text in ["Model of RNA and DNA counts", "1.250", "2.500", "1.07", "640", "601", "poor"] {
      #expect(words.contains(text), "\(text)")
    }
    #expect(words.contains("no fit: no_counts"))
  }
}
