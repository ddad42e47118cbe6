/// A drawing under way: shapes and words in the order they are laid down.
///
/// Coordinates are in points of the figure, x to the right, y downwards. Every number is written
/// with at most two decimals, every text escaped.
package struct SVGCanvas: Sendable {
  /// Width of the drawing.
  package let width: Double
  /// Height of the drawing.
  package let height: Double
  /// Elements drawn so far.
  package private(set) var elementCount = 0
  /// The markup drawn so far.
  package private(set) var body = ""

  /// Starts an empty drawing.
  package init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  package mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ stroke: Stroke
  ) {
    add(
      "<line x1=\"\(c(x1))\" y1=\"\(c(y1))\" x2=\"\(c(x2))\" y2=\"\(c(y2))\"\(stroke.attributes)/>")
  }

  package mutating func rectangle(
    _ box: Box, fill: String, stroke: Stroke? = nil, opacity: Double = 1
  ) {
    add(
      "<rect x=\"\(c(box.x))\" y=\"\(c(box.y))\" width=\"\(c(max(0, box.width)))\" "
        + "height=\"\(c(max(0, box.height)))\" fill=\"\(fill)\"\(alpha(opacity))"
        + "\(stroke?.attributes ?? "")/>")
  }

  package mutating func path(
    _ data: String, fill: String, stroke: Stroke? = nil, opacity: Double = 1
  ) {
    add("<path d=\"\(data)\" fill=\"\(fill)\"\(alpha(opacity))\(stroke?.attributes ?? "")/>")
  }

  /// A filled path in steps of a lattice.
  package mutating func latticePath(
    _ data: String, colour: String, origin: (x: Double, y: Double), step: (x: Double, y: Double)
  ) {
    // A hair of the same colour, so that no seam shows between neighbours.
    add(
      "<path d=\"\(data)\" fill=\"\(colour)\" stroke=\"\(colour)\" stroke-width=\"0.35\" "
        + "vector-effect=\"non-scaling-stroke\" "
        + "transform=\"translate(\(c(origin.x)) \(c(origin.y))) "
        + "scale(\(NumberText.fixed(step.x, 4)) \(NumberText.fixed(step.y, 4)))\"/>")
  }

  package mutating func polyline(_ points: [(x: Double, y: Double)], _ stroke: Stroke) {
    let list = points.map { "\(c($0.x)),\(c($0.y))" }.joined(separator: " ")
    add("<polyline points=\"\(list)\" fill=\"none\"\(stroke.attributes)/>")
  }

  package mutating func text(_ text: String, _ x: Double, _ y: Double, _ style: TextStyle = .init())
  {
    var place = "x=\"\(c(x))\" y=\"\(c(y))\""
    if style.rotation != 0 {
      place += " transform=\"rotate(\(c(style.rotation)) \(c(x)) \(c(y)))\""
    }
    add("<text \(place)\(style.attributes)>\(XMLText.escaped(text))</text>")
  }

  /// A marker whose shape, not only its colour, tells the series.
  package mutating func marker(
    _ shape: MarkerShape, _ x: Double, _ y: Double, radius r: Double, _ paint: MarkerPaint
  ) {
    let fill = paint.isOpen ? "#ffffff" : paint.colour
    let stroke = Stroke(paint.isOpen ? paint.colour : "#ffffff", width: paint.isOpen ? 1.8 : 0.8)
    switch shape {
    case .circle:
      add(
        "<circle cx=\"\(c(x))\" cy=\"\(c(y))\" r=\"\(c(r))\" fill=\"\(fill)\"\(stroke.attributes)/>"
      )
    case .square:
      let s = r * 0.9
      path(
        "M\(c(x - s)) \(c(y - s))h\(c(2 * s))v\(c(2 * s))h\(c(-2 * s))z", fill: fill, stroke: stroke
      )
    case .diamond:
      let s = r * 1.25
      path(
        "M\(c(x)) \(c(y - s))l\(c(s)) \(c(s))l\(c(-s)) \(c(s))l\(c(-s)) \(c(-s))z", fill: fill,
        stroke: stroke)
    case .triangle:
      let s = r * 1.2
      path("M\(c(x)) \(c(y - s))l\(c(s)) \(c(1.8 * s))h\(c(-2 * s))z", fill: fill, stroke: stroke)
    }
  }

  private mutating func add(_ element: String) {
    body += element
    body += "\n"
    elementCount += 1
  }

  private func c(_ value: Double) -> String { NumberText.coordinate(value) }

  private func alpha(_ opacity: Double) -> String {
    opacity < 1 ? " fill-opacity=\"\(c(opacity))\"" : ""
  }
}

/// A rectangle on the canvas: left, top, width, height.
package struct Box: Hashable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package var right: Double { x + width }
  package var bottom: Double { y + height }
}
