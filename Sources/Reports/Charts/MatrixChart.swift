/// A heat map of correlations with the numbers written in the cells.
package struct MatrixChart: Chart {
  package var labels: FigureLabels
  package var matrix: CorrelationMatrix

  package init(name: String, caption: String = "", _ matrix: CorrelationMatrix) {
    labels = FigureLabels(
      name: name, title: matrix.title, subtitle: matrix.measure, caption: caption
    ).noting(min(matrix.labels.count, Self.rowLimit), of: matrix.labels.count, "rows")
    self.matrix = matrix
  }

  private static let width = 440.0
  /// Beyond this many rows the numbers no longer fit and only colours are drawn.
  private static let numberLimit = 9
  private static let rowLimit = 40

  package func drawn() -> Figure {
    let count = min(matrix.labels.count, Self.rowLimit)
    guard count > 0 else { return empty(width: Self.width, reason: "Nothing to compare.") }
    let shown = matrix.labels.prefix(count)
    let labelSize = count > 20 ? 9.0 : 12.0
    let labelRoom = min(140, (shown.map { TextWidth.of($0, size: labelSize) }.max() ?? 0) + 14)
    let top = labels.height(width: Self.width) + 12
    let side = min(Self.width - labelRoom - 12, Double(count) * 74)
    let cell = side / Double(count)
    let columnRoom = columnLabelsFit(shown, cell: cell) ? 24.0 : labelRoom + 6
    var canvas = SVGCanvas(width: Self.width, height: top + side + columnRoom + 8)
    labels.draw(on: &canvas)
    for row in 0..<count {
      for column in 0..<count {
        draw(
          matrix.values[row][column], count: count,
          in: Box(labelRoom + Double(column) * cell, top + Double(row) * cell, cell, cell),
          on: &canvas)
      }
      drawLabels(
        row, size: labelSize, room: labelRoom, cell: cell, top: top, side: side, on: &canvas)
    }
    return Figure(labels, alternative: alternative, canvas: canvas)
  }

  private func columnLabelsFit(_ shown: ArraySlice<String>, cell: Double) -> Bool {
    shown.allSatisfy { TextWidth.of($0, size: 12) < cell - 4 }
  }

  private func drawLabels(
    _ index: Int, size: Double, room: Double, cell: Double, top: Double, side: Double,
    on canvas: inout SVGCanvas
  ) {
    let text = TextWidth.shortened(matrix.labels[index], toFit: room - 12, size: size)
    let middle = (Double(index) + 0.5) * cell
    canvas.text(text, room - 8, top + middle + 4, TextStyle(size: size, anchor: .end))
    let x = room + middle
    if columnLabelsFit(matrix.labels[...], cell: cell) {
      canvas.text(text, x, top + side + 18, TextStyle(size: size, anchor: .middle))
    } else {
      canvas.text(text, x + 4, top + side + 8, TextStyle(size: size, anchor: .end, rotation: -90))
    }
  }

  private func draw(_ value: Double?, count: Int, in box: Box, on canvas: inout SVGCanvas) {
    guard let value else {
      canvas.rectangle(box, fill: "#ffffff", stroke: Stroke(Palette.rule))
      let middle = box.x + box.width / 2
      canvas.text(
        "\u{2013}", middle, box.y + box.height / 2 + 4,
        TextStyle(colour: Palette.muted, anchor: .middle))
      return
    }
    let fraction = max(0, min(1, value))
    canvas.rectangle(
      box, fill: value < 0 ? "#f3d9c9" : Palette.sequential(fraction),
      stroke: Stroke("#ffffff", width: 1.5))
    guard count <= Self.numberLimit else { return }
    canvas.text(
      NumberText.display(value, 2), box.x + box.width / 2, box.y + box.height / 2 + 4.5,
      TextStyle(
        size: count > 6 ? 11 : 13, colour: Palette.textOnSequential(fraction), anchor: .middle))
  }

  private var alternative: String {
    var parts: [String] = []
    for row in matrix.labels.indices {
      for column in matrix.labels.indices where column > row && parts.count < 45 {
        let value = matrix.values[row][column].map { NumberText.display($0, 2) } ?? "no value"
        parts.append("\(matrix.labels[row]) and \(matrix.labels[column]): \(value)")
      }
    }
    return "\(matrix.measure). " + parts.joined(separator: "; ") + "."
  }
}
