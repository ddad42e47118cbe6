/// How wide a text will be, without a font at hand: widths of character classes of the common
/// sans-serif faces (Helvetica, Arial, Liberation Sans), a little generous.
package enum TextWidth {
  /// The estimated width in the unit of `size`.
  ///
  /// Between 0 and 15 % above the real width for Latin text in the faces named above.
  package static func of(_ text: String, size: Double) -> Double {
    var units = 0.0
    for character in text {
      switch character {
      case "i", "j", "l", "t", "f", "I", ".", ",", ":", ";", "'", "|", "!", " ", "(", ")", "[", "]":
        units += 0.32
      case "m", "w", "M", "W", "%", "@": units += 0.9
      case "0"..."9": units += 0.57
      case "A"..."Z": units += 0.7
      case "a"..."z", "-", "\u{2013}", "_": units += 0.54
      default: units += 0.62
      }
    }
    return units * size * 1.03
  }

  /// The text cut with an ellipsis so that it fits `limit`; unchanged when it already does.
  ///
  /// Cut in the middle, because sample names differ at their ends.
  package static func shortened(_ text: String, toFit limit: Double, size: Double) -> String {
    guard of(text, size: size) > limit, text.count > 4 else { return text }
    var head = text.count / 2
    var tail = text.count - head
    while head > 2 || tail > 2 {
      let candidate = text.prefix(head) + "…" + text.suffix(tail)
      if of(String(candidate), size: size) <= limit { return String(candidate) }
      if head >= tail { head -= 1 } else { tail -= 1 }
    }
    return text.prefix(2) + "…" + text.suffix(2)
  }

  /// The text broken between words into lines no wider than `limit`.
  package static func lines(_ text: String, width limit: Double, size: Double) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, of(last + " " + word, size: size) <= limit {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
