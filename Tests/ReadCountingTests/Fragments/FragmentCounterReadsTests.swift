import GenomicTypes
import GenomicsIO
import ReadCounting
import TestSupport
import Testing

struct FragmentCounterReadsTests {
  private func read(_ name: String, _ position: Int, flags: Int = 0, quality: Int = 30) -> SAMLine {
    SAMLine(
      name: name, flags: flags, position: position, quality: quality, mateChromosome: "*",
      matePosition: 0)
  }

  @Test func everyReadIsAFragment() throws {
    var rules = FragmentRules()
    rules.pairing = .singleEnd(fragmentLength: nil)
    let lines = [
      read("a", 100), read("b", 100), read("c", 100, flags: 16), read("d", 50, flags: 0x200),
      read("e", 50, quality: 3), read("f", 0, flags: 4), read("g", 50, flags: 0x100),
    ]
    let count = try countLines(lines, rules)
    #expect(count.rows == ["chr1:99-109 + 2 q30", "chr1:99-109 - 1 q30"])
    #expect(count.dropped == ["qc_fail": 1, "low_mapq": 1, "unmapped": 1])
    #expect(
      count.attrition.map(\.unit) == ["record", "read", "read", "fragment"])
    #expect(count.attrition.map(\.entered) == [7, 6, 6, 3])
    rules.strand = .read2
    #expect(try countLines([read("a", 100)], rules).rows == ["chr1:99-109 - 1 q30"])
  }

  @Test func readsAreExtendedDownstreamWithinTheirChromosome() throws {
    var rules = FragmentRules()
    rules.pairing = .singleEnd(fragmentLength: 50)
    var last = read("e", 480)
    last.chromosome = "chrM"
    let lines = [read("a", 100), read("b", 100, flags: 16), read("c", 20, flags: 16), last]
    #expect(
      try countLines(lines, rules).rows == [
        "chr1:0-29 - 1 q30", "chr1:59-109 - 1 q30", "chr1:99-149 + 1 q30", "chrM:479-500 + 1 q30",
      ])
    rules.pairing = .singleEnd(fragmentLength: 4)
    #expect(
      try countLines(lines, rules).rows == [
        "chr1:25-29 - 1 q30", "chr1:99-103 + 1 q30", "chr1:105-109 - 1 q30",
        "chrM:479-483 + 1 q30",
      ])
  }

  @Test func pairedReadsCountSinglyOnTheStrandOfRead1() throws {
    var rules = FragmentRules()
    rules.pairing = .singleEnd(fragmentLength: nil)
    #expect(
      try countLines(SAMLine.pair("a", 100, 200), rules).rows
        == ["chr1:99-109 + 1 q30", "chr1:199-209 + 1 q30"])
  }

  @Test func templateLengthsStandForPairsInParityModes() throws {
    var lines = SAMLine.pair("whole", 100, 200) + SAMLine.pair("half", 300, 400, flags: (163, 83))
    for index in [0, 2] { lines[index].templateLength = 110 }
    for index in [1, 3] { lines[index].templateLength = -110 }
    lines.remove(at: 2)
    var rules = FragmentRules()
    #expect(try countLines(lines, rules).rows == ["chr1:99-209 + 1 q30"])
    rules.pairing = .tlenForward
    #expect(try countLines(lines, rules).rows == ["chr1:99-209 + 1 q30"])
    rules.pairing = .tlenRead1
    let count = try countLines(lines, rules)
    #expect(count.rows == ["chr1:99-209 + 1 q30", "chr1:299-409 - 1 q30"])
    #expect(count.attrition[1].entered == 3 && count.attrition[1].left == 2)
    lines[0].templateLength = 0
    #expect(try countLines(lines, rules).dropped == ["mate_missing": 1])
  }
}
