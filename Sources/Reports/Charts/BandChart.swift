/// Medians with their quartiles along a numeric axis, one line and one band per series.
package struct BandChart: Chart {
  package var labels: FigureLabels
  package var xTitle: String
  package var yTitle: String
  package var series: [BiasQC.Series]

  package init(
    labels: FigureLabels, xTitle: String, yTitle: String, series: [BiasQC.Series]
  ) {
    self.labels = labels.noting(
      min(series.count, Self.seriesLimit), of: series.count, "replicates")
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.series = Array(series.prefix(Self.seriesLimit))
  }

  private static let width = 440.0
  private static let plotHeight = 210.0
  /// More lines than markers could not be told apart.
  private static let seriesLimit = 6

  package func drawn() -> Figure {
    let bins = series.flatMap(\.bins)
    guard !bins.isEmpty else { return empty(width: Self.width, reason: "No rows to draw.") }
    let legend = Legend(
      series.count > 1 ? series.enumerated().map { Legend.Entry($1.name, series: $0) } : [],
      width: Self.width - 70)
    let legendTop = labels.height(width: Self.width) + 6
    let top = legendTop + legend.height + 8
    var canvas = SVGCanvas(width: Self.width, height: top + Self.plotHeight + 50)
    labels.draw(on: &canvas)
    legend.draw(on: &canvas, left: 60, top: legendTop)
    let frame = PlotFrame(
      area: Box(60, top, Self.width - 76, Self.plotHeight),
      x: AxisRange(holding: bins.map(\.x), margin: 0.04),
      y: AxisRange(holding: bins.flatMap { [$0.low, $0.high] }, margin: 0.06))
    frame.drawYAxis(on: &canvas, title: yTitle)
    frame.drawXAxis(on: &canvas, title: xTitle, grid: false)
    for (index, one) in series.enumerated() { draw(one, index, on: &canvas, frame: frame) }
    frame.drawOutline(on: &canvas)
    return Figure(labels, alternative: alternative, canvas: canvas)
  }

  private func draw(
    _ one: BiasQC.Series, _ index: Int, on canvas: inout SVGCanvas, frame: PlotFrame
  ) {
    let c = NumberText.coordinate
    let colour = Palette.category(index)
    let upper = one.bins.map { "\(c(frame.x.position($0.x))) \(c(frame.y.position($0.high)))" }
    let lower = one.bins.reversed().map {
      "\(c(frame.x.position($0.x))) \(c(frame.y.position($0.low)))"
    }
    if one.bins.count > 1 {
      canvas.path(
        "M" + (upper + lower).joined(separator: "L") + "z", fill: colour,
        opacity: series.count > 1 ? 0.1 : 0.2)
      canvas.polyline(
        one.bins.map { (frame.x.position($0.x), frame.y.position($0.middle)) },
        Stroke(colour, width: 2))
    }
    for bin in one.bins {
      canvas.marker(
        .category(index), frame.x.position(bin.x), frame.y.position(bin.middle), radius: 3.6,
        MarkerPaint(colour))
    }
  }

  private var alternative: String {
    let parts = series.compactMap { one -> String? in
      guard let first = one.bins.first, let last = one.bins.last else { return nil }
      return "\(one.name): median \(NumberText.display(first.middle, 2)) at the left, "
        + "\(NumberText.display(last.middle, 2)) at the right"
    }
    return "Median and quartiles of \(yTitle) along \(xTitle). " + parts.joined(separator: "; ")
      + "."
  }
}
