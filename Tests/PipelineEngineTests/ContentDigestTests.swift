import PipelineEngine
import Testing

@Suite struct ContentDigestTests {
  @Test func workedExample() {
    #expect(ContentDigest(of: "abc").short == "ba7816bf8f01")
  }

  @Test func aDigestIsReadFromSixtyFourLowercaseDigitsOnly() {
    let hex = ContentDigest(of: "abc").hex
    #expect(ContentDigest(hex: hex)?.short == "ba7816bf8f01")
    #expect(ContentDigest(hex: hex.uppercased()) == nil)
    #expect(ContentDigest(hex: String(hex.dropLast())) == nil)
  }
}
