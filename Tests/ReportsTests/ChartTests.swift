import Reports
import Statistics
import Testing

/// Every kind of chart with usual, empty, single, constant and crowded content.
@Suite struct ChartTests {
  static let labels = FigureLabels(
    name: "figure", title: "A title with <markup> & \"quotes\"", subtitle: "n 5", caption: "Words.")

  static func libraryCharts(_ many: [String]) throws -> [any Chart] {
    var charts: [any Chart] = []
    for names in [[], ["one"], many] {
      let shown = names.prefix(90)
      let points = [CurveSeries.Point(x: 5, y: 3), CurveSeries.Point(x: 1e9, y: 3e8)]
      charts.append(
        SaturationChart(
          labels: labels, yTitle: "barcodes",
          series: shown.map { name in
            SaturationSeries(
              name: name, observed: name == "one" ? [points[0]] : points,
              expected: [
                .init(reads: 1e9, distinct: Estimate(3e8)),
                .init(reads: 5e9, distinct: Estimate(4e8, low: 3.1e8, high: 9e12)),
              ])
          }))
      charts.append(
        SpectrumChart(
          labels: labels, xTitle: "times read", yTitle: "barcodes",
          series: shown.map { CurveSeries(name: $0, points: $0 == "one" ? [points[0]] : points) }))
      let cell = OverlapTable.Cell(
        shared: 1, share: 0.2, expectedByChance: 0.1, isDeclared: true, isContaminant: false)
      charts.append(
        OverlapChart(
          labels: labels,
          overlap: try OverlapTable(
            libraries: shown.map { $0 },
            rows: shown.map { name in
              .init(
                sample: name, barcodes: 5,
                cells: shown.indices.map { index in
                  var cell = cell
                  if index % 3 == 1 { cell.share = nil }
                  if index % 3 == 2 { cell.isDeclared = false }
                  cell.isContaminant = index % 5 == 2
                  return cell
                }, verdict: Verdict(.note, name))
            }, rule: "rule")))
    }
    return charts
  }

  static func charts() throws -> [any Chart] {
    let many = (0..<3000).map { "a rather long label, number \($0)" }
    let flat = [Estimate(0.5, low: 0.5, high: 0.5), Estimate(0.5, low: 0.5, high: 0.5)]
    let nothing: [Double] = []
    let cloud = SampleReports.cloud(300_000, correlation: 0.4)
    var charts: [any Chart] = []
    for (x, y) in [(nothing, nothing), ([1], [2]), ([1, 1], [2, 2]), cloud] {
      for identity in [true, false] {
        charts.append(
          DensityChart(
            labels: labels, xTitle: "x", yTitle: "y",
            grid: HexagonGrid(x: x, y: y, columns: 60, sharedRange: identity),
            showsIdentity: identity))
      }
    }
    for bins in [0, 1, 2000] {
      let series = (0..<(bins == 0 ? 0 : 8)).map {
        Histogram.Series(name: "series \($0)", counts: [Int](repeating: $0, count: bins))
      }
      let edges = bins == 0 ? [] : (0...bins).map { Double($0 + 1) }
      for kind in [Histogram.Bins.edges(edges), .labels(many.prefix(bins).map(\.self))] {
        for isLogarithmic in [true, false] {
          let histogram = try Histogram(
            title: "H", xTitle: "x", bins: kind, series: series, isLogarithmic: isLogarithmic)
          charts.append(HistogramChart(name: "h", histogram))
        }
      }
    }
    for names in [[], ["one"], many] {
      charts.append(
        ForestChart(
          labels: labels,
          rows: names.enumerated().map {
            .init(label: $1, estimate: $0 % 3 == 2 ? nil : flat[0], note: "none", series: $0)
          }, xTitle: "ρ", reference: flat[1], referenceLabel: "ceiling"))
      charts.append(
        DotChart(
          labels: labels, xTitle: "x", yTitle: "y", seriesNames: ["a", "b", "c"],
          categories: names.map { .init(label: $0, n: $0.count * 3, estimates: flat + [nil]) }))
      charts.append(
        BarChart(
          labels: labels, xTitle: "gain", bars: names.map { .init(label: $0, estimate: flat[0]) }))
      charts.append(
        PairedDotChart(
          labels: labels, xTitle: "r", measures: ["a", "b"],
          rows: names.map { .init(label: $0, values: [0.9, nil], note: "0.9 → –") }))
      charts.append(
        MatrixChart(
          name: "m",
          try CorrelationMatrix(
            title: "M", measure: "r", labels: Array(names.prefix(90)),
            values: names.prefix(90).map { _ in names.prefix(90).map { $0 == "one" ? nil : -0.2 } })
        ))
      charts.append(
        WaterfallChart(
          labels: labels,
          steps: names.prefix(60).map {
            AttritionStep(
              step: $0, unit: "read", entered: 0, left: 0,
              dropped: Dictionary(uniqueKeysWithValues: many.prefix(30).map { ($0, 1) }))
          }))
    }
    charts += try libraryCharts(many)
    for points in [[], [0.3], [0.3, 0.3], (0..<20_000).map { Double($0 % 7) }] {
      charts.append(
        LineChart(
          labels: labels, xTitle: "epoch", yTitle: "ρ",
          series: [CurveSeries(name: "train", values: points)], mark: points.isEmpty ? nil : 1,
          markLabel: "kept: 1"))
    }
    return charts
  }

  @Test func everyChartIsWellFormedBoundedAndLabelled() throws {
    var count = 0
    for chart in try Self.charts() {
      let figure = try chart.figure()
      let check = XMLCheck(figure.svg)
      #expect(check.isWellFormed, "\(type(of: chart))")
      #expect(check.elementCount == figure.elementCount + 3, "\(type(of: chart))")
      #expect(check.elementCounts["title"] == 1)
      #expect(!figure.alternative.isEmpty)
      #expect(figure.elementCount <= 5000, "\(type(of: chart)): \(figure.elementCount)")
      #expect(figure.svg.utf8.count < 600_000, "\(type(of: chart)): \(figure.svg.utf8.count)")
      #expect(figure.width <= 900 && figure.height > 40)
      #expect(!figure.svg.contains("nan") && !figure.svg.contains("inf"), "\(type(of: chart))")
      count += 1
    }
    #expect(count == 8 + 12 + 18 + 9 + 4)
  }

  @Test func anEmptyChartSaysWhy() throws {
    let figure = try LineChart(labels: Self.labels, xTitle: "", yTitle: "", series: []).figure()
    #expect(XMLCheck(figure.svg).words.contains("No steps to draw."))
  }

  @Test func cutOffContentIsAnnounced() throws {
    let bars = (0..<100).map { BarChart.Bar(label: "f\($0)", estimate: Estimate(1)) }
    let figure = try BarChart(labels: Self.labels, xTitle: "x", bars: bars).figure()
    #expect(XMLCheck(figure.svg).words.contains("the first 40 of 100 features"))
  }
}
