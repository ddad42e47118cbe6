import Foundation
import FoundationXML

/// Whether a text is well-formed XML, by a parser that is not ours, and what is in it.
final class XMLCheck: NSObject, XMLParserDelegate {
  private(set) var elementCounts: [String: Int] = [:]
  private(set) var words = ""
  private(set) var isWellFormed = false

  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  var elementCount: Int { elementCounts.values.reduce(0, +) }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    elementCounts[elementName, default: 0] += 1
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    words += string
  }
}
