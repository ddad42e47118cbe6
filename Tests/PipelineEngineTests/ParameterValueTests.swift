import Foundation
import PipelineEngine
import Testing

@Suite struct ParameterValueTests {
  @Test func canonicalTextIsSortedAndShortest() {
    let parameters: ParameterValue = [
      "pseudocount": 0.5, "minimum_input_dna": 5, "names": ["b", "a", nil], "é": true,
      "Z": 1e-7, "empty": [:], "none": [],
    ]
    #expect(
      parameters.canonicalJSON
        == "{\"Z\":1e-07,\"empty\":{},\"minimum_input_dna\":5,\"names\":[\"b\",\"a\",null],"
        + "\"none\":[],\"pseudocount\":0.5,\"é\":true}")
  }

  @Test func wholeAndRealNumbersDiffer() {
    #expect(ParameterValue.int(5).canonicalJSON == "5")
    #expect(ParameterValue.double(5).canonicalJSON == "5.0")
    #expect(ParameterValue.double(0.1 + 0.2).canonicalJSON == "0.30000000000000004")
  }

  @Test func textsAreEscaped() {
    #expect(
      ParameterValue.string("a\"b\\c\n\t\u{1}").canonicalJSON == "\"a\\\"b\\\\c\\n\\t\\u0001\"")
  }

  @Test func prettyTextIsTheSameValue() throws {
    let value: ParameterValue = ["a": [1, ["b": nil]], "c": [:]]
    #expect(
      value.prettyJSON == """
        {
          "a": [
            1,
            {
              "b": null
            }
          ],
          "c": {}
        }

        """)
    #expect(try ParameterValue(json: value.prettyJSON) == value)
  }

  @Test func wordsAreShort() {
    #expect(ParameterValue.double(5).words == "5")
    #expect(ParameterValue.list([1, 2.5]).words == "[1, 2.5]")
    #expect(ParameterValue.null.words == "nothing")
    #expect(ParameterValue.string(String(repeating: "x", count: 100)).words.count == 58)
  }

  @Test func otherEncodersMayBeUsed() throws {
    let value: ParameterValue = ["a": [1, 2.5, "x", true, nil]]
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(value), as: UTF8.self)
    #expect(try ParameterValue(json: text) == value)
  }
}
