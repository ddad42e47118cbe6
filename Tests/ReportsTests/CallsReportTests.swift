import Reports
import Statistics
import Testing

@Suite struct CallsReportTests {
  private func report() throws -> CallsReport {
    var contrast = ContrastCalls(
      title: "K562, activity", method: "control_interval", effectTitle: "log2(RNA/DNA)",
      attrition: AttritionStep(
        step: "test K562", unit: "element", entered: 5, left: 4, dropped: ["not_observed": 1]),
      up: LabelledCount("active", 2), down: LabelledCount("repressed", 1))
    contrast.centre = 0.25
    contrast.controls = 40
    contrast.volcano = HexagonGrid(x: [0, 1, 2, -1], y: [0.1, 2, 3, 4])
    contrast.pValues = try Histogram(
      title: "p-values", xTitle: "p", bins: .edges([0, 0.5, 1]),
      series: [Histogram.Series(name: "K562", counts: [3, 1])])
    var report = CallsReport(experiment: "by hand")
    report.contrasts = [contrast]
    report.verdicts = [Verdict(.note, "K562: 2 active")]
    return report
  }

  @Test func aContrastHasItsTableAndFigures() throws {
    let files = try report().rendered()
    #expect(files.html.contains("K562: 2 active") && files.html.contains("not observed"))
    #expect(files.figures.count == 3)
    let table = try #require(files.tables.first { $0.name == "calls" })
    #expect(
      table.text == """
        contrast\tmethod\telements\ttested\tup\tdown\tcontrols\tcentre\tspread\tprior_degrees\tprior_variance
        K562, activity\tcontrol_interval\t5\t4\t2\t1\t40\t0.25\tNA\tNA\tNA

        """)
    #expect(try report().multiQC().rows[0].values == [4, 2, 1])
  }

  @Test func withoutContrastsThePageIsValid() throws {
    let files = try CallsReport(experiment: "given").rendered()
    #expect(files.html.contains("given") && files.tables.isEmpty)
  }

  @Test func rowsThatDoNotAddUpAreRefused() throws {
    var report = try report()
    report.contrasts[0].attrition = AttritionStep(
      step: "test K562", unit: "element", entered: 5, left: 1)
    #expect(throws: ReportsError.self) { try report.rendered() }
  }
}
