/// Rows lost on the way, reason by reason, from the first step to the last.
///
/// Each unit (read, barcode, fragment) has its own scale; where rows are merged into another unit a
/// new block begins.
package struct WaterfallChart: Chart {
  package var labels: FigureLabels
  package var steps: [AttritionStep]

  package init(labels: FigureLabels, steps: [AttritionStep]) {
    self.labels = labels
    self.steps = steps
  }

  private static let width = 900.0
  private static let rowHeight = 24.0
  private static let labelRoom = 290.0
  private static let valueRoom = 170.0
  /// Reasons drawn for one step; the rest are summed into one line.
  private static let reasonLimit = 8

  private enum Line {
    case total(String, Int)
    case loss(String, from: Int, to: Int)
    case merge(String)
  }

  package func drawn() -> Figure {
    guard !steps.isEmpty else { return empty(width: Self.width, reason: "No steps recorded.") }
    let blocks = blocks()
    let top = labels.height(width: Self.width) + 10
    let height = top + blocks.flatMap(\.self).reduce(10) { $0 + Self.height($1) }
    var canvas = SVGCanvas(width: Self.width, height: height)
    labels.draw(on: &canvas)
    var y = top
    for block in blocks {
      let scale = block.map(Self.size).max() ?? 0
      for line in block {
        draw(line, scale: scale, y: y, on: &canvas)
        y += Self.height(line)
      }
    }
    return Figure(labels, alternative: alternative, canvas: canvas)
  }

  private static func height(_ line: Line) -> Double {
    if case .merge = line { return rowHeight + 14 }
    return rowHeight
  }

  private static func size(_ line: Line) -> Int {
    switch line {
    case .total(_, let count): count
    case .loss(_, let from, _): from
    case .merge: 0
    }
  }

  private func blocks() -> [[Line]] {
    var blocks: [[Line]] = []
    var current: [Line] = []
    var remaining: Int?
    for (index, step) in steps.enumerated() {
      if step.collapses {
        blocks.append(current)
        let isLast = index == steps.count - 1
        current = [
          .merge(
            "\(step.step): \(NumberText.grouped(step.entered)) merged into "
              + "\(NumberText.grouped(step.left)) \(Self.plural(step.unit))"),
          .total(Self.plural(step.unit, in: isLast ? "left" : "in"), step.left),
        ]
      } else {
        if remaining != step.entered {
          // These rows are not the ones that the step above left: a scale of their own.
          blocks.append(current)
          current = remaining == nil ? [] : [.merge("\(step.step): other rows")]
          current.append(.total(Self.plural(step.unit, in: "in"), step.entered))
        }
        current += Self.losses(of: step)
        current.append(.total("after \(step.step)", step.left))
      }
      remaining = step.left
    }
    return (blocks + [current]).filter { !$0.isEmpty }
  }

  private static func losses(of step: AttritionStep) -> [Line] {
    var remaining = step.entered
    return limited(step.dropped).map { reason in
      defer { remaining -= reason.count }
      return .loss(reason.words, from: remaining, to: remaining - reason.count)
    }
  }

  private static func plural(_ unit: String, in suffix: String = "") -> String {
    unit + (unit.hasSuffix("s") ? "" : "s") + (suffix.isEmpty ? "" : " \(suffix)")
  }

  private static func limited(_ dropped: [DroppedRows]) -> [DroppedRows] {
    guard dropped.count > reasonLimit else { return dropped }
    let rest = dropped.dropFirst(reasonLimit - 1)
    let sum = rest.reduce(0) { $0 + $1.count }
    return dropped.prefix(reasonLimit - 1)
      + [DroppedRows(code: "\(rest.count)_other_reasons", count: sum)]
  }

  private func draw(_ line: Line, scale: Int, y: Double, on canvas: inout SVGCanvas) {
    let left = Self.labelRoom
    let room = Self.width - Self.labelRoom - Self.valueRoom
    let middle = y + Self.rowHeight / 2
    func x(_ count: Int) -> Double { left + (scale > 0 ? Double(count) / Double(scale) : 0) * room }
    switch line {
    case .merge(let text):
      canvas.line(8, y + 8, Self.width - 8, y + 8, Stroke(Palette.rule))
      canvas.text(text, 8, y + 26, TextStyle(size: 12, colour: Palette.muted, isItalic: true))
    case .total(let name, let count):
      label(name, bold: true, middle: middle, on: &canvas)
      canvas.rectangle(Box(left, y + 3, x(count) - left, Self.rowHeight - 6), fill: Palette.blue)
      value(NumberText.grouped(count), bold: true, middle: middle, on: &canvas)
    case .loss(let name, let from, let to):
      label("\u{2212} " + name, bold: false, middle: middle, on: &canvas)
      let width = max(1.5, x(from) - x(to))
      canvas.line(x(from), y - 3, x(from), y + 5, Stroke(Palette.muted, width: 0.8))
      canvas.rectangle(
        Box(x(from) - width, y + 5, width, Self.rowHeight - 10), fill: Palette.orange)
      let share = scale > 0 ? Double(from - to) / Double(scale) : 0
      let percent = share < 0.001 ? "<0.1%" : NumberText.percent(share, 1)
      value(
        "\u{2212}\(NumberText.grouped(from - to))  (\(percent))", bold: false, middle: middle,
        on: &canvas)
    }
  }

  private func label(_ text: String, bold: Bool, middle: Double, on canvas: inout SVGCanvas) {
    canvas.text(
      TextWidth.shortened(text, toFit: Self.labelRoom - 20, size: 12.5), Self.labelRoom - 10,
      middle + 4.5,
      TextStyle(
        size: 12.5, colour: bold ? Palette.ink : Palette.muted, anchor: .end, isBold: bold))
  }

  private func value(_ text: String, bold: Bool, middle: Double, on canvas: inout SVGCanvas) {
    canvas.text(
      text, Self.width - 10, middle + 4.5, TextStyle(size: 12.5, anchor: .end, isBold: bold))
  }

  private var alternative: String {
    let parts = steps.map { step in
      let kept = "\(NumberText.grouped(step.left)) of \(NumberText.grouped(step.entered))"
      return "\(step.step): \(kept) \(Self.plural(step.unit))"
    }
    return "Waterfall of rows kept. " + parts.joined(separator: "; ") + "."
  }
}
