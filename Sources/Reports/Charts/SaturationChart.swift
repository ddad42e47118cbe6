/// Things seen against reads: solid where observed, dashed and banded where extrapolated, with a
/// filled marker at the present depth.
package struct SaturationChart: Chart {
  package var labels: FigureLabels
  package var yTitle: String
  package var series: [SaturationSeries]

  package init(labels: FigureLabels, yTitle: String, series: [SaturationSeries]) {
    self.labels = labels.noting(
      min(series.count, Self.seriesLimit), of: series.count, "samples")
    self.yTitle = yTitle
    self.series = Array(series.prefix(Self.seriesLimit))
  }

  private static let width = 440.0
  private static let plotHeight = 250.0
  private static let seriesLimit = 7

  package func drawn() -> Figure {
    let observed = series.flatMap(\.observed)
    guard !observed.isEmpty else { return empty(width: Self.width, reason: "Nothing was counted.") }
    let expected = series.flatMap(\.expected)
    let entries = series.enumerated().map { Legend.Entry($1.name, series: $0) }
    let legend = Legend(entries, width: Self.width - 70)
    let legendTop = labels.height(width: Self.width) + 6
    let top = legendTop + legend.height + 8
    var canvas = SVGCanvas(width: Self.width, height: top + Self.plotHeight + 50)
    labels.draw(on: &canvas)
    legend.draw(on: &canvas, left: 62, top: legendTop)
    let largestX = (observed.map(\.x) + expected.map(\.reads)).max() ?? 1
    let centre = (observed.map(\.y) + expected.map(\.distinct.value)).max() ?? 1
    // A band without end must not flatten the curve: it may rise to half above it.
    let bands = expected.compactMap(\.distinct.high).filter { $0 <= 1.5 * centre }.max() ?? 0
    let frame = PlotFrame(
      area: Box(62, top, Self.width - 82, Self.plotHeight), x: AxisRange(0, largestX * 1.02),
      y: AxisRange(0, max(centre, bands) * 1.05))
    frame.drawYAxis(on: &canvas, title: yTitle)
    frame.drawXAxis(on: &canvas, title: "Reads", grid: false)
    for (index, one) in series.enumerated() { drawBand(one, index, on: &canvas, frame) }
    for (index, one) in series.enumerated() { drawLines(one, index, on: &canvas, frame) }
    canvas.line(
      frame.area.x, frame.area.bottom, frame.area.right, frame.area.bottom, Stroke(Palette.muted))
    return Figure(labels, alternative: alternative, canvas: canvas)
  }

  private func drawBand(
    _ one: SaturationSeries, _ index: Int, on canvas: inout SVGCanvas, _ frame: PlotFrame
  ) {
    let banded = one.expected.compactMap { point -> (x: Double, low: Double, high: Double)? in
      guard let low = point.distinct.low, let high = point.distinct.high else { return nil }
      return (
        frame.x.position(point.reads), frame.y.position(low), frame.y.position(high)
      )
    }
    guard let first = banded.first, let now = one.observed.last else { return }
    let c = NumberText.coordinate
    var path = "M\(c(frame.x.position(now.x))) \(c(frame.y.position(now.y)))"
    path += "L\(c(first.x)) \(c(first.high))"
    for point in banded.dropFirst() { path += "L\(c(point.x)) \(c(point.high))" }
    for point in banded.reversed() { path += "L\(c(point.x)) \(c(point.low))" }
    canvas.path(path + "z", fill: Palette.category(index), opacity: 0.16)
  }

  private func drawLines(
    _ one: SaturationSeries, _ index: Int, on canvas: inout SVGCanvas, _ frame: PlotFrame
  ) {
    let colour = Palette.category(index)
    let seen =
      [(x: frame.x.position(0), y: frame.y.position(0))]
      + one.observed.map { (x: frame.x.position($0.x), y: frame.y.position($0.y)) }
    canvas.polyline(seen, Stroke(colour, width: 2))
    let further = one.expected.map {
      (x: frame.x.position($0.reads), y: frame.y.position($0.distinct.value))
    }
    if further.count > 1 {
      canvas.polyline(further, Stroke(colour, width: 1.8, dashes: "5 4"))
    }
    if let now = seen.last {
      canvas.marker(.category(index), now.x, now.y, radius: 4.8, MarkerPaint(colour))
    }
  }

  private var alternative: String {
    let parts = series.compactMap { one -> String? in
      guard let now = one.observed.last else { return nil }
      var text =
        "\(one.name): \(NumberText.compact(now.y)) seen in \(NumberText.compact(now.x)) reads"
      if let last = one.expected.last {
        text +=
          ", \(NumberText.compact(last.distinct.value)) expected in"
          + " \(NumberText.compact(last.reads))"
      }
      return text
    }
    return "\(yTitle) against reads, solid where observed and dashed where extrapolated. "
      + parts.joined(separator: "; ") + "."
  }
}
