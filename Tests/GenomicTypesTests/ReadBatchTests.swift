import GenomicTypes
import Testing

struct ReadBatchTests {
  @Test func workedExample() {
    let batch = ReadBatch(["ACGT", "", "NN"])
    #expect(batch.count == 3)
    #expect(batch.offsets == [0, 4, 4, 6])
    #expect(batch.text(2) == "NN")
    #expect(batch.text(1) == "")
    #expect(batch.range(2) == 4..<6)
    #expect(!batch.hasNames)
    #expect(batch.name(0) == nil)
  }

  @Test func namesAreKeptWhenGiven() {
    let batch = ReadBatch(["ACGT", "A"], names: ["first", "é"])
    #expect(batch.hasNames)
    #expect(batch.name(0) == "first")
    #expect(batch.name(1) == "é")
    #expect(batch.nameOffsets == [0, 5, 7])
  }

  @Test func aBatchMayBeEmpty() {
    #expect(ReadBatch([]).count == 0)
    #expect(ReadBatch(letters: [], offsets: [0]) == ReadBatch([]))
  }
}
