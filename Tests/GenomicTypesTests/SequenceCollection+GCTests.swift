import GenomicTypes
import Testing

@Suite struct SequenceCollectionGCTests {
  @Test func unknownBasesAreLeftOut() {
    var sequences = SequenceCollection()
    for text in ["GCAN", "NN", "", "GGGG", "at"] { sequences.append(letters: text.utf8) }
    let expected: [Double?] = [2.0 / 3, nil, nil, 1, 0]
    #expect((0..<5).map { sequences.gcShare(at: $0) } == expected)
    #expect(sequences.gcCounts(at: 0) == (2, 3))
  }
}
