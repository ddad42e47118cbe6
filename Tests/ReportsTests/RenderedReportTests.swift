import Foundation
import Reports
import Testing

/// What holds for every report as a whole.
@Suite struct RenderedReportTests {
  static func all() throws -> [RenderedReport] {
    [
      try SampleReports.replicateQC().rendered(), try SampleReports.comparison().rendered(),
      try SampleReports.libraryQC().rendered(),
    ]
  }

  @Test func thePageIsWellFormedAndLoadsNothing() throws {
    for report in try Self.all() {
      #expect(XMLCheck(report.html).isWellFormed)
      let html = report.html.replacingOccurrences(
        of: "xmlns=\"http://www.w3.org/2000/svg\"", with: "")
      for forbidden in [
        "http://", "https://", "<script", "src=", "@import", "url(", "<link", "<iframe", "<img",
        "<object", "xlink:",
      ] { #expect(!html.contains(forbidden), "\(forbidden)") }
      #expect(!html.contains(">nan<") && !html.contains(">inf<"))
      #expect(html.utf8.count < 4_000_000)
    }
  }

  @Test func theSameContentGivesTheSameBytes() throws {
    #expect(try Self.all() == Self.all())
  }

  @Test func everyFigureOfThePageIsAlsoAFile() throws {
    for report in try Self.all() {
      let inPage = report.html.components(separatedBy: "<svg ").count - 1
      #expect(report.figures.count == inPage)
      #expect(report.figures.count > 8)
      #expect(Set(report.figures.map(\.name)).count == report.figures.count)
      for figure in report.figures {
        #expect(XMLCheck(figure.text).isWellFormed, "\(figure.name)")
        let drawing = figure.text.split(separator: "\n", maxSplits: 1)[1]
        #expect(report.html.contains(drawing), "\(figure.name)")
      }
    }
  }

  @Test func everyTableOfThePageIsAlsoAFile() throws {
    for report in try Self.all() {
      #expect(Set(report.tables.map(\.name)).count == report.tables.count)
      for table in report.tables {
        let lines = table.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let widths = Set(
          lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).count })
        #expect(widths.count == 1, "\(table.name)")
      }
    }
  }

  @Test func everyAnchorOfTheContentsExistsOnce() throws {
    for report in try Self.all() {
      let links = report.html.components(separatedBy: "href=\"#").dropFirst()
        .compactMap { $0.split(separator: "\"").first.map(String.init) }
      #expect(links.count >= 6)
      for link in links {
        #expect(report.html.components(separatedBy: "id=\"\(link)\"").count == 2, "\(link)")
      }
    }
  }

  @Test func reportsWithoutContentAreStillPages() throws {
    let empty = [
      try ReplicateQCReport(experiment: "").rendered(), try ComparisonReport(title: "").rendered(),
    ]
    for report in empty {
      #expect(XMLCheck(report.html).isWellFormed)
      #expect(report.figures.isEmpty)
      #expect(report.tables.isEmpty)
    }
  }

  @Test func contentSurvivesJSON() throws {
    let report = try SampleReports.comparison()
    let data = try JSONEncoder().encode(report)
    let back = try JSONDecoder().decode(ComparisonReport.self, from: data)
    #expect(back == report)
    #expect(try back.rendered() == report.rendered())
  }
}
