import GenomicTypes
import ReadCounting
import Testing

struct FragmentCounterExampleTests {
  @Test func batchesMadeByHandAreCounted() throws {
    var batch = AlignmentBatch()
    for (flags, start, mate) in [(99, 99, 199), (147, 199, 99)] as [(UInt16, Int32, Int32)] {
      batch.append(
        AlignmentRecord(
          nameHash: 0, chromosome: 0, start: start, end: start + 10, mateChromosome: 0,
          mateStart: mate, templateLength: 0, nameStart: 0, flags: flags, nameLength: 0,
          mappingQuality: 30), name: "a".utf8)
    }
    var counter = try FragmentCounter(
      chromosomeNames: ["chr1"], chromosomeLengths: [1000], order: .coordinate,
      rules: FragmentRules(), source: "library.bam")
    try counter.add(batch)
    #expect(try counter.finish().rows == ["chr1:99-209 + 1 q30"])
  }
}
