/// The plot area with its two axes, grid and axis titles.
package struct PlotFrame: Sendable {
  package let area: Box
  package let x: AxisScale
  package let y: AxisScale

  /// Lays a numeric plot into `area`.
  package init(area: Box, x: AxisRange, y: AxisRange) {
    self.area = area
    self.x = AxisScale(x.kind, from: x.lower, to: x.upper, start: area.x, end: area.right)
    self.y = AxisScale(y.kind, from: y.lower, to: y.upper, start: area.bottom, end: area.y)
  }

  /// Horizontal grid lines with labels left of the area.
  package func drawYAxis(on canvas: inout SVGCanvas, title: String, ticks target: Int = 5) {
    var widest = 0.0
    for tick in y.ticks(target) {
      let at = y.position(tick.value)
      canvas.line(area.x, at, area.right, at, Stroke(Palette.grid))
      canvas.text(
        tick.label, area.x - 7, at + 4, TextStyle(size: 11, colour: Palette.muted, anchor: .end))
      widest = max(widest, TextWidth.of(tick.label, size: 11))
    }
    guard !title.isEmpty else { return }
    let fitted = TextWidth.shortened(title, toFit: area.height + 30, size: 12)
    canvas.text(
      fitted, area.x - widest - 18, area.y + area.height / 2,
      TextStyle(size: 12, anchor: .middle, rotation: -90))
  }

  /// Ticks and labels below the area; with `grid`, vertical lines too.
  package func drawXAxis(
    on canvas: inout SVGCanvas, title: String, ticks target: Int = 5, grid: Bool = true,
    wholeNumbers: Bool = false
  ) {
    for tick in x.ticks(target, wholeNumbers: wholeNumbers) {
      let at = x.position(tick.value)
      if grid { canvas.line(at, area.y, at, area.bottom, Stroke(Palette.grid)) }
      canvas.text(
        tick.label, at, area.bottom + 17,
        TextStyle(size: 11, colour: Palette.muted, anchor: .middle))
    }
    drawXTitle(on: &canvas, title, at: area.bottom + 37)
  }

  /// The title of the x axis, centred below the area.
  package func drawXTitle(on canvas: inout SVGCanvas, _ title: String, at y: Double) {
    guard !title.isEmpty else { return }
    let fitted = TextWidth.shortened(title, toFit: area.width + 60, size: 12)
    canvas.text(fitted, area.x + area.width / 2, y, TextStyle(size: 12, anchor: .middle))
  }

  /// A thin outline around the area.
  package func drawOutline(on canvas: inout SVGCanvas) {
    canvas.rectangle(area, fill: "none", stroke: Stroke(Palette.rule))
  }
}

/// The range of one axis.
package struct AxisRange: Hashable, Sendable {
  package let kind: AxisScale.Kind
  package let lower: Double
  package let upper: Double

  package init(_ lower: Double, _ upper: Double, kind: AxisScale.Kind = .linear) {
    self.kind = kind
    self.lower = lower
    self.upper = upper
  }

  /// The range that holds all values with a margin.
  package init(holding values: [Double], margin: Double = 0.04) {
    let range = AxisScale.range(of: values, margin: margin)
    self.init(range.lower, range.upper)
  }
}
