import Foundation
import Reports
import Testing

@Suite struct HTMLPageTests {
  private func page(_ sections: [ReportSection]) -> HTMLPage {
    HTMLPage(
      kind: "Kind", title: "A <b>title</b>", subtitle: "S & T", opening: [], sections: sections)
  }

  @Test func textIsEscapedEverywhere() {
    let evil = "<script>alert(\"1\")</script> & '"
    let html = page([
      ReportSection(
        evil,
        [
          .paragraph(evil), .heading(evil), .list([evil]), .verdicts([Verdict(.fail, evil)]),
          .checks([Verdict(.note, evil)]), .namedValues([NamedValue(evil, evil)]),
          .cards([SummaryCard(label: evil, value: evil, detail: evil)]),
          .answers([Answer(question: evil, sentence: evil)]), .details(evil, [.paragraph(evil)]),
        ])
    ]).html
    #expect(!html.contains("<script"))
    #expect(!html.contains("<b>"))
    let check = XMLCheck(html)
    #expect(check.isWellFormed)
    #expect(check.elementCounts["script"] == nil)
    #expect(check.words.components(separatedBy: "alert(\"1\")").count == 15 + 1)
  }

  @Test func emptySectionsAreLeftOutAndOthersLinked() {
    let html = page([
      ReportSection("First part", [.paragraph("a")]), ReportSection("Nothing", []),
      ReportSection("Second part", [.paragraph("b")]),
    ]).html
    #expect(html.contains("<a href=\"#first-part\">First part</a>"))
    #expect(html.contains("<section id=\"second-part\">"))
    #expect(!html.contains("Nothing"))
  }

  @Test func filesOfEqualNameAreNumbered() throws {
    let canvas = SVGCanvas(width: 10, height: 10)
    let figure = Figure(FigureLabels(name: "Same name", title: ""), alternative: "", canvas: canvas)
    let table = try TableContent(
      name: "t", caption: "", columns: [TableColumn("a", "A")], rows: [[.text("x")]])
    let files = page([
      ReportSection(
        "S", [.figures([figure, figure]), .table(table), .details("more", [.table(table)])])
    ]).rendered()
    #expect(files.figures.map(\.name) == ["same-name", "same-name-2"])
    #expect(files.tables.map(\.name) == ["t", "t-2"])
    #expect(files.tables.allSatisfy { $0.text == table.tsv })
  }

  @Test(arguments: CheckStatus.allCases) func outcomesAreWords(status: CheckStatus) {
    #expect(
      HTMLFragment.badge(status) == "<span class=\"badge \(status.word)\">\(status.word)</span>")
    #expect(HTMLStyle.sheet.contains(".badge.\(status.word) {"))
  }

  @Test func theStyleHasPaperAndNarrowScreens() {
    #expect(HTMLStyle.sheet.contains("@media print"))
    #expect(HTMLStyle.sheet.contains("@media (max-width: 620px)"))
    #expect(!HTMLStyle.sheet.contains("<"))
  }
}
