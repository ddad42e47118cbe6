import Foundation
import Reports
import Testing

@Suite struct LibraryQCReportTests {
  private func words(_ change: (inout LibraryQCReport) -> Void = { _ in }) throws -> String {
    var report = try SampleReports.libraryQC()
    change(&report)
    return XMLCheck(try report.rendered().html).words
  }

  @Test func theNumbersStandInThePage() throws {
    let words = try words()
    for text in [
      "SuRE K562 <example>", "60,000,000 (58,200,000–62,400,000)",
      "cDNA A1: Reading twice as deep would add", "barcode not in the iPCR library",
      "31% of its barcodes lie below a valley", "cDNA B2: no counts",
      "the likelihood has no maximum at a finite complexity", "cDNA A2: kept and dropped",
      "should not be there", "≤ 0.5, fails > 0.65", "Solid: observed. Dashed with band",
      "top 0.1%", "chr12", "cDNA B1: too few rows",
      "41,000 pairs of its 300,000,000 barcodes",
    ] { #expect(words.contains(text), "\(text)") }
  }

  @Test func everyTableIsThereOnceWithItsColumns() throws {
    let tables = try SampleReports.libraryQC().rendered().tables
    #expect(
      tables.map(\.name) == [
        "samples", "attrition", "deeper-reading", "depth-needed", "complexity-fits", "jackpots",
        "most-read", "barcode-quantiles", "chromosomes", "barcode-overlap", "dna-contamination",
        "thresholds",
      ])
    let samples = try #require(tables.first).text.split(separator: "\n")
    #expect(
      samples[0]
        == "sample\tkind\tunit\treads\tdistinct\tsingleton_fraction\tduplicate_fraction"
        + "\tcomplexity\tcomplexity_low\tcomplexity_high\tsaturation")
    #expect(samples.count == 1 + 6)
    #expect(samples[6] == "cDNA B2\tcDNA\tbarcode\tNA\tNA\tNA\tNA\tNA\tNA\tNA\tNA")
  }

  @Test func attritionThatDoesNotAddUpIsRefused() throws {
    var report = try SampleReports.libraryQC()
    report.samples[0].attrition[0] = AttritionStep(
      step: "adapter", unit: "read", entered: 10, left: 7, dropped: ["no_adapter": 2])
    #expect(throws: ReportsError.self) { try report.rendered() }
  }

  @Test func aValueThatIsNotFiniteIsRefusedWithItsPlace() throws {
    var report = try SampleReports.libraryQC()
    report.samples[1].complexity?.saturation = .nan
    do {
      _ = try report.rendered()
      Issue.record("no error")
    } catch {
      #expect("\(error)".contains("samples[1].complexity.saturation is nan"))
    }
  }

  @Test func anEmptyReportHasNoSections() throws {
    let files = try LibraryQCReport(experiment: "nothing").rendered()
    #expect(files.tables.isEmpty && files.figures.isEmpty)
    #expect(XMLCheck(files.html).isWellFormed)
  }

  @Test func samplesOfOneKindShareAFigure() throws {
    let figures = try SampleReports.libraryQC().rendered().figures.map(\.name)
    #expect(figures.contains("saturation-ipcr-fragments"))
    #expect(figures.contains("saturation-cdna-barcodes"))
    #expect(figures.count { $0.hasPrefix("saturation-") } == 2)
    var report = try SampleReports.libraryQC()
    report.samples = (0..<16).map { index in
      var copy = report.samples[2]
      copy.name = "cDNA \(index)"
      return copy
    }
    let many = try report.rendered()
    #expect(many.figures.count { $0.name.hasPrefix("saturation-") } == 3)
    #expect(many.html.contains("<summary>Further samples</summary>"))
  }

  @Test func multiQCHasOneRowPerSample() throws {
    let table = try SampleReports.libraryQC().multiQC()
    #expect(table.rows.map(\.sample).count == 6)
    #expect(table.rows[0].values[3] == 60_000_000)
    #expect(table.rows[5].values.allSatisfy { $0 == nil })
    #expect(table.json.contains("\"id\": \"cupel_libraries\""))
  }
}
