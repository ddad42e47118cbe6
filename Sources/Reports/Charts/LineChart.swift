/// Lines over a numeric axis, with an optional vertical mark.
package struct LineChart: Chart {
  package var labels: FigureLabels
  package var xTitle: String
  package var yTitle: String
  package var series: [CurveSeries]
  package var mark: Double?
  package var markLabel: String

  package init(
    labels: FigureLabels, xTitle: String, yTitle: String, series: [CurveSeries],
    mark: Double? = nil, markLabel: String = ""
  ) {
    self.labels = labels
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.series = series
    self.mark = mark
    self.markLabel = markLabel
  }

  private static let width = 440.0
  private static let plotHeight = 226.0
  /// Longer lines are thinned to this many points; their first and last point always stay.
  private static let pointLimit = 400

  package func drawn() -> Figure {
    let points = series.flatMap(\.points)
    guard !points.isEmpty else { return empty(width: Self.width, reason: "No steps to draw.") }
    let entries = series.enumerated().map { Legend.Entry($1.name, series: $0) }
    let legend = Legend(entries, width: Self.width - 70)
    let legendTop = labels.height(width: Self.width) + 6
    let top = legendTop + legend.height + (mark == nil ? 8 : 24)
    var canvas = SVGCanvas(width: Self.width, height: top + Self.plotHeight + 50)
    labels.draw(on: &canvas)
    legend.draw(on: &canvas, left: 60, top: legendTop)
    let frame = PlotFrame(
      area: Box(60, top, Self.width - 76, Self.plotHeight),
      x: AxisRange(holding: points.map(\.x) + (mark.map { [$0] } ?? []), margin: 0.02),
      y: AxisRange(holding: points.map(\.y), margin: 0.06))
    frame.drawYAxis(on: &canvas, title: yTitle)
    let wholeNumbers = points.allSatisfy { $0.x == $0.x.rounded() }
    frame.drawXAxis(on: &canvas, title: xTitle, grid: false, wholeNumbers: wholeNumbers)
    canvas.line(
      frame.area.x, frame.area.bottom, frame.area.right, frame.area.bottom, Stroke(Palette.muted))
    drawMark(on: &canvas, frame: frame)
    for (index, one) in series.enumerated() { draw(one, index, on: &canvas, frame: frame) }
    return Figure(labels, alternative: alternative, canvas: canvas)
  }

  private func draw(
    _ one: CurveSeries, _ index: Int, on canvas: inout SVGCanvas, frame: PlotFrame
  ) {
    let thinned = Self.thinned(one.points)
    let places = thinned.map { (x: frame.x.position($0.x), y: frame.y.position($0.y)) }
    let colour = Palette.category(index)
    if places.count > 1 { canvas.polyline(places, Stroke(colour, width: 2)) }
    let every = max(1, (places.count + 11) / 12)
    for (number, place) in places.enumerated() where number % every == 0 || places.count <= 12 {
      canvas.marker(.category(index), place.x, place.y, radius: 3.6, MarkerPaint(colour))
    }
  }

  private func drawMark(on canvas: inout SVGCanvas, frame: PlotFrame) {
    guard let mark else { return }
    let x = frame.x.position(mark)
    canvas.line(x, frame.area.y, x, frame.area.bottom, Stroke(Palette.muted, dashes: "4 3"))
    let half = TextWidth.of(markLabel, size: 11) / 2
    canvas.text(
      markLabel, min(max(x, frame.area.x + half), frame.area.right - half), frame.area.y - 6,
      TextStyle(size: 11, colour: Palette.muted, anchor: .middle))
  }

  private static func thinned(_ points: [CurveSeries.Point]) -> [CurveSeries.Point] {
    guard points.count > pointLimit else { return points }
    return (0..<pointLimit).map { points[$0 * (points.count - 1) / (pointLimit - 1)] }
  }

  private var alternative: String {
    let parts = series.compactMap { one in
      one.points.last.map { "\(one.name) ends at \(NumberText.display($0.y, 3))" }
    }
    return "Lines of \(yTitle) against \(xTitle). " + parts.joined(separator: "; ") + "."
  }
}
