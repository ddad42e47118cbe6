/// Rows of estimates with intervals on one axis, with a band for the best that can be expected.
package struct ForestChart: Chart {
  /// One row.
  package struct Row: Codable, Hashable, Sendable {
    package var label: String
    package var estimate: Estimate?
    /// Shown in place of the numbers when there is no estimate.
    package var note: String
    package var isEmphasised: Bool
    /// Place in the palette.
    package var series: Int

    package init(
      label: String, estimate: Estimate?, note: String = "", isEmphasised: Bool = false,
      series: Int = 0
    ) {
      self.label = label
      self.estimate = estimate
      self.note = note
      self.isEmphasised = isEmphasised
      self.series = series
    }
  }

  package var labels: FigureLabels
  package var rows: [Row]
  package var xTitle: String
  package var reference: Estimate?
  package var referenceLabel: String
  package var decimals: Int
  /// The axis reaches at least to this value.
  package var reach: Double

  package init(
    labels: FigureLabels, rows: [Row], xTitle: String, reference: Estimate? = nil,
    referenceLabel: String = "", decimals: Int = 3, reach: Double = 0
  ) {
    self.reach = reach
    self.labels = labels.noting(min(rows.count, Self.rowLimit), of: rows.count, "rows")
    self.rows = Array(rows.prefix(Self.rowLimit))
    self.xTitle = xTitle
    self.reference = reference
    self.referenceLabel = referenceLabel
    self.decimals = decimals
  }

  private static let width = 900.0
  private static let rowHeight = 27.0
  private static let rowLimit = 120

  package func drawn() -> Figure {
    guard !rows.isEmpty else { return empty(width: Self.width, reason: "No rows to draw.") }
    let labelRoom = min(250, (rows.map { TextWidth.of($0.label, size: 13) }.max() ?? 0) + 22)
    let valueRoom = (rows.map { TextWidth.of(valueText($0), size: 12) }.max() ?? 0) + 26
    let top = labels.height(width: Self.width) + (reference == nil ? 10 : 30)
    let plotHeight = Double(rows.count) * Self.rowHeight + 8
    var canvas = SVGCanvas(width: Self.width, height: top + plotHeight + 48)
    labels.draw(on: &canvas)
    let area = Box(labelRoom, top, Self.width - labelRoom - valueRoom, plotHeight)
    let frame = PlotFrame(area: area, x: range, y: AxisRange(0, 1))
    for index in rows.indices where index % 2 == 1 {
      canvas.rectangle(
        Box(4, area.y + 4 + Double(index) * Self.rowHeight, Self.width - 8, Self.rowHeight),
        fill: Palette.panel)
    }
    frame.drawXAxis(on: &canvas, title: xTitle, ticks: 6)
    drawReference(on: &canvas, frame: frame)
    for (index, row) in rows.enumerated() {
      draw(row, at: area.y + 4 + (Double(index) + 0.5) * Self.rowHeight, on: &canvas, frame: frame)
    }
    return Figure(labels, alternative: alternative, canvas: canvas)
  }

  private var range: AxisRange {
    var values = rows.compactMap(\.estimate).flatMap { [$0.value, $0.low, $0.high] }.compactMap(
      \.self)
    if let reference {
      values += [reference.value, reference.low, reference.high].compactMap(\.self)
    }
    return AxisRange(holding: values + [0, reach], margin: 0.05)
  }

  private func drawReference(on canvas: inout SVGCanvas, frame: PlotFrame) {
    let zero = frame.x.position(0)
    canvas.line(zero, frame.area.y, zero, frame.area.bottom, Stroke(Palette.muted))
    guard let reference else { return }
    if let low = reference.low, let high = reference.high {
      let left = frame.x.position(low)
      canvas.rectangle(
        Box(left, frame.area.y, frame.x.position(high) - left, frame.area.height),
        fill: Palette.orange, opacity: 0.2)
    }
    let x = frame.x.position(reference.value)
    canvas.line(x, frame.area.y, x, frame.area.bottom, Stroke("#9a6a00", width: 1.6, dashes: "6 3"))
    let text = "\(referenceLabel) \(reference.text(decimals: decimals))"
    let half = TextWidth.of(text, size: 12) / 2
    canvas.text(
      text, min(max(x, 8 + half), Self.width - 8 - half), frame.area.y - 8,
      TextStyle(size: 12, colour: "#7a5400", anchor: .middle, isBold: true))
  }

  private func draw(_ row: Row, at y: Double, on canvas: inout SVGCanvas, frame: PlotFrame) {
    canvas.text(
      TextWidth.shortened(row.label, toFit: frame.area.x - 16, size: 13), frame.area.x - 12,
      y + 4.5,
      TextStyle(size: 13, anchor: .end, isBold: row.isEmphasised))
    canvas.text(
      valueText(row), Self.width - 12, y + 4.5,
      TextStyle(
        size: 12, colour: row.estimate == nil ? Palette.muted : Palette.ink, anchor: .end,
        isBold: row.isEmphasised))
    guard let estimate = row.estimate else { return }
    let colour = Palette.category(row.series)
    if let low = estimate.low, let high = estimate.high {
      let (left, right) = (frame.x.position(low), frame.x.position(high))
      canvas.line(left, y, right, y, Stroke(colour, width: 2))
      for end in [left, right] { canvas.line(end, y - 4, end, y + 4, Stroke(colour, width: 1.6)) }
    }
    canvas.marker(
      .category(row.series), frame.x.position(estimate.value), y, radius: 5, MarkerPaint(colour))
  }

  private func valueText(_ row: Row) -> String {
    row.estimate?.text(decimals: decimals) ?? (row.note.isEmpty ? "\u{2013}" : row.note)
  }

  private var alternative: String {
    let parts = rows.map { "\($0.label): \(valueText($0))" }
    let ceiling = reference.map { " \(referenceLabel): \($0.text(decimals: decimals))." } ?? ""
    return "\(xTitle) with 95% intervals. " + parts.joined(separator: "; ") + "." + ceiling
  }
}
