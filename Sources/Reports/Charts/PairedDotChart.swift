/// Several measures of the same row on one line, joined: how far a correlation falls once input
/// DNA is controlled for.
package struct PairedDotChart: Chart {
  /// One row.
  package struct Row: Codable, Hashable, Sendable {
    package var label: String
    /// One value per measure; nil where undefined.
    package var values: [Double?]
    /// Words at the right.
    package var note: String

    package init(label: String, values: [Double?], note: String) {
      self.label = label
      self.values = values
      self.note = note
    }
  }

  package var labels: FigureLabels
  package var xTitle: String
  package var measures: [String]
  package var rows: [Row]

  package init(labels: FigureLabels, xTitle: String, measures: [String], rows: [Row]) {
    self.labels = labels.noting(min(rows.count, Self.rowLimit), of: rows.count, "pairs")
    self.xTitle = xTitle
    self.measures = measures
    self.rows = Array(rows.prefix(Self.rowLimit))
  }

  private static let width = 900.0
  private static let rowHeight = 32.0
  private static let rowLimit = 60

  package func drawn() -> Figure {
    let shown = rows
    let values = shown.flatMap(\.values).compactMap(\.self)
    guard !values.isEmpty else {
      return empty(width: Self.width, reason: "No replicate pair with counts to compare.")
    }
    let labelRoom = min(240, (shown.map { TextWidth.of($0.label, size: 13) }.max() ?? 0) + 24)
    let noteRoom = min(220, (shown.map { TextWidth.of($0.note, size: 12) }.max() ?? 0) + 26)
    let legend = Legend(
      measures.indices.map { Legend.Entry(measures[$0], Self.shape($0), Self.paint($0)) },
      width: Self.width - 40)
    let legendTop = labels.height(width: Self.width) + 8
    let top = legendTop + legend.height + 8
    let plotHeight = Double(shown.count) * Self.rowHeight
    var canvas = SVGCanvas(width: Self.width, height: top + plotHeight + 48)
    labels.draw(on: &canvas)
    legend.draw(on: &canvas, left: 12, top: legendTop)
    let lowest = min(0, values.min() ?? 0)
    let frame = PlotFrame(
      area: Box(labelRoom, top, Self.width - labelRoom - noteRoom, plotHeight),
      x: AxisRange(lowest, max(1, values.max() ?? 1)), y: AxisRange(0, 1))
    frame.drawXAxis(on: &canvas, title: xTitle, ticks: 5)
    for (index, row) in shown.enumerated() {
      draw(row, y: top + (Double(index) + 0.5) * Self.rowHeight, on: &canvas, frame: frame)
    }
    return Figure(labels, alternative: alternative, canvas: canvas)
  }

  private static func shape(_ index: Int) -> MarkerShape {
    [.circle, .diamond, .square, .triangle][index % 4]
  }

  private static func paint(_ index: Int) -> MarkerPaint {
    MarkerPaint(Palette.category(index), isOpen: index == 1)
  }

  private func draw(_ row: Row, y: Double, on canvas: inout SVGCanvas, frame: PlotFrame) {
    canvas.text(
      TextWidth.shortened(row.label, toFit: frame.area.x - 20, size: 13), frame.area.x - 14,
      y + 4.5,
      TextStyle(size: 13, anchor: .end))
    canvas.text(
      TextWidth.shortened(row.note, toFit: Self.width - frame.area.right - 18, size: 12),
      Self.width - 10, y + 4.5, TextStyle(size: 12, colour: Palette.muted, anchor: .end))
    let places = row.values.compactMap { $0 }.map { frame.x.position($0) }
    if let first = places.min(), let last = places.max(), places.count > 1 {
      canvas.line(first, y, last, y, Stroke(Palette.rule, width: 3))
    }
    for (index, value) in row.values.enumerated() {
      guard let value else { continue }
      canvas.marker(
        Self.shape(index), frame.x.position(value), y, radius: 5.6, Self.paint(index))
    }
  }

  private var alternative: String {
    let parts = rows.map { row in
      let values = zip(measures, row.values).map { name, value in
        "\(name) \(value.map { NumberText.display($0, 2) } ?? "no value")"
      }
      return "\(row.label): " + values.joined(separator: ", ")
    }
    return parts.joined(separator: "; ") + "."
  }
}
