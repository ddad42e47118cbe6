import Reports
import Testing

@Suite struct XMLTextTests {
  @Test func markupCharactersBecomeEntities() {
    #expect(XMLText.escaped("a < b & \"c\"") == "a &lt; b &amp; &quot;c&quot;")
    #expect(XMLText.escaped("it's > 1") == "it&#39;s &gt; 1")
  }

  @Test func charactersForbiddenInXMLAreReplaced() {
    #expect(XMLText.escaped("a\u{0}b\u{1B}c\u{FFFE}") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}")
    #expect(XMLText.escaped("a\tb\n") == "a\tb\n")
    #expect(XMLCheck("<a>\(XMLText.escaped("\u{0}\u{8}<>&\u{FFFF}"))</a>").isWellFormed)
  }

  @Test func escapedTextReadsBackUnchanged() {
    let text = "K562 <rep1> & 'rep2' \"log2\" → ρ ≥ 0.5"
    #expect(XMLCheck("<a>\(XMLText.escaped(text))</a>").words == text)
  }

  @Test func slugsAreFitForFileNames() {
    #expect(XMLText.slug("K562: rep1 × rep2") == "k562-rep1-rep2")
    #expect(XMLText.slug("../../etc/passwd") == "etc-passwd")
    #expect(XMLText.slug("ρ") == "item")
    #expect(XMLText.slug("") == "item")
  }
}
