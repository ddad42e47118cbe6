/// A text in double quotes as JSON (RFC 8259) and YAML both read it.
///
/// Quotes, backslashes and control characters, those from U+007F to U+009F included, are escaped;
/// every other character stays as it is, so that equal texts give equal bytes.
///
/// ```swift
/// quotedText("the \"cap\"")  // the 13 characters "the \"cap\""
/// ```
package func quotedText(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\r": quoted += "\\r"
    case "\t": quoted += "\\t"
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}":
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
