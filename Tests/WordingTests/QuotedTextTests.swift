import Foundation
import Testing
import Wording

@Suite struct QuotedTextTests {
  @Test func quotesBackslashesAndControlCharactersAreEscaped() {
    #expect(quotedText("5' \"cap\"\n") == #""5' \"cap\"\n""#)
    #expect(quotedText("a\\b\r\t") == #""a\\b\r\t""#)
    #expect(quotedText("\u{0}\u{1B}\u{7F}\u{9F}") == #""\u0000\u001b\u007f\u009f""#)
    #expect(quotedText("") == #""""#)
  }

  @Test func otherCharactersStay() {
    #expect(quotedText("é 🧬 /\u{A0}\u{2028}") == "\"é 🧬 /\u{A0}\u{2028}\"")
  }

  @Test func aJSONReaderReadsEveryTextBack() throws {
    let text = String(String.UnicodeScalarView((0...0x2FF).compactMap(UnicodeScalar.init)))
    let read = try JSONDecoder().decode([String].self, from: Data("[\(quotedText(text))]".utf8))
    #expect(read == [text])
  }
}
