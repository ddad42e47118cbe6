import GenomicTypes
import Testing

@Suite struct SequenceCollectionTests {
  @Test func workedExample() {
    var collection = SequenceCollection()
    collection.append(letters: "ACGTN".utf8)
    #expect(collection.codes(at: 0) == [0, 1, 2, 3, 4])
    #expect(collection.reverseComplementCodes(at: 0) == [4, 0, 1, 2, 3])
    #expect(collection.letters(at: 0) == "ACGTN")
  }

  @Test func everySequenceComesBackWhateverItsPlaceInTheBytes() {
    let letters = ["", "A", "NNN", "ACGTACGTA", "nacgtN", "TTTTT", "N", "GATTACA", ""]
    var collection = SequenceCollection()
    for sequence in letters { collection.append(letters: sequence.utf8) }
    #expect(collection.count == letters.count)
    for (index, sequence) in letters.enumerated() {
      #expect(collection.letters(at: index) == sequence.uppercased())
      #expect(collection.length(at: index) == sequence.count)
    }
    #expect(collection.totalLength == letters.map(\.count).reduce(0, +))
  }

  @Test func unknownRunsNeverCrossTheBorderOfTwoSequences() {
    var collection = SequenceCollection()
    collection.append(letters: "ANN".utf8)
    collection.append(letters: "NC".utf8)
    #expect(collection.unknownRuns == [1..<3, 3..<4])
    #expect(collection.letters(at: 1) == "NC")
  }

  @Test func storedPartsMakeTheSameCollection() {
    var collection = SequenceCollection()
    for sequence in ["ACGNNT", "NNNN", "CCCCC"] { collection.append(letters: sequence.utf8) }
    let again = SequenceCollection(
      offsets: collection.offsets, packed: collection.packed,
      unknownRuns: collection.unknownRuns)
    #expect(again == collection)
  }

  @Test(arguments: [
    ([0, 5], [UInt8](repeating: 0, count: 1), [Range<Int>]()),
    ([0, 4, 3], [0], []),
    ([1, 4], [0], []),
    ([], [], []),
    ([0, 4], [0], [2..<5]),
    ([0, 4], [0], [2..<3, 1..<2]),
  ])
  func contradictingPartsAreRefused(offsets: [Int], packed: [UInt8], runs: [Range<Int>]) {
    #expect(SequenceCollection(offsets: offsets, packed: packed, unknownRuns: runs) == nil)
  }

  @Test func selectionKeepsTheGivenOrder() {
    var collection = SequenceCollection()
    for sequence in ["AN", "CC", "GGT"] { collection.append(letters: sequence.utf8) }
    let selection = collection.selecting([2, 0, 2])
    #expect((0..<3).map { selection.letters(at: $0) } == ["GGT", "AN", "GGT"])
  }
}
