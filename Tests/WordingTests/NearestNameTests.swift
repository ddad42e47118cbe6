import Testing
import Wording

@Suite struct NearestNameTests {
  @Test func findsSlipsOfTheFinger() {
    let known = ["minimum_input_dna", "pseudocount", "seed"]
    #expect(nearestName(to: "pseudocuont", among: known) == "pseudocount")
    #expect(nearestName(to: "minimum_input_DNA", among: known) == "minimum_input_dna")
    #expect(nearestName(to: "sede", among: known) == "seed")
    #expect(nearestName(to: "fodl", among: ["gc", "fold"]) == "fold")
  }

  @Test func nothingCloseIsNil() {
    let known = ["minimum_input_dna", "pseudocount", "seed"]
    #expect(nearestName(to: "minimum_dna", among: known) == nil)
    #expect(nearestName(to: "x", among: known) == nil)
    #expect(nearestName(to: "scaffold_9", among: ["chr1", "chr2"]) == nil)
    #expect(nearestName(to: "a", among: []) == nil)
    #expect(nearestName(to: "", among: []) == nil)
    #expect(nearestName(to: "", among: ["chr1"]) == nil)
  }

  @Test func theFirstOfEquallyCloseNamesCounts() {
    #expect(nearestName(to: "cat", among: ["bat", "rat"]) == "bat")
  }

  @Test(arguments: [
    ("fodl", "gold", nil), ("fold", "gold", "gold"), ("normal", "abrmal", "abrmal"),
    ("normal", "abcmal", nil), ("ab", "ba", "ba"), ("abc", "bca", nil), ("ab", "cd", nil),
    ("gold", "g", nil), ("g", "go", "go"), ("abcdefghi", "abcdef", "abcdef"),
    ("abcdefghi", "abcde", nil),
  ])
  func atMostAThirdOfTheLettersMayBeWrong(name: String, known: String, nearest: String?) {
    #expect(nearestName(to: name, among: [known]) == nearest)
  }
}
