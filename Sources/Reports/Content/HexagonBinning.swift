extension DensityGrid {
  /// Counts points in hexagons, as regular ones when drawn on a square.
  ///
  /// The nearest centre of two interleaved rectangular lattices (Carr et al. 1987,
  /// doi:10.1080/01621459.1987.10478445). Both axes run over their own smallest to largest value,
  /// or over the range of both together with `sharedRange`, so that a diagonal means equality.
  /// Linear in the number of points.
  ///
  /// ```swift
  /// try DensityGrid(x: [0, 0, 1], y: [0, 0, 1], columns: 10).cells.map(\.count)  // 2, 1
  /// ```
  /// - Parameter columns: hexagons across the range of x, 2 to 60.
  /// - Throws: ``ReportsError`` when the lists differ in length or hold a value that is not finite.
  public init(x: [Double], y: [Double], columns: Int = 44, sharedRange: Bool = false)
    throws(ReportsError)
  {
    precondition((2...60).contains(columns), "DensityGrid: \(columns) columns, 2…60 only")
    guard x.count == y.count else {
      throw .lengthMismatch(
        content: "density grid", what: "y values", found: y.count, expected: x.count)
    }
    var (xRange, yRange) = (try Self.span(of: x, axis: "x"), try Self.span(of: y, axis: "y"))
    if sharedRange {
      xRange = min(xRange.lowerBound, yRange.lowerBound)...max(xRange.upperBound, yRange.upperBound)
      yRange = xRange
    }
    let lattice = Lattice(x: xRange, y: yRange, columns: columns)
    self.init(
      shape: .hexagon, cellWidth: lattice.width, cellHeight: lattice.rowPair * 2 / 3,
      cells: lattice.cells(x: x, y: y))
  }

  private static func span(of values: [Double], axis: String) throws(ReportsError)
    -> ClosedRange<Double>
  {
    guard var lowest = values.first else { return 0...1 }
    var highest = lowest
    for (index, value) in values.enumerated() {
      guard value.isFinite else {
        throw .notFinite(content: "density grid", path: "\(axis)[\(index)]", value: "\(value)")
      }
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    return highest > lowest ? lowest...highest : (lowest - 0.5)...(lowest + 0.5)
  }
}

/// The centres of the hexagons: lattice A at whole steps, lattice B half a step to the right and up.
private struct Lattice {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  /// Width of a hexagon, in units of x.
  let width: Double
  /// Distance between two rows of the same lattice, in units of y: √3 widths on a square plot.
  let rowPair: Double
  let columns: Int
  let rows: Int

  init(x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int) {
    self.x = x
    self.y = y
    self.columns = columns + 2
    width = (x.upperBound - x.lowerBound) / Double(columns)
    rowPair = (y.upperBound - y.lowerBound) / Double(columns) * 3.0.squareRoot()
    rows = Int((y.upperBound - y.lowerBound) / rowPair) + 3
  }

  func cells(x xs: [Double], y ys: [Double]) -> [DensityGrid.Cell] {
    var counts = [Int](repeating: 0, count: 2 * columns * rows)
    for index in xs.indices {
      let u = (xs[index] - x.lowerBound) / width
      let v = (ys[index] - y.lowerBound) / rowPair
      let (aColumn, aRow) = (u.rounded(), v.rounded())
      let (bColumn, bRow) = (u.rounded(.down), v.rounded(.down))
      let toA = (u - aColumn) * (u - aColumn) + 3 * (v - aRow) * (v - aRow)
      let (du, dv) = (u - bColumn - 0.5, v - bRow - 0.5)
      let toB = du * du + 3 * dv * dv
      if toA <= toB {
        counts[(2 * Int(aRow)) * columns + Int(aColumn)] += 1
      } else {
        counts[(2 * Int(bRow) + 1) * columns + Int(bColumn)] += 1
      }
    }
    return counts.indices.filter { counts[$0] > 0 }.map { index in
      let (half, column) = (index / columns, index % columns)
      let shift = half % 2 == 0 ? 0 : 0.5
      return DensityGrid.Cell(
        x: x.lowerBound + (Double(column) + shift) * width,
        y: y.lowerBound + Double(half) / 2 * rowPair, count: counts[index])
    }
  }
}
