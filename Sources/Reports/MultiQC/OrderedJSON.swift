import Wording

/// JSON whose objects keep the order they were written in, because MultiQC shows columns in it.
package enum OrderedJSON: Hashable, Sendable {
  case text(String)
  case number(Double)
  case integer(Int)
  case boolean(Bool)
  case null
  case list([OrderedJSON])
  case object([Member])

  /// One key with its value.
  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: OrderedJSON

    package init(_ key: String, _ value: OrderedJSON) {
      self.key = key
      self.value = value
    }
  }

  /// The JSON text, indented by two spaces, with a line feed at the end of the document.
  package var document: String { text(indent: "") + "\n" }

  private func text(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return quotedText(text)
    case .number(let value):
      precondition(value.isFinite, "OrderedJSON: \(value) is not finite")
      return "\(value)"
    case .integer(let value): return String(value)
    case .boolean(let value): return value ? "true" : "false"
    case .null: return "null"
    case .list(let items):
      guard !items.isEmpty else { return "[]" }
      return "[\n" + items.map { inner + $0.text(indent: inner) }.joined(separator: ",\n")
        + "\n\(indent)]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let lines = members.map { "\(inner)\(quotedText($0.key)): \($0.value.text(indent: inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }
}
