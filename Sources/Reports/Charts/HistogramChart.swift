/// A histogram: overlaid outlines over numeric bins, grouped bars over named bins.
package struct HistogramChart: Chart {
  package var labels: FigureLabels
  package var histogram: Histogram

  package init(name: String, _ histogram: Histogram) {
    labels = FigureLabels(name: name, title: histogram.title, caption: histogram.caption)
    self.histogram = histogram
  }

  private static let width = 440.0
  private static let plotHeight = 216.0

  package func drawn() -> Figure {
    let peak = histogram.series.flatMap(\.counts).max() ?? 0
    guard histogram.bins.count > 0, peak > 0 else {
      return empty(width: Self.width, reason: "No values to count.")
    }
    let entries = histogram.series.enumerated().map { Legend.Entry($1.name, series: $0) }
    let legend = Legend(entries, width: Self.width - 70)
    let legendTop = labels.height(width: Self.width) + 6
    let top = legendTop + legend.height + 8
    var canvas = SVGCanvas(width: Self.width, height: top + Self.plotHeight + 52)
    labels.draw(on: &canvas)
    legend.draw(on: &canvas, left: 58, top: legendTop)
    let area = Box(58, top, Self.width - 70, Self.plotHeight)
    let yRange = AxisRange(0, Double(peak) * 1.05)
    switch histogram.bins {
    case .edges(let edges):
      let isLogarithmic = histogram.isLogarithmic && (edges.first ?? 0) > 0
      let range = AxisRange(
        edges.first ?? 0, edges.last ?? 1, kind: isLogarithmic ? .logarithmic : .linear)
      let frame = PlotFrame(area: area, x: range, y: yRange)
      frame.drawYAxis(on: &canvas, title: histogram.yTitle)
      frame.drawXAxis(on: &canvas, title: histogram.xTitle, grid: false)
      drawOutlines(on: &canvas, frame: frame, edges: edges)
      baseline(on: &canvas, area)
    case .labels(let names):
      let frame = PlotFrame(area: area, x: AxisRange(0, Double(names.count)), y: yRange)
      frame.drawYAxis(on: &canvas, title: histogram.yTitle)
      drawBars(on: &canvas, frame: frame, names: names)
      frame.drawXTitle(on: &canvas, histogram.xTitle, at: area.bottom + 38)
      baseline(on: &canvas, area)
    }
    return Figure(labels, alternative: alternative, canvas: canvas)
  }

  private func baseline(on canvas: inout SVGCanvas, _ area: Box) {
    canvas.line(area.x, area.bottom, area.right, area.bottom, Stroke(Palette.muted))
  }

  private func drawOutlines(on canvas: inout SVGCanvas, frame: PlotFrame, edges: [Double]) {
    let c = NumberText.coordinate
    for (index, series) in histogram.series.enumerated() {
      let colour = Palette.category(index)
      var outline = "M\(c(frame.x.position(edges[0]))) \(c(frame.area.bottom))"
      for (bin, count) in series.counts.enumerated() {
        outline += "V\(c(frame.y.position(Double(count))))H\(c(frame.x.position(edges[bin + 1])))"
      }
      outline += "V\(c(frame.area.bottom))"
      canvas.path(outline + "z", fill: colour, opacity: 0.14)
      canvas.path(outline, fill: "none", stroke: Stroke(colour, width: 1.6))
    }
  }

  private func drawBars(on canvas: inout SVGCanvas, frame: PlotFrame, names: [String]) {
    let slot = frame.area.width / Double(names.count)
    let bar = slot * 0.82 / Double(max(1, histogram.series.count))
    let c = NumberText.coordinate
    for (index, series) in histogram.series.enumerated() {
      var bars = ""
      for (bin, count) in series.counts.enumerated() where count > 0 {
        let x = frame.area.x + Double(bin) * slot + slot * 0.09 + Double(index) * bar
        let y = frame.y.position(Double(count))
        bars += "M\(c(x)) \(c(frame.area.bottom))V\(c(y))h\(c(bar * 0.94))V\(c(frame.area.bottom))z"
      }
      if !bars.isEmpty { canvas.path(bars, fill: Palette.category(index)) }
    }
    let widest = names.map { TextWidth.of($0, size: 11) }.max() ?? 0
    let every = max(1, Int(((widest + 6) / slot).rounded(.up)))
    for (bin, name) in names.enumerated() where bin % every == 0 {
      let place = frame.area.x + (Double(bin) + 0.5) * slot
      let furthest = Self.width - TextWidth.of(name, size: 11) / 2 - 2
      canvas.text(
        name, min(place, furthest), frame.area.bottom + 17,
        TextStyle(size: 11, colour: Palette.muted, anchor: .middle))
    }
  }

  private var alternative: String {
    let parts = histogram.series.map { series in
      "\(series.name): \(NumberText.grouped(series.counts.reduce(0, +))) values"
    }
    return "Histogram of \(histogram.xTitle) in \(histogram.bins.count) bins. "
      + parts.joined(separator: "; ") + "."
  }
}
