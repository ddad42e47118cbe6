/// Small pieces of HTML that several parts of a page use.
package enum HTMLFragment {
  /// A check's outcome as a word in a box; shape of the border and word differ, not only colour.
  package static func badge(_ status: CheckStatus) -> String {
    "<span class=\"badge \(status.word)\">\(status.word)</span>"
  }

  /// A paragraph of escaped text.
  package static func paragraph(_ text: String, class name: String = "") -> String {
    let attribute = name.isEmpty ? "" : " class=\"\(name)\""
    return "<p\(attribute)>\(XMLText.escaped(text))</p>\n"
  }

  /// A figure with its caption; the drawing is inline.
  package static func figure(_ figure: Figure) -> String {
    let caption =
      figure.caption.isEmpty
      ? "" : "<figcaption>\(XMLText.escaped(figure.caption))</figcaption>"
    let isWide = figure.width > 600
    return
      "<figure\(isWide ? " class=\"wide\"" : "")>\n<div class=\"drawing\">\n\(figure.svg)</div>"
      + "\(caption)</figure>\n"
  }

  /// Names and values as a two-column table.
  package static func namedValues(_ values: [NamedValue]) -> String {
    var text = "<div class=\"table\"><table class=\"named\"><tbody>\n"
    for item in values {
      text += "<tr><th scope=\"row\">\(XMLText.escaped(item.name))</th>"
      text += "<td>\(XMLText.escaped(item.value))</td></tr>\n"
    }
    return text + "</tbody></table></div>\n"
  }
}
