import Foundation
package import Statistics

/// A scatter of many points as cells coloured by how many points they hold, on a log scale.
package struct DensityChart: Chart {
  package var labels: FigureLabels
  package var xTitle: String
  package var yTitle: String
  /// The points; nil without any.
  package var grid: HexagonGrid?
  /// Draws the line y = x and gives both axes the same range.
  package var showsIdentity: Bool
  /// Draws the line y = 0.
  package var showsZero: Bool

  package init(
    labels: FigureLabels, xTitle: String, yTitle: String, grid: HexagonGrid?, showsIdentity: Bool,
    showsZero: Bool = false
  ) {
    self.showsZero = showsZero
    self.labels = labels
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.grid = grid
    self.showsIdentity = showsIdentity
  }

  private static let width = 440.0
  private static let side = 318.0
  private static let levels = 24

  package func drawn() -> Figure {
    guard let grid else { return empty(width: Self.width, reason: "No points to draw.") }
    let top = labels.height(width: Self.width) + 10
    var canvas = SVGCanvas(width: Self.width, height: top + Self.side + 50)
    labels.draw(on: &canvas)
    let frame = frame(of: grid, top: top)
    canvas.rectangle(frame.area, fill: "#ffffff")
    frame.drawXAxis(on: &canvas, title: xTitle)
    frame.drawYAxis(on: &canvas, title: yTitle)
    if showsIdentity {
      canvas.line(
        frame.x.start, frame.y.start, frame.x.end, frame.y.end,
        Stroke(Palette.muted, width: 1, dashes: "4 3"))
    }
    drawCells(of: grid, on: &canvas, frame: frame)
    if showsZero, let lowest = grid.cells.map(\.y).min(), let highest = grid.cells.map(\.y).max(),
      lowest <= 0, highest >= 0
    {
      let y = frame.y.position(0)
      canvas.line(
        frame.area.x, y, frame.area.right, y, Stroke(Palette.ink, width: 1, dashes: "4 3"))
    }
    frame.drawOutline(on: &canvas)
    drawScale(on: &canvas, area: frame.area)
    return Figure(labels, alternative: alternative, canvas: canvas)
  }

  private func frame(of grid: HexagonGrid, top: Double) -> PlotFrame {
    let xs = grid.cells.flatMap { [$0.x - grid.cellWidth / 2, $0.x + grid.cellWidth / 2] }
    let ys = grid.cells.flatMap { [$0.y - grid.cellHeight / 2, $0.y + grid.cellHeight / 2] }
    let area = Box(58, top, Self.side, Self.side)
    if showsIdentity {
      let both = AxisRange(holding: xs + ys, margin: 0.02)
      return PlotFrame(area: area, x: both, y: both)
    }
    return PlotFrame(
      area: area, x: AxisRange(holding: xs, margin: 0.02), y: AxisRange(holding: ys, margin: 0.02))
  }

  private var highest: Int { grid?.cells.map(\.count).max() ?? 1 }

  /// 0…1 on a log scale: one point is 0, the fullest cell 1.
  private func fraction(_ count: Int) -> Double {
    highest > 1 ? log(Double(count)) / log(Double(highest)) : 0
  }

  /// All cells of one colour are one path in steps of the lattice, so that the drawing stays small
  /// however many cells there are.
  private func drawCells(of grid: HexagonGrid, on canvas: inout SVGCanvas, frame: PlotFrame) {
    guard let left = grid.cells.map(\.x).min(), let bottom = grid.cells.map(\.y).min()
    else { return }
    let (halfWidth, quarterHeight) = (grid.cellWidth / 2, grid.cellHeight / 4)
    var places = [[(column: Int, row: Int)]](repeating: [], count: Self.levels)
    for cell in grid.cells {
      let level = Int((fraction(cell.count) * Double(Self.levels - 1)).rounded())
      places[level].append(
        (
          Int(((cell.x - left) / halfWidth).rounded()),
          Int(((cell.y - bottom) / quarterHeight).rounded())
        ))
    }
    let origin = (x: frame.x.position(left), y: frame.y.position(bottom))
    let step = (
      x: frame.x.position(left + halfWidth) - origin.x,
      y: frame.y.position(bottom + quarterHeight) - origin.y
    )
    for (level, cells) in places.enumerated() where !cells.isEmpty {
      canvas.latticePath(
        Self.path(of: cells), colour: Palette.density(Double(level) / Double(Self.levels - 1)),
        origin: origin, step: step)
    }
  }

  /// One outline after the other; each begins relative to the centre of the one before.
  private static func path(of cells: [(column: Int, row: Int)]) -> String {
    var path = ""
    var pen = (column: 0, row: 0)
    for cell in cells {
      let (across, up) = (cell.column - pen.column, cell.row - 2 - pen.row)
      path += "m\(across)" + (up < 0 ? "\(up)" : " \(up)") + "l1 1v2l-1 1-1-1v-2z"
      pen = (cell.column, cell.row - 2)
    }
    return path
  }

  private func drawScale(on canvas: inout SVGCanvas, area: Box) {
    let box = Box(area.right + 14, area.y + 20, 12, area.height - 40)
    let step = box.height / Double(Self.levels)
    for level in 0..<Self.levels {
      canvas.rectangle(
        Box(box.x, box.bottom - Double(level + 1) * step, box.width, step + 0.4),
        fill: Palette.density(Double(level) / Double(Self.levels - 1)))
    }
    canvas.text(
      "points", box.x, box.y - 12, TextStyle(size: 11, colour: Palette.muted))
    var lastY = Double.infinity
    var marks = [1]
    while let last = marks.last, last * 10 < highest { marks.append(last * 10) }
    if highest > 1 { marks.append(highest) }
    for mark in marks {
      let y = box.bottom - fraction(mark) * box.height
      guard lastY - y >= 13 || mark == highest else { continue }
      if mark == highest, lastY - y < 13 { continue }
      canvas.text(
        NumberText.compact(Double(mark)), box.right + 5, y + 4,
        TextStyle(size: 11, colour: Palette.muted))
      lastY = y
    }
  }

  private var alternative: String {
    "Density scatter of \(NumberText.grouped(grid?.total ?? 0)) points; x: \(xTitle), y: \(yTitle). "
      + "The fullest cell holds \(NumberText.grouped(highest)) points. \(labels.subtitle)"
  }
}
