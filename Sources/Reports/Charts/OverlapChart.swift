import Foundation

/// A heat map of samples against libraries; the declared library is framed, a library that should
/// not be there is framed with dashes and marked with an exclamation mark.
package struct OverlapChart: Chart {
  package var labels: FigureLabels
  package var overlap: OverlapTable

  package init(labels: FigureLabels, overlap: OverlapTable) {
    self.labels = labels.noting(
      min(overlap.rows.count, Self.rowLimit), of: overlap.rows.count, "samples"
    ).noting(
      min(overlap.libraries.count, Self.columnLimit), of: overlap.libraries.count, "libraries")
    self.overlap = overlap
  }

  private static let width = 900.0
  private static let rowLimit = 60
  private static let columnLimit = 24
  private static let rowHeight = 26.0

  package func drawn() -> Figure {
    let rows = overlap.rows.prefix(Self.rowLimit)
    let libraries = overlap.libraries.prefix(Self.columnLimit)
    guard !rows.isEmpty, !libraries.isEmpty else {
      return empty(width: Self.width, reason: "Nothing to compare.")
    }
    let labelRoom = min(260, (rows.map { TextWidth.of($0.sample, size: 12) }.max() ?? 0) + 20)
    let cellWidth = min(110, (Self.width - labelRoom - 12) / Double(libraries.count))
    let rotates = libraries.contains { TextWidth.of($0, size: 12) > cellWidth - 6 }
    let widest = libraries.map { TextWidth.of($0, size: 12) }.max() ?? 0
    let headRoom = rotates ? min(150, widest + 12) : 24.0
    let top = labels.height(width: Self.width) + headRoom + 10
    let height = top + Double(rows.count) * Self.rowHeight + 10
    var canvas = SVGCanvas(width: Self.width, height: height)
    labels.draw(on: &canvas)
    for (column, name) in libraries.enumerated() {
      let x = labelRoom + (Double(column) + 0.5) * cellWidth
      let text = TextWidth.shortened(name, toFit: rotates ? 140 : cellWidth, size: 12)
      let style = TextStyle(
        size: 12, anchor: rotates ? .start : .middle, rotation: rotates ? -90 : 0)
      canvas.text(text, rotates ? x + 4 : x, top - 8, style)
    }
    for (index, row) in rows.enumerated() {
      let y = top + Double(index) * Self.rowHeight
      canvas.text(
        TextWidth.shortened(row.sample, toFit: labelRoom - 14, size: 12), labelRoom - 9,
        y + Self.rowHeight / 2 + 4, TextStyle(size: 12, anchor: .end))
      for (column, cell) in row.cells.prefix(Self.columnLimit).enumerated() {
        draw(
          cell,
          in: Box(labelRoom + Double(column) * cellWidth, y, cellWidth, Self.rowHeight),
          on: &canvas)
      }
    }
    // Frames last, so that no neighbour covers them.
    for (index, row) in rows.enumerated() {
      for (column, cell) in row.cells.prefix(Self.columnLimit).enumerated() {
        frame(
          cell,
          in: Box(
            labelRoom + Double(column) * cellWidth, top + Double(index) * Self.rowHeight,
            cellWidth, Self.rowHeight),
          on: &canvas)
      }
    }
    return Figure(labels, alternative: alternative, canvas: canvas)
  }

  private func draw(_ cell: OverlapTable.Cell, in box: Box, on canvas: inout SVGCanvas) {
    let fraction = max(0, min(1, cell.share ?? 0)).squareRoot()
    canvas.rectangle(
      box, fill: cell.share == nil ? "#ffffff" : Palette.sequential(fraction),
      stroke: Stroke("#ffffff", width: 1.5))
    guard box.width >= 34 else { return }
    let text = cell.share.map(Self.percent) ?? "\u{2013}"
    canvas.text(
      (cell.isContaminant ? "! " : "") + text, box.x + box.width / 2,
      box.y + box.height / 2 + 4,
      TextStyle(
        size: box.width < 52 ? 10 : 12, colour: Palette.textOnSequential(fraction),
        anchor: .middle, isBold: cell.isDeclared || cell.isContaminant))
  }

  private func frame(_ cell: OverlapTable.Cell, in box: Box, on canvas: inout SVGCanvas) {
    guard cell.isDeclared || cell.isContaminant else { return }
    let inner = Box(box.x + 2, box.y + 2, box.width - 4, box.height - 4)
    let stroke =
      cell.isDeclared
      ? Stroke(Palette.ink, width: 2) : Stroke(Palette.vermillion, width: 2, dashes: "4 2")
    canvas.rectangle(inner, fill: "none", stroke: stroke)
  }

  /// "36%", "4.1%", "0.03%": two significant digits for small shares.
  private static func percent(_ share: Double) -> String {
    if share == 0 { return "0" }
    if share < 0.00005 { return "<0.01%" }
    return NumberText.percent(share, share < 0.001 ? 2 : share < 0.1 ? 1 : 0)
  }

  private var alternative: String {
    let parts = overlap.rows.prefix(20).map { row in
      let cells = zip(overlap.libraries, row.cells).prefix(12).map { library, cell in
        let share = cell.share.map(Self.percent) ?? "no value"
        return "\(library) \(share)\(cell.isDeclared ? " (declared)" : "")"
          + (cell.isContaminant ? " (not declared, too many)" : "")
      }
      return "\(row.sample): " + cells.joined(separator: ", ")
    }
    return "Share of each sample's barcodes found in each library. "
      + parts.joined(separator: "; ") + "."
  }
}
