import Foundation

/// A scatter of many points as cells coloured by how many points they hold, on a log scale.
package struct DensityChart: Chart {
  package var labels: FigureLabels
  package var xTitle: String
  package var yTitle: String
  package var grid: DensityGrid
  /// Draws the line y = x and gives both axes the same range.
  package var showsIdentity: Bool
  /// Draws the line y = 0.
  package var showsZero: Bool

  package init(
    labels: FigureLabels, xTitle: String, yTitle: String, grid: DensityGrid, showsIdentity: Bool,
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
  /// Colours of rectangles: few enough that neighbours often share one.
  private static let runLevels = 14

  package func drawn() -> Figure {
    guard !grid.cells.isEmpty else { return empty(width: Self.width, reason: "No points to draw.") }
    let top = labels.height(width: Self.width) + 10
    var canvas = SVGCanvas(width: Self.width, height: top + Self.side + 50)
    labels.draw(on: &canvas)
    let frame = frame(top: top)
    canvas.rectangle(frame.area, fill: "#ffffff")
    frame.drawXAxis(on: &canvas, title: xTitle)
    frame.drawYAxis(on: &canvas, title: yTitle)
    if showsIdentity {
      canvas.line(
        frame.x.start, frame.y.start, frame.x.end, frame.y.end,
        Stroke(Palette.muted, width: 1, dashes: "4 3"))
    }
    drawCells(on: &canvas, frame: frame)
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

  private func frame(top: Double) -> PlotFrame {
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

  private var highest: Int { grid.cells.map(\.count).max() ?? 1 }

  /// 0…1 on a log scale: one point is 0, the fullest cell 1.
  private func fraction(_ count: Int) -> Double {
    highest > 1 ? log(Double(count)) / log(Double(highest)) : 0
  }

  /// All cells of one colour are one path: the drawing stays small however many cells there are.
  private func drawCells(on canvas: inout SVGCanvas, frame: PlotFrame) {
    if grid.shape == .rectangle {
      drawRuns(on: &canvas, frame: frame)
      return
    }
    var paths = [String](repeating: "", count: Self.levels)
    for cell in grid.cells {
      let level = Int((fraction(cell.count) * Double(Self.levels - 1)).rounded())
      paths[level] += outline(cell, frame: frame)
    }
    for (level, path) in paths.enumerated() where !path.isEmpty {
      let colour = Palette.density(Double(level) / Double(Self.levels - 1))
      canvas.path(path, fill: colour, stroke: Stroke(colour, width: 0.35))
    }
  }

  /// Rectangles as thick lines in the lattice's own steps, neighbours of one colour in one line: a
  /// quarter of the bytes of outlines.
  private func drawRuns(on canvas: inout SVGCanvas, frame: PlotFrame) {
    guard let left = grid.cells.map(\.x).min(), let bottom = grid.cells.map(\.y).min() else {
      return
    }
    var rows: [[(column: Int, row: Int)]] = Array(repeating: [], count: Self.runLevels)
    for cell in grid.cells {
      let level = Int((fraction(cell.count) * Double(Self.runLevels - 1)).rounded())
      rows[level].append(
        (
          Int(((cell.x - left) / grid.cellWidth).rounded()),
          Int(((cell.y - bottom) / grid.cellHeight).rounded())
        ))
    }
    let x = frame.x.position(left - grid.cellWidth / 2)
    let y = frame.y.position(bottom)
    let width = frame.x.position(left + grid.cellWidth / 2) - x
    let height = y - frame.y.position(bottom + grid.cellHeight)
    for (level, places) in rows.enumerated() where !places.isEmpty {
      canvas.strokes(
        Self.path(through: places),
        colour: Palette.density(Double(level) / Double(Self.runLevels - 1)),
        origin: (x, y), step: (width, -height))
    }
  }

  /// Moves and horizontal lines, every place relative to the end of the line before.
  private static func path(through places: [(column: Int, row: Int)]) -> String {
    var runs: [(column: Int, row: Int, end: Int)] = []
    for place in places.sorted(by: { ($0.row, $0.column) < ($1.row, $1.column) }) {
      if let last = runs.last, last.row == place.row, last.end == place.column {
        runs[runs.count - 1].end += 1
      } else {
        runs.append((place.column, place.row, place.column + 1))
      }
    }
    var path = ""
    var pen = (column: 0, row: 0)
    for run in runs {
      let (across, up) = (run.column - pen.column, run.row - pen.row)
      path += "m\(across)" + (up < 0 ? "\(up)" : " \(up)") + "h\(run.end - run.column)"
      pen = (run.end, run.row)
    }
    return path
  }

  private func outline(_ cell: DensityGrid.Cell, frame: PlotFrame) -> String {
    let c = NumberText.coordinate
    let x = frame.x.position(cell.x)
    let y = frame.y.position(cell.y)
    let halfWidth = (frame.x.position(cell.x + grid.cellWidth / 2) - x)
    let halfHeight = (y - frame.y.position(cell.y + grid.cellHeight / 2))
    switch grid.shape {
    case .rectangle:
      return "M\(c(x - halfWidth)) \(c(y - halfHeight))h\(c(2 * halfWidth))v\(c(2 * halfHeight))"
        + "h\(c(-2 * halfWidth))z"
    case .hexagon:
      let (w, h) = (c(halfWidth), c(halfHeight / 2))
      let (mw, mh) = (c(-halfWidth), c(-halfHeight / 2))
      return "M\(c(x)) \(c(y - halfHeight))l\(w) \(h)v\(c(halfHeight))l\(mw) \(h)l\(mw) \(mh)"
        + "v\(c(-halfHeight))z"
    }
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
    "Density scatter of \(NumberText.grouped(grid.total)) points; x: \(xTitle), y: \(yTitle). "
      + "The fullest cell holds \(NumberText.grouped(highest)) points. \(labels.subtitle)"
  }
}
