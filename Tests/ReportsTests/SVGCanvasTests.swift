import Reports
import Testing

@Suite struct SVGCanvasTests {
  @Test func everyShapeIsOneElement() {
    var canvas = SVGCanvas(width: 100, height: 50)
    canvas.line(0, 0, 1, 1, Stroke(Palette.ink))
    canvas.rectangle(Box(0, 0, 10, 5), fill: Palette.blue, opacity: 0.5)
    canvas.path("M0 0h1", fill: "none", stroke: Stroke(Palette.ink, dashes: "4 3"))
    canvas.polyline([(0, 0), (1, 2)], Stroke(Palette.ink))
    canvas.text("a < b & c", 5, 5, TextStyle(isBold: true, isItalic: true, rotation: -90))
    for shape in MarkerShape.allCases { canvas.marker(shape, 1, 1, radius: 3, MarkerPaint("#000")) }
    let figure = Figure(
      FigureLabels(name: "f", title: "T <1>"), alternative: "words & more", canvas: canvas)
    let check = XMLCheck(figure.svg)
    #expect(check.isWellFormed)
    #expect(canvas.elementCount == 9)
    #expect(check.elementCount == 9 + 3)  // svg, title, desc
    #expect(check.words.contains("a < b & c"))
    #expect(check.words.contains("words & more"))
  }

  @Test func negativeSizesAreDrawnAsNothing() {
    var canvas = SVGCanvas(width: 10, height: 10)
    canvas.rectangle(Box(0, 0, -3, 5), fill: Palette.blue)
    #expect(canvas.body.contains("width=\"0\""))
  }

  @Test func aStandaloneFileHasADeclarationAndText() {
    let canvas = SVGCanvas(width: 10, height: 20)
    let figure = Figure(FigureLabels(name: "f", title: "T"), alternative: "d", canvas: canvas)
    #expect(
      figure.standaloneSVG.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns="))
    #expect(figure.svg.contains("role=\"img\""))
    #expect(figure.svg.contains("aria-label=\"T\""))
    #expect(XMLCheck(figure.standaloneSVG).isWellFormed)
  }
}

@Suite struct PaletteTests {
  @Test func rampsEndWhereTheyShould() {
    #expect(Palette.density(0) == "#440154")
    #expect(Palette.density(1) == "#f3e61e")
    #expect(Palette.density(-5) == Palette.density(0))
    #expect(Palette.sequential(2) == Palette.sequential(1))
  }

  @Test func neighbouringCategoriesDiffer() {
    for index in 0..<12 { #expect(Palette.category(index) != Palette.category(index + 1)) }
  }
}
