import PipelineEngine
import Testing

@Suite struct NumberTextTests {
  @Test func readsWholeAndRealNumbers() {
    #expect(NumberText("12") == .integer(12))
    #expect(NumberText("-0") == .integer(0))
    #expect(NumberText("1e3") == .real(1000))
    #expect(NumberText("-0.25") == .real(-0.25))
    #expect(NumberText("99999999999999999999") == .real(1e20))
  }

  @Test(arguments: [
    "", "-", "012", ".5", "5.", "1_000", "0x10", "inf", "nan", "1e", "+1", " 1", "1e999",
  ])
  func refusesEverythingElse(text: String) {
    #expect(NumberText(text) == nil)
  }
}
