import GenomicTypes
import Testing

@Suite struct UnknownBasesTests {
  private func counts(_ sequences: [String]) -> [Int] {
    var collection = SequenceCollection()
    for letters in sequences { collection.append(letters: letters.utf8) }
    return UnknownBases(of: collection).counts
  }

  @Test func workedExample() { #expect(counts(["ACN", "NN", "GT"]) == [1, 2, 0]) }

  @Test func emptySequencesAndSeveralRunsAreCounted() {
    #expect(counts(["", "NANNA", "", "N", "C", "NNN"]) == [0, 3, 0, 1, 0, 3])
    #expect(counts([]).isEmpty)
  }
}
