/// A finished figure: its drawing and the words that go with it.
public struct Figure: Hashable, Sendable {
  /// Short name; the `.svg` file is named for it.
  public let name: String
  /// Title, drawn in the figure and read out by screen readers.
  public let title: String
  /// What the figure shows, in words, for readers who cannot see it.
  public let alternative: String
  /// The caption below the figure.
  public let caption: String
  /// Width of the drawing.
  public let width: Double
  /// Height of the drawing.
  public let height: Double
  /// Number of shapes and words in the drawing.
  public let elementCount: Int
  private let body: String

  /// Closes a drawing.
  package init(_ labels: FigureLabels, alternative: String, canvas: SVGCanvas) {
    name = labels.name
    title = labels.title
    caption = labels.caption
    self.alternative = alternative
    width = canvas.width
    height = canvas.height
    elementCount = canvas.elementCount
    body = canvas.body
  }

  /// The figure as an `<svg>` element, for a page or for a file of its own.
  ///
  /// Self-contained: no script, no style sheet, no reference to anything outside.
  public var svg: String {
    let size = "\(NumberText.coordinate(width)) \(NumberText.coordinate(height))"
    let label = XMLText.escaped(title.isEmpty ? name : title)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" \
      width="\(NumberText.coordinate(width))" height="\(NumberText.coordinate(height))" role="img" \
      aria-label="\(label)" font-family="\(Self.fontStack)">
      <title>\(label)</title>
      <desc>\(XMLText.escaped(alternative))</desc>
      \(body)</svg>

      """
  }

  /// The figure as the text of an `.svg` file.
  public var standaloneSVG: String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg }

  private static let fontStack =
    "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
}

/// The words of a figure.
package struct FigureLabels: Codable, Hashable, Sendable {
  package var name: String
  package var title: String
  /// One line below the title, for the numbers that belong to the figure.
  package var subtitle: String
  package var caption: String

  package init(name: String, title: String, subtitle: String = "", caption: String = "") {
    self.name = name
    self.title = title
    self.subtitle = subtitle
    self.caption = caption
  }

  /// The same words, saying in the subtitle when only the first `shown` of `all` are drawn.
  package func noting(_ shown: Int, of all: Int, _ what: String) -> FigureLabels {
    guard shown < all else { return self }
    var labels = self
    labels.subtitle +=
      (subtitle.isEmpty ? "" : "; ")
      + "the first \(shown) of \(NumberText.grouped(all)) \(what)"
    return labels
  }

  /// Height the title block takes.
  package func height(width: Double) -> Double {
    (title.isEmpty ? 0 : 24) + Double(subtitleLines(width: width).count) * 17
  }

  /// Draws title and subtitle at the top left of the canvas.
  package func draw(on canvas: inout SVGCanvas, left: Double = 8) {
    var y = 0.0
    let room = canvas.width - 2 * left
    if !title.isEmpty {
      y += 18
      canvas.text(
        TextWidth.shortened(title, toFit: room, size: 14), left, y,
        TextStyle(size: 14, isBold: true))
      y += 1
    }
    for line in subtitleLines(width: canvas.width) {
      y += 17
      canvas.text(line, left, y, TextStyle(size: 12, colour: Palette.muted))
    }
  }

  private func subtitleLines(width: Double) -> [String] {
    TextWidth.lines(subtitle, width: width - 16, size: 12)
  }
}

/// A drawing of some content.
package protocol Chart: Codable, Sendable {
  var labels: FigureLabels { get }
  /// Draws; every number must be finite.
  func drawn() -> Figure
}

extension Chart {
  /// The figure, after checking that every number is finite.
  ///
  /// - Throws: ``ReportsError/notFinite(content:path:value:)``.
  package func figure() throws(ReportsError) -> Figure {
    try FiniteCheck.verify(self, named: "figure \(labels.name)")
    return drawn()
  }

  /// A figure that says why it is empty, so that a missing drawing is never a silent gap.
  package func empty(width: Double, reason: String) -> Figure {
    let top = labels.height(width: width)
    var canvas = SVGCanvas(width: width, height: top + 90)
    labels.draw(on: &canvas)
    canvas.rectangle(Box(8, top + 8, width - 16, 74), fill: Palette.panel)
    canvas.text(
      reason, width / 2, top + 50, TextStyle(size: 12, colour: Palette.muted, anchor: .middle))
    return Figure(labels, alternative: reason, canvas: canvas)
  }
}
