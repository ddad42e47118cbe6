import SequenceFeatures
import Testing

@Suite struct KmerTableTests {
  @Test func canonicalPairsOfTheWorkedExample() {
    #expect(
      KmerTable(length: 2, orientation: .canonical).names
        == ["AA", "AC", "AG", "AT", "CA", "CC", "CG", "GA", "GC", "TA"])
  }

  @Test(arguments: zip(1...6, [2, 10, 32, 136, 512, 2080]))
  func numberOfCanonicalWords(length: Int, count: Int) {
    #expect(KmerTable(length: length, orientation: .canonical).words.count == count)
  }

  @Test func aPalindromeIsItsOwnPartner() {
    let table = KmerTable(length: 4, orientation: .canonical)
    let palindromes = table.words.indices.filter { table.words[$0] == table.partners[$0] }
    #expect(palindromes.count == 16)
    #expect(palindromes.map { table.names[$0] }.contains("ACGT"))
  }

  @Test(arguments: 1...6)
  func everyWordHasExactlyOneColumn(length: Int) {
    let table = KmerTable(length: length, orientation: .canonical)
    let covered = Set(table.words).union(table.partners)
    #expect(covered.count == 1 << (2 * length))
  }

  @Test func reverseComplementOfAWordNumber() {
    // AAC = 000001, its reverse complement GTT = 101111.
    #expect(KmerTable.reverseComplement(0b000001, length: 3) == 0b101111)
  }
}
