/// Text made safe for HTML and XML, element content and double-quoted attributes alike.
///
/// ```swift
/// XMLText.escaped("a < b & \"c\"")  // "a &lt; b &amp; &quot;c&quot;"
/// ```
package enum XMLText {
  /// The text with `& < > " '` as entities and characters that XML 1.0 forbids as U+FFFD.
  ///
  /// Tab, line feed and carriage return stay. Linear in the length of the text.
  package static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
      case let other where isForbidden(other): result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A name fit for an `id`, an anchor or a file: lower-case ASCII letters, digits and hyphens.
  ///
  /// ```swift
  /// XMLText.slug("K562: rep1 × rep2")  // "k562-rep1-rep2"
  /// ```
  /// A text without a single letter or digit becomes `item`.
  package static func slug(_ text: String) -> String {
    var result = ""
    for character in text.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        result.append(character)
      } else if !result.isEmpty, result.last != "-" {
        result.append("-")
      }
    }
    if result.last == "-" { result.removeLast() }
    return result.isEmpty ? "item" : result
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0xFFFE
      || scalar.value == 0xFFFF
  }
}
