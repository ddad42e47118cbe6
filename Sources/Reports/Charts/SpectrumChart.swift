import Foundation

/// How many things were read how often, both axes logarithmic.
package struct SpectrumChart: Chart {
  package var labels: FigureLabels
  package var xTitle: String
  package var yTitle: String
  package var series: [CurveSeries]

  package init(labels: FigureLabels, xTitle: String, yTitle: String, series: [CurveSeries]) {
    self.labels = labels.noting(
      min(series.count, Self.seriesLimit), of: series.count, "samples")
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.series = series.prefix(Self.seriesLimit).map { one in
      CurveSeries(name: one.name, points: one.points.filter { $0.x > 0 && $0.y > 0 })
    }
  }

  private static let width = 440.0
  private static let plotHeight = 250.0
  private static let seriesLimit = 7

  package func drawn() -> Figure {
    let points = series.flatMap(\.points)
    guard let lowest = points.map(\.y).min(), let highest = points.map(\.y).max(),
      let largest = points.map(\.x).max()
    else { return empty(width: Self.width, reason: "Nothing was counted.") }
    let entries = series.enumerated().map { Legend.Entry($1.name, series: $0) }
    let legend = Legend(entries, width: Self.width - 70)
    let legendTop = labels.height(width: Self.width) + 6
    let top = legendTop + legend.height + 8
    var canvas = SVGCanvas(width: Self.width, height: top + Self.plotHeight + 50)
    labels.draw(on: &canvas)
    legend.draw(on: &canvas, left: 62, top: legendTop)
    let frame = PlotFrame(
      area: Box(62, top, Self.width - 82, Self.plotHeight),
      x: AxisRange(0.85, max(10, largest) * 1.2, kind: .logarithmic),
      y: AxisRange(min(lowest, highest / 10) * 0.8, highest * 1.3, kind: .logarithmic))
    frame.drawYAxis(on: &canvas, title: yTitle)
    frame.drawXAxis(on: &canvas, title: xTitle)
    for (index, one) in series.enumerated() {
      let places = one.points.map { (x: frame.x.position($0.x), y: frame.y.position($0.y)) }
      let colour = Palette.category(index)
      if places.count > 1 { canvas.polyline(places, Stroke(colour, width: 1)) }
      for place in places {
        canvas.marker(.category(index), place.x, place.y, radius: 2.8, MarkerPaint(colour))
      }
    }
    canvas.line(
      frame.area.x, frame.area.bottom, frame.area.right, frame.area.bottom, Stroke(Palette.muted))
    return Figure(labels, alternative: alternative, canvas: canvas)
  }

  private var alternative: String {
    let parts = series.compactMap { one -> String? in
      guard let first = one.points.first, let last = one.points.last else { return nil }
      return "\(one.name): \(NumberText.compact(first.y)) at count \(NumberText.compact(first.x)),"
        + " largest count near \(NumberText.compact(last.x))"
    }
    return "\(yTitle) against \(xTitle), both logarithmic. " + parts.joined(separator: "; ") + "."
  }
}
