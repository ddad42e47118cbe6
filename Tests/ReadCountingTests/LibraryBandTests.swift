import ReadCounting
import Testing

@Suite struct LibraryBandTests {
  @Test func workedExample() {
    let band = LibraryBand(pass: .init(50, 600), warn: .init(30, 800), source: "esMPRA")
    #expect(band.text == "50–600, fails outside 30–800")
    let verdicts = [29.9, 30, 49.9, 50, 600, 601, 800, 801].map { band.verdict(of: $0) }
    #expect(verdicts == [.fail, .warn, .warn, .pass, .pass, .warn, .warn, .fail])
  }

  @Test func openEndsAndWarningsOnly() {
    let atLeast = LibraryBand(pass: .init(0.85, nil), warn: .init(0.7, nil), source: "x")
    #expect(atLeast.text == "≥ 0.85, fails < 0.7")
    #expect(atLeast.verdict(of: 0.6) == .fail)
    let atMost = LibraryBand(pass: .init(nil, 0.5), warn: .init(nil, 0.65), source: "x")
    #expect(atMost.text == "≤ 0.5, fails > 0.65")
    #expect(atMost.verdict(of: 0.65) == .warn)
    let plain = LibraryBand(pass: .init(10, nil), source: "x")
    #expect(plain.text == "≥ 10")
    #expect(plain.verdict(of: -1) == .warn)
    #expect(LibraryBand(pass: .init(nil, nil), source: "x").text == "any")
  }
}
