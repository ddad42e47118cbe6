import TensorKernels
import Testing

@Suite struct PackedLayoutTests {
  @Test func theWorkedExampleHolds() {
    let layout = PackedLayout(lengths: [5, 3], gap: 2)
    #expect(layout.starts == [2, 9])
    #expect(layout.rowCount == 14)
    #expect(layout.positionCount == 8)
  }

  @Test func poolingRoundsEverySequenceUp() {
    let pooled = PackedLayout(lengths: [5, 3, 0, 1], gap: 2).pooled(window: 3, gap: 1)
    #expect(pooled.lengths == [2, 1, 0, 1])
    #expect(pooled.starts == [1, 4, 6, 7])
    #expect(pooled.rowCount == 9)
  }

  @Test func shardsCoverAllSequencesInOrderWhateverTheLengths() {
    var samples = SampleValues(3)
    for _ in 0..<200 {
      let count = Int(samples.word() % 40)
      let lengths = (0..<count).map { _ in Int(samples.word() % 50) * Int(samples.word() % 3) }
      let layout = PackedLayout(lengths: lengths, gap: 2)
      #expect(layout.shards.count <= PackedLayout.shardCount)
      #expect(layout.shards.flatMap(Array.init) == Array(0..<count), "\(lengths)")
      #expect(layout.shards.allSatisfy { !$0.isEmpty })
    }
  }

  @Test func equalLengthsGiveEqualShards() {
    let layout = PackedLayout(lengths: Array(repeating: 600, count: 128), gap: 9)
    #expect(layout.shards.map(\.count) == Array(repeating: 8, count: 16))
    #expect(layout.rows(ofShard: 1) == (9 + 8 * 609)..<(9 + 16 * 609 - 9))
  }
}
