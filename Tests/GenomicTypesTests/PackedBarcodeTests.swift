import GenomicTypes
import Testing

struct PackedBarcodeTests {
  @Test func firstBaseIsInTheHighestBits() {
    #expect(PackedBarcode.packed("ACGT".utf8) == 27)
    #expect(PackedBarcode.packed("acgt".utf8) == 27)
    #expect(PackedBarcode.text(27, length: 4) == "ACGT")
  }

  @Test func unknownBasesAndImpossibleLengthsAreNil() {
    #expect(PackedBarcode.packed("ACNT".utf8) == nil)
    #expect(PackedBarcode.packed("".utf8) == nil)
    #expect(PackedBarcode.packed(String(repeating: "T", count: 32).utf8) == UInt64.max)
    #expect(PackedBarcode.packed(String(repeating: "A", count: 33).utf8) == nil)
  }

  @Test func numbersSortAsTextsDo() {
    let texts = ["AAAC", "AACA", "CAAA", "GTTT", "TTTT"]
    let numbers = texts.compactMap { PackedBarcode.packed($0.utf8) }
    #expect(numbers == numbers.sorted())
  }

  @Test(arguments: ["A", "ACGT", "AACCGGTTA", "TTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTA"])
  func reverseComplementIsThatOfTheText(_ text: String) throws {
    let bits = try #require(PackedBarcode.packed(text.utf8))
    let complement: [Character: Character] = ["A": "T", "C": "G", "G": "C", "T": "A"]
    let expected = String(text.reversed().compactMap { complement[$0] })
    let reversed = PackedBarcode.reverseComplement(bits, length: text.utf8.count)
    #expect(PackedBarcode.text(reversed, length: text.utf8.count) == expected)
    #expect(PackedBarcode.reverseComplement(reversed, length: text.utf8.count) == bits)
  }
}
