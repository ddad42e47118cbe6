import Reports
import Testing

@Suite struct FiniteCheckTests {
  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func aValueThatIsNotFiniteIsRefusedWithItsPlace(value: Double) throws {
    var report = try SampleReports.replicateQC()
    report.cellTypes[0].pairs[1].rna.pearson = value
    let error = #expect(throws: ReportsError.self) { try report.rendered() }
    #expect(
      error
        == .notFinite(
          content: "replicate QC report", path: "cellTypes[0].pairs[1].rna.pearson",
          value: "\(value)"))
  }

  @Test func theComparisonReportIsGuardedToo() throws {
    var report = try SampleReports.comparison()
    report.tasks[1].models[2].spearman = Estimate(.nan)
    let error = #expect(throws: ReportsError.self) { try report.rendered() }
    #expect(
      error?.description
        == "comparison report: tasks[1].models[2].spearman.value is nan; expected a finite number "
        + "or a missing value. This is a bug in cupel, not in your data: please report it.")
  }

  @Test func aChartOfItsOwnIsGuarded() {
    let chart = BarChart(
      labels: FigureLabels(name: "bars", title: "Bars"), xTitle: "gain",
      bars: [.init(label: "gc", estimate: Estimate(.nan))])
    #expect(throws: ReportsError.self) { try chart.figure() }
  }

  @Test func theSamplesThemselvesPass() throws {
    try FiniteCheck.verify(try SampleReports.replicateQC(), named: "sample")
  }
}
