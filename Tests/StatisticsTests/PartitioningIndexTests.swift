import Statistics
import Testing

@Suite struct PartitioningIndexTests {
  @Test func workedExampleAndEnds() {
    let numbers = [1, 3, 3, 8]
    #expect(numbers.partitioningIndex { $0 >= 3 } == 1)
    #expect(numbers.partitioningIndex { $0 > 3 } == 3)
    #expect(numbers.partitioningIndex { $0 > 8 } == 4)
    #expect(numbers.partitioningIndex { $0 > 0 } == 0)
    #expect([Int]().partitioningIndex { _ in true } == 0)
  }
}
