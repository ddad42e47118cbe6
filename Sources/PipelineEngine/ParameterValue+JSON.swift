import Wording

extension ParameterValue {
  /// The value as JSON on one line, without spaces: equal values give equal bytes everywhere.
  ///
  /// Members are sorted by the UTF-8 bytes of their names; real numbers are the shortest text that
  /// reads back to the same number and always show a point or an exponent, so `5` and `5.0` differ.
  ///
  /// - Precondition: every real number is finite.
  public var canonicalJSON: String {
    var text = ""
    append(to: &text, indentation: nil)
    return text
  }

  /// The same JSON over several lines, for people.
  public var prettyJSON: String {
    var text = ""
    append(to: &text, indentation: 0)
    return text + "\n"
  }

  /// Short words for messages: `5`, `0.1`, `"chr1"`, `[1, 2]`, `nothing`; cut after 60 characters.
  public var words: String {
    let full: String
    switch self {
    case .null: full = "nothing"
    case .double(let value) where value == value.rounded() && value.magnitude < 1e15:
      full = String(Int(value))
    case .list(let elements): full = "[" + elements.map(\.words).joined(separator: ", ") + "]"
    default: full = canonicalJSON
    }
    return full.count <= 60 ? full : full.prefix(57) + "…"
  }

  /// The names of an object's members in canonical order.
  static func canonicalOrder(_ names: some Sequence<String>) -> [String] {
    names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func append(to text: inout String, indentation: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    case .double(let value):
      precondition(value.isFinite, "a parameter must be finite, not \(value)")
      text += value.description
    case .string(let value): text += quotedText(value)
    case .list(let elements):
      Self.appendItems(elements, in: ("[", "]"), to: &text, indentation: indentation) {
        $0.append(to: &$1, indentation: $2)
      }
    case .object(let members):
      let sorted = Self.canonicalOrder(members.keys).map { ($0, members[$0] ?? .null) }
      Self.appendItems(sorted, in: ("{", "}"), to: &text, indentation: indentation) {
        $1 += quotedText($0.0)
        $1 += $2 == nil ? ":" : ": "
        $0.1.append(to: &$1, indentation: $2)
      }
    }
  }

  private static func appendItems<Item>(
    _ items: [Item], in brackets: (String, String), to text: inout String, indentation: Int?,
    _ appendItem: (Item, inout String, Int?) -> Void
  ) {
    let inner = indentation.map { $0 + 2 }
    text += brackets.0
    for (position, item) in items.enumerated() {
      if position > 0 { text += "," }
      if let inner { text += "\n" + String(repeating: " ", count: inner) }
      appendItem(item, &text, inner)
    }
    if let indentation, !items.isEmpty { text += "\n" + String(repeating: " ", count: indentation) }
    text += brackets.1
  }
}
