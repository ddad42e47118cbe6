import GenomicTypes
import GenomicsIO
import ReadCounting
import Statistics
import TestSupport
import Testing

struct FragmentCounterOrderTests {
  /// Pairs of all kinds, near each other so that they meet; names are unique.
  private func library(_ pairs: Int, _ generator: inout SeededGenerator) -> [[SAMLine]] {
    (0..<pairs).map { number in
      let left = 1 + Int(generator.next() % 60) * 7
      let right = max(1, left + Int(generator.next() % 40) * 9 - 30)
      func pick<Value>(_ values: [Value]) -> Value {
        values[Int(generator.next() % UInt64(values.count))]
      }
      let cigars = ["10M", "10M", "3S7M", "5M20N5M", "10S", "4M2D4M"]
      var lines = SAMLine.pair(
        "n\(number)", left, right, quality: (pick([30, 30, 30, 7, 255]), pick([30, 30, 30, 7])),
        cigar: (pick(cigars), pick(cigars)), flags: pick([(99, 147), (99, 147), (163, 83)]),
        tags: (
          pick([["CB:Z:AC"], ["CB:Z:GT"], [], ["CB:Z:A"]]), pick([["CB:Z:AC"], [], ["CB:Z:AN"]])
        ))
      switch generator.next() % 16 {
      case 0: lines[0].flags ^= pick([0x1, 0x2, 0x10, 0x20, 0x40, 0x80, 0x4, 0x8])
      case 1: lines[1].flags ^= pick([0x1, 0x2, 0x10, 0x20, 0x40, 0x80, 0x4, 0x8])
      case 2: lines[0].flags |= pick([0x200, 0x400, 0x100, 0x800])
      case 3: lines[1].flags |= pick([0x200, 0x400, 0x100, 0x800])
      case 4:
        (lines[1].chromosome, lines[0].mateChromosome) = ("chr2", "chr2")
        lines[1].mateChromosome = "chr1"
      case 5: lines.remove(at: Int(generator.next() % 2))
      case 6: lines[0].matePosition += 1
      case 7:
        lines = lines.map { line in
          var line = line
          line.chromosome = "chrM"
          return line
        }
      default: break
      }
      return lines
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func orderOfRecordsChangesNothing(seed: UInt64) throws {
    var generator = SeededGenerator(Seed(seed))
    let pairs = library(800, &generator)
    let all = pairs.flatMap { $0 }
    let shuffled = all.shuffled(using: &generator)
    let grouped = pairs.shuffled(using: &generator).flatMap { $0.shuffled(using: &generator) }
    var rules = FragmentRules()
    rules.lengths = 20...250
    rules.excludedChromosomes = ["chrM"]
    rules.blacklist = [GenomicInterval(chromosome: "chr1", start: 100, end: 120)]
    rules.requiresProperPair = seed % 2 == 0
    rules.duplicates = DuplicateRule.allCases[Int(seed % 3)]
    if seed > 3 { rules.barcodes = BarcodeRules(barcode: .tag) }
    var reading = AlignmentReaderOptions()
    reading.barcodeTag = AlignmentTag("CB")
    let expected = try countLines(all, rules, reading: reading)
    #expect(expected.dropped.count > 8 && expected.rows.count > 20)
    for (lines, order) in [
      (shuffled, "SO:unsorted"), (grouped, "GO:query"), (grouped, "SO:queryname"),
      (sortedByCoordinate(all), "SO:coordinate"), (sortedByCoordinate(shuffled), "SO:coordinate"),
      (sortedByCoordinate(all), nil),
    ] {
      for (batchSize, threads) in [(4096, 1), (7, 1), (100, 3)] {
        (reading.batchSize, reading.threads) = (batchSize, threads)
        let count = try countLines(lines, rules, order: order, reading: reading)
        #expect(count.summary == expected.summary, "\(order ?? "none") \(batchSize) \(threads)")
      }
    }
  }

  @Test func sortedInputNeedsRoomForNeighboursOnly() throws {
    var rules = FragmentRules()
    rules.pendingMateLimit = 3
    var lines = (0..<400).flatMap { SAMLine.pair("n\($0)", 100 + $0 * 10, 115 + $0 * 10) }
    // Mates that never come are thrown out when the limit is met.
    lines += (0..<50).map { SAMLine.pair("lone\($0)", 2000 + $0 * 10, 2005 + $0 * 10)[0] }
    let sorted = sortedByCoordinate(lines)
    let count = try countLines(sorted, rules, order: "SO:coordinate")
    #expect(count.rows.count == 400 && count.dropped == ["mate_missing": 50])
    let folder = try TemporaryFolder()
    let path = try folder.file("a.sam", samText(lines.shuffled(), order: nil))
    #expect(
      message { _ = try countFile(path, rules) }.hasSuffix(
        ": more than 3 mates wait for their other half; expected records sorted by coordinate or "
          + "grouped by name, and a header that says so. Sort the file: samtools sort, or group "
          + "it: samtools collate"))
    let far = try folder.file(
      "b.sam",
      samText(
        (0..<4).map { SAMLine.pair("n\($0)", 100 + $0, 9000)[0] }, order: "SO:coordinate"))
    #expect(
      message { _ = try countFile(far, rules) }
        == "\(far): record 4: more than 3 mates wait for their other half; expected mates near "
        + "each other. Group the file by name: samtools collate, or raise the limit.")
  }

  @Test func manyMatesThatWaitAreAllFound() throws {
    // Tables grow, names are moved, and failed mates of far pairs are remembered.
    var generator = SeededGenerator(Seed(9))
    var lines: [SAMLine] = []
    for number in 0..<30_000 {
      let name = "a rather long name of a read \(number)"
      let quality = number % 3 == 0 ? (30, 2) : (30, 30)
      lines += SAMLine.pair(name, 1 + number % 5000, 20_000 + number % 7, quality: quality)
    }
    lines.shuffle(using: &generator)
    let count = try countLines(lines)
    #expect(count.countedReads == 20_000 && count.dropped == ["low_mapq": 10_000])
    let sorted = try countLines(sortedByCoordinate(lines), order: "SO:coordinate")
    #expect(sorted.summary == count.summary)
  }
}
