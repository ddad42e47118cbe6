import Yams
import Wording

extension ConfigurationPass {
  /// Reads a single value by the grammar of its kind; YAML's own guessing of types is not used.
  mutating func scalar(
    _ node: Node, kind: FieldKind, path: String, fallback: SourceLocation
  ) -> ConfigurationValue? {
    let place = location(of: node, else: fallback)
    guard case .scalar(let scalar) = node, !node.isNothing else {
      note(
        place, "\(path) is \(words(for: node))", expected: kind.words, fix: "Write a single value.")
      return nil
    }
    let isQuoted = scalar.style != .plain && scalar.style != .any
    let text = scalar.string
    let value: ParameterValue?
    switch kind {
    case .boolean: value = isQuoted ? nil : ["true": true, "false": false][text]
    case .integer(let range): value = isQuoted ? nil : Self.integer(text, range).map { .int($0) }
    case .number(let range): value = isQuoted ? nil : Self.number(text, range).map { .double($0) }
    case .choice(let choices): value = choices.contains(text) ? .string(text) : nil
    default: value = text.isEmpty ? nil : .string(text)
    }
    if let value { return .scalar(value) }
    note(
      place, "\(path) is \(isQuoted ? "the text \"\(text)\"" : text.isEmpty ? "empty" : text)",
      expected: kind.words, fix: Self.fix(for: text, isQuoted: isQuoted, kind: kind))
    return nil
  }

  /// A value as a user would describe it.
  func words(for node: Node) -> String {
    switch node {
    case .mapping(let mapping): mapping.isEmpty ? "empty" : "a section with keys"
    case .sequence: "a list"
    case .scalar(let scalar): node.isNothing ? "empty" : scalar.string
    case .alias: "an alias"
    }
  }

  private static func integer(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    guard case .integer(let value) = NumberText(text), range.contains(value) else { return nil }
    return value
  }

  private static func number(_ text: String, _ range: NumberRange) -> Double? {
    let value: Double? =
      switch NumberText(text) {
      case .integer(let value): Double(value)
      case .real(let value): value
      case nil: nil
      }
    return value.flatMap { range.contains($0) ? $0 : nil }
  }

  private static func fix(for text: String, isQuoted: Bool, kind: FieldKind) -> String {
    switch kind {
    case .boolean:
      if let meant = truthWords[text.lowercased()] { return "Write \(meant)." }
      return "Write true or false, without quotes."
    case .integer(let range):
      if isQuoted { return "Remove the quotes." }
      if case .integer? = NumberText(text) { return "Choose a value in this range." }
      if case .real(let value)? = NumberText(text), let whole = Int(exactly: value),
        range.contains(whole)
      {
        return "Write \(whole)."
      }
      return numberFix(text)
    case .number:
      if isQuoted { return "Remove the quotes." }
      return NumberText(text) == nil ? numberFix(text) : "Choose a value in this range."
    case .choice(let choices):
      return nearestName(to: text, among: choices).map { "Did you mean \"\($0)\"?" }
        ?? "Choose one of these words."
    default: return "Write a value."
    }
  }

  private static let truthWords = [
    "yes": "true", "on": "true", "y": "true", "true": "true", "1": "true",
    "no": "false", "off": "false", "n": "false", "false": "false", "0": "false",
  ]

  private static func numberFix(_ text: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let digits = text.drop { "+-".contains($0) }.replacing("_", with: "").replacing(",", with: "")
    var plain = digits[...]
    while plain.count > 1, plain.first == "0", plain.dropFirst().first?.isNumber == true {
      plain = plain.dropFirst()
    }
    if plain.first == "." { plain = "0" + plain }
    if plain.last == "." { plain = plain.dropLast() }
    let suggestion = sign + plain
    if suggestion != text, NumberText(suggestion) != nil { return "Write \(suggestion)." }
    return "Write digits, with a point for decimals."
  }
}
