import ReadCounting
import TestSupport
import Testing

struct ReadNamePatternTests {
  private func found(_ pattern: String, _ name: String) throws -> [String?]? {
    let bytes = Array(name.utf8)
    return try ReadNamePattern(pattern).match(bytes).map { match in
      [match.barcode, match.umi].map { $0.map { String(decoding: bytes[$0], as: UTF8.self) } }
    }
  }

  @Test func placesAreFoundInTheWholeName() throws {
    #expect(try found("*_{barcode}_{umi}", "run:1:22_ACGT_TTG") == ["ACGT", "TTG"])
    let match = try ReadNamePattern("*_{barcode}_{umi}").match(Array("run:1:22_ACGT_TTG".utf8))
    #expect(match?.barcode == 9..<13 && match?.umi == 14..<17)
    #expect(try found("{barcode}:*", "ACGN:1:2") == ["ACGN", nil])
    #expect(try found("{umi}", "ACG") == [nil, "ACG"])
    #expect(try found("*#{umi}/*", "a#b#ACG/1") == [nil, "ACG"])
    #expect(try found("é{barcode}.", "éAC.") == ["AC", nil])
  }

  @Test func namesThatDoNotFitHaveNone() throws {
    for name in ["", "ACGT", "x_ACGT_", "x_ACGT_TT1", "x_AC-GT_TT"] {
      #expect(try found("*_{barcode}_{umi}", name) == nil, "\(name)")
    }
  }

  @Test func theEarliestStarTakesAsMuchAsItCan() throws {
    #expect(try found("*_{barcode}_*", "a_AC_GT_b_TT_c") == ["TT", nil])
    #expect(try found("*:{barcode}", "a:b:AC") == ["AC", nil])
  }

  @Test func partsOfAPatternAreTold() throws {
    let pattern = try ReadNamePattern("*_{umi}")
    #expect(pattern.hasUMI && !pattern.hasBarcode && pattern.text == "*_{umi}")
  }

  @Test func patternsThatMakeNoSenseAreRefused() {
    func problem(_ pattern: String) -> String { message { _ = try ReadNamePattern(pattern) } }
    #expect(
      problem("*_x")
        == "read name pattern '*_x': there is neither {barcode} nor {umi}; expected one of them.")
    #expect(
      problem("*_{bracode}")
        == "read name pattern '*_{bracode}': there is '{bracode}'; expected {barcode} or {umi}. "
        + "Did you mean {barcode}?")
    #expect(
      problem("{umi}_{umi}")
        == "read name pattern '{umi}_{umi}': {umi} is there twice; expected it once. "
        + "Use * for others.")
    for pattern in ["*_{umi", "*_umi}"] {
      #expect(
        problem(pattern)
          == "read name pattern '\(pattern)': a brace has no other half; expected {barcode} and "
          + "{umi}. Close it.")
    }
    for pattern in ["*{umi}", "{barcode}{umi}", "**_{umi}"] {
      #expect(
        problem(pattern)
          == "read name pattern '\(pattern)': two of *, {barcode} and {umi} touch; expected text "
          + "between them. Add the letter that separates them.")
    }
  }
}
