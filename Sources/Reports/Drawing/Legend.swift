/// The key of a figure: marker and name of each series, in rows above the plot.
package struct Legend: Sendable {
  /// One line of the key.
  package struct Entry: Hashable, Sendable {
    package let name: String
    package let shape: MarkerShape
    package let paint: MarkerPaint

    package init(_ name: String, _ shape: MarkerShape, _ paint: MarkerPaint) {
      self.name = name
      self.shape = shape
      self.paint = paint
    }

    /// The key of the series with this place in the palette.
    package init(_ name: String, series index: Int) {
      self.init(name, .category(index), MarkerPaint(Palette.category(index)))
    }
  }

  private static let rowHeight = 19.0
  private let rows: [[(entry: Entry, x: Double)]]

  /// Lays the entries into rows no wider than `width`.
  package init(_ entries: [Entry], width: Double) {
    var rows: [[(entry: Entry, x: Double)]] = []
    var x = 0.0
    for entry in entries {
      let needed = TextWidth.of(entry.name, size: 12) + 34
      if rows.isEmpty || x + needed > width {
        rows.append([])
        x = 0
      }
      rows[rows.count - 1].append((entry, x))
      x += needed
    }
    self.rows = rows
  }

  /// Height the key takes.
  package var height: Double { Double(rows.count) * Self.rowHeight }

  /// Draws the key with its first row's middle half a row below `top`.
  package func draw(on canvas: inout SVGCanvas, left: Double, top: Double) {
    for (index, row) in rows.enumerated() {
      let y = top + (Double(index) + 0.5) * Self.rowHeight
      for (entry, x) in row {
        canvas.marker(entry.shape, left + x + 6, y, radius: 4.6, entry.paint)
        canvas.text(entry.name, left + x + 17, y + 4)
      }
    }
  }
}
