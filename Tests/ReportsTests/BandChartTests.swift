import Reports
import Testing

@Suite struct BandChartTests {
  func chart(_ series: [BiasQC.Series]) -> BandChart {
    BandChart(
      labels: FigureLabels(name: "bias", title: "activity by GC"), xTitle: "GC",
      yTitle: "activity", series: series)
  }

  @Test func linesBandsAndWordsSayTheSame() throws {
    let bins = (0..<3).map {
      BiasQC.Bin(x: Double($0), n: 10, low: 0, middle: Double($0) / 2, high: 2)
    }
    let figure = try chart([
      .init(name: "rep1", bins: bins, spearman: 0.5),
      .init(name: "rep2", bins: bins, spearman: nil),
    ]).figure()
    #expect(
      figure.alternative
        == "Median and quartiles of activity along GC. rep1: median 0.00 at the left, 1.00 at the "
        + "right; rep2: median 0.00 at the left, 1.00 at the right.")
    #expect(figure.svg.contains("<polyline") && figure.svg.contains("rep2"))
  }

  @Test func manyReplicatesAreCappedInWords() throws {
    let bins = [BiasQC.Bin(x: 0, n: 1, low: 0, middle: 1, high: 2)]
    let figure = try chart((0..<9).map { .init(name: "rep\($0)", bins: bins, spearman: nil) })
      .figure()
    #expect(figure.svg.contains("the first 6 of 9 replicates"))
  }

  @Test func withoutRowsItSaysSo() throws {
    #expect(try chart([]).figure().alternative == "No rows to draw.")
  }
}
