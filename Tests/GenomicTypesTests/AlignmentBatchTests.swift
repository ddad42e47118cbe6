import GenomicTypes
import Testing

struct AlignmentBatchTests {
  private let record = AlignmentRecord(
    nameHash: 0, chromosome: 0, start: 9, end: 12, mateChromosome: -1, mateStart: -1,
    templateLength: 0, nameStart: 0, flags: 0x63, nameLength: 0, mappingQuality: 255)

  @Test func namesLieOneAfterAnother() {
    var batch = AlignmentBatch()
    batch.append(record, name: "one".utf8)
    batch.append(record, name: "seven".utf8)
    #expect(batch.names == Array("oneseven".utf8))
    #expect(batch.name(of: 1).elementsEqual("seven".utf8))
    #expect(batch.records[1].nameStart == 3 && batch.records[1].nameLength == 5)
    #expect(batch.records[0].nameHash == NameHash.of("one".utf8))
    batch.barcodes = PackedTexts()
    batch.barcodes?.append("AC".utf8)
    batch.removeAll()
    #expect(batch.records.isEmpty && batch.names.isEmpty && batch.barcodes?.count == 0)
  }

  @Test func flagsAreAskedTogether() {
    #expect(record.has(AlignmentFlag.paired | AlignmentFlag.firstOfPair))
    #expect(!record.has(AlignmentFlag.paired | AlignmentFlag.secondOfPair))
    #expect(MemoryLayout<AlignmentRecord>.stride == 40)
  }

  @Test func textsKeepTheirBounds() {
    var texts = PackedTexts()
    texts.append("ACGT".utf8)
    texts.append([])
    texts.append("T".utf8)
    #expect(texts.range(of: 0) == 0..<4 && texts.range(of: 1) == 4..<4 && texts.count == 3)
    #expect(texts[2].elementsEqual("T".utf8) && texts[1].isEmpty)
  }
}
