import Foundation
import Reports
import Testing

/// Set `CUPEL_REPORT_PREVIEW` to a folder to get the sample reports as files to look at.
@Suite struct ReportPreviewTests {
  private static let folder = ProcessInfo.processInfo.environment["CUPEL_REPORT_PREVIEW"]

  @Test(.enabled(if: folder != nil))
  func sampleReportsAreWrittenForTheEye() throws {
    let folder = URL(fileURLWithPath: try #require(Self.folder))
    let reports = [
      ("replicates", try SampleReports.replicateQC().rendered()),
      ("comparison", try SampleReports.comparison().rendered()),
      ("libraries", try SampleReports.libraryQC().rendered()),
    ]
    for (name, report) in reports {
      let home = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
      try Data(report.html.utf8).write(to: home.appendingPathComponent("index.html"))
      for figure in report.figures {
        try Data(figure.text.utf8).write(to: home.appendingPathComponent(figure.name + ".svg"))
      }
      for table in report.tables {
        try Data(table.text.utf8).write(to: home.appendingPathComponent(table.name + ".tsv"))
      }
      let page = try String(contentsOf: home.appendingPathComponent("index.html"), encoding: .utf8)
      #expect(page == report.html)
    }
  }
}
