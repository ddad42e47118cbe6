import Wording

/// Pieces of YAML text that this program writes: values on one line, comments within 100 columns.
enum YAMLText {
  /// A value on one line, in a form the strict reader reads back to the same value.
  static func inline(_ value: ParameterValue) -> String {
    switch value {
    case .string(let text): return scalar(text)
    case .list(let values): return "[" + values.map(inline).joined(separator: ", ") + "]"
    case .object(let members):
      let pairs = ParameterValue.canonicalOrder(members.keys).map {
        scalar($0) + ": " + inline(members[$0] ?? .null)
      }
      return "{" + pairs.joined(separator: ", ") + "}"
    default: return value.canonicalJSON
    }
  }

  /// A text without quotes where every YAML reader takes it for a text, else in double quotes.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789_-./+".unicodeScalars.contains($0))
      }
      && text.unicodeScalars.first.map { $0.properties.isAlphabetic || $0 == "/" || $0 == "_" }
        ?? false
      && !reserved.contains(text.lowercased())
    return isPlain ? text : quotedText(text)
  }

  /// Comment lines of at most 100 columns; empty for an empty text.
  static func comment(_ text: String, indentation: Int) -> String {
    let margin = String(repeating: " ", count: indentation) + "#"
    var lines: [String] = []
    var line = margin
    for word in text.split(whereSeparator: \.isWhitespace) {
      if line.count + 1 + word.count > 100, line != margin {
        lines.append(line)
        line = margin
      }
      line += " " + word
    }
    if line != margin { lines.append(line) }
    return lines.map { $0 + "\n" }.joined()
  }

  private static let reserved: Set<String> = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n",
  ]
}
