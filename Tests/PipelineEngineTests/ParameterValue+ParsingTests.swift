import Foundation
import PipelineEngine
import Testing

@Suite struct ParameterValueParsingTests {
  @Test(arguments: [
    "{\"a\":[1,-2.5,\"x\"],\"b\":{\"c\":null}}", "[]", "true", "\"\\u00e9\"", "1e300", "-0.0",
  ]) func readsWhatItWrites(text: String) throws {
    let value = try ParameterValue(json: text)
    #expect(try ParameterValue(json: value.canonicalJSON) == value)
  }

  @Test func readsEscapesAndSurrogates() throws {
    #expect(
      try ParameterValue(json: "\"\\ud83e\\uddec \\/ \\b\\f\\r\"") == .string("🧬 / \u{8}\u{c}\r"))
  }

  @Test(arguments: [
    ("", 0, "a value"), ("{\"a\":1,}", 7, "a name in double quotes"), ("[1 2]", 3, "',' or ']'"),
    ("01", 0, "a value"), ("1 1", 2, "the end of the text"), ("\"a", 2, "'\"'"),
    ("\"\\ud83e\"", 7, "a surrogate pair"), ("nul", 0, "null"), ("NaN", 0, "a value"),
    ("{\"a\":1,\"a\":2}", 10, "the name \"a\" only once"),
    ("\"\u{1}\"", 2, "an escaped control character"),
    ("{1:2}", 1, "a name in double quotes"), ("{\"a\" 1}", 5, "':'"), ("\"\\x\"", 3, "an escape"),
    ("\"\\u12\"", 3, "four hexadecimal digits"),
  ]) func refusesWhatIsNotJSON(text: String, offset: Int, expected: String) {
    #expect(throws: EngineError.malformedJSON(offset: offset, expected: expected)) {
      try ParameterValue(json: text)
    }
  }

  @Test func refusesBottomlessNesting() {
    #expect(throws: EngineError.malformedJSON(offset: 200, expected: "nesting of at most 200")) {
      try ParameterValue(json: String(repeating: "[", count: 100_000))
    }
  }

  @Test func agreesWithFoundationOnRandomValues() throws {
    var state: UInt64 = 20_24
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    func value(_ depth: Int) -> ParameterValue {
      switch next(depth > 3 ? 5 : 7) {
      case 0: .bool(next(2) == 0)
      case 1: .int(Int(next(1 << 30)) - (1 << 29))
      case 2: .double(Double(next(1 << 30)) / 1024 - 0.5)
      case 3: .string(String(UnicodeScalar(UInt8(next(128)))) + "é\"\\")
      case 4: .null
      case 5: .list((0..<next(4)).map { _ in value(depth + 1) })
      default:
        .object(
          Dictionary(
            (0..<next(4)).map { ("k\($0)", value(depth + 1)) }, uniquingKeysWith: { $1 }))
      }
    }
    for _ in 0..<200 {
      let sample = ParameterValue.list([value(0)])
      let text = sample.canonicalJSON
      #expect(try ParameterValue(json: text) == sample)
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
      #expect(isSame(sample, object), "\(text)")
    }
  }

  private func isSame(_ value: ParameterValue, _ object: Any) -> Bool {
    switch value {
    case .bool(let value): object as? Bool == value
    case .int(let value): object as? Int == value
    // Foundation's reader may be off by units in the last place.
    case .double(let value): (object as? Double).map { abs($0 - value) <= 4 * value.ulp } ?? false
    case .string(let value): object as? String == value
    case .null: object is NSNull
    case .list(let values):
      (object as? [Any]).map { $0.count == values.count && zip(values, $0).allSatisfy(isSame) }
        ?? false
    case .object(let members):
      (object as? [String: Any]).map { other in
        other.count == members.count
          && members.allSatisfy { name, value in other[name].map { isSame(value, $0) } ?? false }
      } ?? false
    }
  }
}
