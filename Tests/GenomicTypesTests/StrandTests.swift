import GenomicTypes
import Testing

@Suite struct StrandTests {
  @Test func symbolsRoundTrip() {
    for strand in Strand.allCases { #expect(Strand(symbol: strand.symbol) == strand) }
  }

  @Test(arguments: ["", "++", "1", "forward", " +"])
  func otherSymbolsAreRefused(symbol: String) {
    #expect(Strand(symbol: symbol) == nil)
  }

  @Test func theTypographicMinusIsRead() { #expect(Strand(symbol: "−") == .reverse) }
}
