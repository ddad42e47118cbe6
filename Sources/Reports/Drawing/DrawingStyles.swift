/// A line's colour, width and dashes.
package struct Stroke: Hashable, Sendable {
  package let colour: String
  package let width: Double
  package let dashes: String

  package init(_ colour: String, width: Double = 1, dashes: String = "") {
    self.colour = colour
    self.width = width
    self.dashes = dashes
  }

  var attributes: String {
    " stroke=\"\(colour)\" stroke-width=\"\(NumberText.coordinate(width))\""
      + (dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\"")
  }
}

/// How a text is set.
package struct TextStyle: Hashable, Sendable {
  /// Which point of the text stands at its x.
  package enum Anchor: String, Sendable {
    case start, middle, end
  }

  package var size: Double
  package var colour: String
  package var anchor: Anchor
  package var isBold: Bool
  package var isItalic: Bool
  /// Degrees, clockwise.
  package var rotation: Double

  package init(
    size: Double = 12, colour: String = Palette.ink, anchor: Anchor = .start, isBold: Bool = false,
    isItalic: Bool = false, rotation: Double = 0
  ) {
    self.size = size
    self.colour = colour
    self.anchor = anchor
    self.isBold = isBold
    self.isItalic = isItalic
    self.rotation = rotation
  }

  var attributes: String {
    var text = " font-size=\"\(NumberText.coordinate(size))\" fill=\"\(colour)\""
    if anchor != .start { text += " text-anchor=\"\(anchor.rawValue)\"" }
    if isBold { text += " font-weight=\"600\"" }
    if isItalic { text += " font-style=\"italic\"" }
    return text
  }
}

/// The shape of a point.
package enum MarkerShape: String, Sendable, CaseIterable {
  case circle, square, triangle, diamond

  /// The shape of a series; shapes and colours repeat with different periods.
  package static func category(_ index: Int) -> MarkerShape {
    allCases[index % allCases.count]
  }
}

/// The colour of a point and whether it is filled.
package struct MarkerPaint: Hashable, Sendable {
  package let colour: String
  package let isOpen: Bool

  package init(_ colour: String, isOpen: Bool = false) {
    self.colour = colour
    self.isOpen = isOpen
  }
}
