/// Estimates with intervals over named categories, one marker per series: chromosomes, deciles,
/// strata.
package struct DotChart: Chart {
  /// One place on the x axis.
  package struct Category: Codable, Hashable, Sendable {
    package var label: String
    package var n: Int?
    /// One estimate per series; nil where undefined.
    package var estimates: [Estimate?]

    package init(label: String, n: Int?, estimates: [Estimate?]) {
      self.label = label
      self.n = n
      self.estimates = estimates
    }
  }

  package var labels: FigureLabels
  package var xTitle: String
  package var yTitle: String
  package var seriesNames: [String]
  package var categories: [Category]
  /// Categories with fewer rows are greyed.
  package var fewRows: Int
  package var isWide: Bool

  package init(
    labels: FigureLabels, xTitle: String, yTitle: String, seriesNames: [String],
    categories: [Category], fewRows: Int = 100, isWide: Bool = false
  ) {
    let shown = categories.prefix(Self.categoryLimit)
    self.labels = labels.noting(shown.count, of: categories.count, "groups")
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.seriesNames = seriesNames
    self.categories = Array(shown)
    self.fewRows = fewRows
    self.isWide = isWide
  }

  private static let plotHeight = 230.0
  private static let categoryLimit = 120

  package func drawn() -> Figure {
    let width = isWide ? 900.0 : 440.0
    let values = categories.flatMap(\.estimates).compactMap(\.self)
    guard !values.isEmpty else { return empty(width: width, reason: "No values to draw.") }
    let legend = Legend(
      seriesNames.count > 1 ? seriesNames.enumerated().map { Legend.Entry($1, series: $0) } : [],
      width: width - 76)
    let legendTop = labels.height(width: width) + 6
    let top = legendTop + legend.height + 10
    let slot = (width - 76) / Double(categories.count)
    let rotates = categories.contains { TextWidth.of($0.label, size: 11) > slot - 4 }
    let labelRoom = rotates ? min(110, widestLabel + 12) : 20
    let showsCounts =
      categories.contains { $0.n != nil }
      && categories.allSatisfy { category in
        category.n.map { TextWidth.of(NumberText.short($0), size: 10) < slot - 3 } ?? true
      }
    let footer = labelRoom + (showsCounts ? 16 : 0) + (xTitle.isEmpty ? 6 : 24)
    var canvas = SVGCanvas(width: width, height: top + Self.plotHeight + footer)
    labels.draw(on: &canvas)
    legend.draw(on: &canvas, left: 60, top: legendTop)
    let ends = values.flatMap { [$0.value, $0.low, $0.high] }.compactMap(\.self)
    let frame = PlotFrame(
      area: Box(60, top, width - 76, Self.plotHeight), x: AxisRange(0, Double(categories.count)),
      y: AxisRange(holding: ends + [0], margin: 0.05))
    frame.drawYAxis(on: &canvas, title: yTitle)
    let zero = frame.y.position(0)
    canvas.line(frame.area.x, zero, frame.area.right, zero, Stroke(Palette.muted))
    for (index, category) in categories.enumerated() {
      let x = frame.area.x + (Double(index) + 0.5) * slot
      drawEstimates(category, x: x, slot: slot, on: &canvas, frame: frame)
      drawLabel(category, x: x, bottom: frame.area.bottom, rotates: rotates, on: &canvas)
      if showsCounts, let n = category.n {
        canvas.text(
          countText(n, slot: slot), x, frame.area.bottom + labelRoom + 12,
          TextStyle(size: 10, colour: Palette.muted, anchor: .middle))
      }
    }
    frame.drawXTitle(on: &canvas, xTitle, at: canvas.height - 7)
    return Figure(labels, alternative: alternative, canvas: canvas)
  }

  private var widestLabel: Double {
    categories.map { TextWidth.of($0.label, size: 11) }.max() ?? 0
  }

  private func countText(_ n: Int, slot: Double) -> String {
    let full = "n \(NumberText.grouped(n))"
    return TextWidth.of(full, size: 10) < slot - 2 ? full : NumberText.short(n)
  }

  private func isFew(_ category: Category) -> Bool { (category.n ?? .max) < fewRows }

  private func drawEstimates(
    _ category: Category, x: Double, slot: Double, on canvas: inout SVGCanvas, frame: PlotFrame
  ) {
    let spread = min(slot * 0.7, Double(category.estimates.count) * 13)
    let step = spread / Double(max(1, category.estimates.count))
    for (index, estimate) in category.estimates.enumerated() {
      guard let estimate else { continue }
      let at = x - spread / 2 + (Double(index) + 0.5) * step
      let colour = isFew(category) ? "#a8b0b8" : Palette.category(index)
      if let low = estimate.low, let high = estimate.high {
        canvas.line(
          at, frame.y.position(low), at, frame.y.position(high), Stroke(colour, width: 1.6))
      }
      canvas.marker(
        .category(index), at, frame.y.position(estimate.value),
        radius: min(4.4, max(2.4, step * 0.42)),
        MarkerPaint(colour))
    }
  }

  private func drawLabel(
    _ category: Category, x: Double, bottom: Double, rotates: Bool, on canvas: inout SVGCanvas
  ) {
    let colour = isFew(category) ? "#8a939b" : Palette.ink
    if rotates {
      let text = TextWidth.shortened(category.label, toFit: 100, size: 11)
      canvas.text(
        text, x + 4, bottom + 7, TextStyle(size: 11, colour: colour, anchor: .end, rotation: -90))
    } else {
      canvas.text(
        category.label, x, bottom + 17, TextStyle(size: 11, colour: colour, anchor: .middle))
    }
  }

  private var alternative: String {
    let parts = categories.prefix(30).map { category in
      let values = zip(seriesNames, category.estimates).map { name, estimate in
        "\(name) \(estimate.map { NumberText.display($0.value, 2) } ?? "no value")"
      }
      return "\(category.label): " + values.joined(separator: ", ")
    }
    return "\(yTitle) by \(xTitle). " + parts.joined(separator: "; ") + "."
  }
}
