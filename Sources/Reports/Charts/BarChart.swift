/// Horizontal bars, longest first as given, with optional intervals.
package struct BarChart: Chart {
  /// One bar.
  package struct Bar: Codable, Hashable, Sendable {
    package var label: String
    package var estimate: Estimate

    package init(label: String, estimate: Estimate) {
      self.label = label
      self.estimate = estimate
    }
  }

  package var labels: FigureLabels
  package var xTitle: String
  package var bars: [Bar]
  package var decimals: Int

  package init(labels: FigureLabels, xTitle: String, bars: [Bar], decimals: Int = 3) {
    self.labels = labels.noting(min(bars.count, Self.barLimit), of: bars.count, "features")
    self.xTitle = xTitle
    self.bars = Array(bars.prefix(Self.barLimit))
    self.decimals = decimals
  }

  private static let width = 440.0
  private static let rowHeight = 21.0
  private static let barLimit = 40

  package func drawn() -> Figure {
    let shown = bars
    guard !shown.isEmpty else { return empty(width: Self.width, reason: "Nothing to show.") }
    let labelRoom = min(180, (shown.map { TextWidth.of($0.label, size: 12) }.max() ?? 0) + 20)
    let valueRoom = (shown.map { TextWidth.of(value($0), size: 11) }.max() ?? 0) + 16
    let top = labels.height(width: Self.width) + 8
    let plotHeight = Double(shown.count) * Self.rowHeight + 4
    var canvas = SVGCanvas(width: Self.width, height: top + plotHeight + 46)
    labels.draw(on: &canvas)
    let ends = shown.flatMap { [$0.estimate.value, $0.estimate.low, $0.estimate.high] }
    let frame = PlotFrame(
      area: Box(labelRoom, top, Self.width - labelRoom - valueRoom, plotHeight),
      x: AxisRange(holding: ends.compactMap(\.self) + [0], margin: 0), y: AxisRange(0, 1))
    frame.drawXAxis(on: &canvas, title: xTitle, ticks: 4)
    let zero = frame.x.position(0)
    for (index, bar) in shown.enumerated() {
      let y = top + 2 + (Double(index) + 0.5) * Self.rowHeight
      let end = frame.x.position(bar.estimate.value)
      canvas.rectangle(
        Box(min(zero, end), y - 7, abs(end - zero), 14), fill: Palette.category(0), opacity: 0.85)
      if let low = bar.estimate.low, let high = bar.estimate.high {
        canvas.line(
          frame.x.position(low), y, frame.x.position(high), y, Stroke(Palette.ink, width: 1.4))
      }
      canvas.text(
        TextWidth.shortened(bar.label, toFit: labelRoom - 14, size: 12), labelRoom - 9, y + 4,
        TextStyle(size: 12, anchor: .end))
      canvas.text(
        value(bar), Self.width - 8, y + 4,
        TextStyle(size: 11, colour: Palette.muted, anchor: .end))
    }
    canvas.line(zero, top, zero, top + plotHeight, Stroke(Palette.muted))
    return Figure(labels, alternative: alternative, canvas: canvas)
  }

  private func value(_ bar: Bar) -> String { NumberText.display(bar.estimate.value, decimals) }

  private var alternative: String {
    "Bars of \(xTitle). "
      + bars.prefix(20).map { "\($0.label): \(value($0))" }
      .joined(separator: "; ") + "."
  }
}
