import GenomicTypes
import GenomicsIO
import ReadCounting
import TestSupport
import Testing

struct FragmentCounterTests {
  /// A pair that counts, so that tests of what is dropped have something left.
  private let good = SAMLine.pair("good", 100, 200)
  private let goodRow = "chr1:99-209 + 1 q30"

  @Test func pairsOfOnePlaceAndStrandAreOneFragment() throws {
    let lines =
      SAMLine.pair("a", 100, 200, quality: (20, 42))
      + SAMLine.pair("b", 100, 200, quality: (31, 30))
      + SAMLine.pair("c", 100, 200, flags: (163, 83)) + SAMLine.pair("d", 50, 300)
    let count = try countLines(lines)
    #expect(
      count.rows == [
        "chr1:49-309 + 1 q30", "chr1:99-209 + 2 q30", "chr1:99-209 - 1 q30",
      ])
    #expect(
      count.attrition == [
        try AttritionNode(step: "alignments", unit: "record", entered: 8, left: 8, dropped: [:]),
        AttritionNode(step: "pairing", collapsing: 8, into: 4, unit: "pair"),
        try AttritionNode(step: "filters", unit: "pair", entered: 4, left: 4, dropped: [:]),
        AttritionNode(step: "fragments", collapsing: 4, into: 3, unit: "fragment"),
      ])
    #expect(count.readsOfLength == [110: 3, 260: 1] && count.rowsWithReads == [1: 2, 2: 1])
    #expect(count.countedReads == 4 && count.readsOfBarcodeLength.isEmpty)
  }

  @Test func strandIsThatOfTheReadAskedFor() throws {
    let lines = good + SAMLine.pair("b", 100, 200, flags: (163, 83))
    var rules = FragmentRules()
    rules.strand = .read2
    #expect(try countLines(good, rules).rows == ["chr1:99-209 - 1 q30"])
    rules.strand = .none
    #expect(try countLines(lines, rules).rows == ["chr1:99-209 . 2 q30"])
  }

  @Test func everyOperationThatConsumesTheReferenceCounts() throws {
    let lines = SAMLine.pair("a", 100, 300, cigar: ("5S10M", "3H2M1I4D5N2=1X2P4M2S"))
    #expect(try countLines(lines).rows == ["chr1:99-317 + 1 q30"])
  }

  @Test func secondaryAndSupplementaryRecordsLeaveBeforePairing() throws {
    var extra = good
    (extra[0].flags, extra[1].flags) = (99 | 0x100, 147 | 0x800)
    var both = good[0]
    both.flags = 99 | 0x900
    let count = try countLines(extra + [both] + good)
    #expect(count.rows == [goodRow])
    #expect(
      count.attrition[0]
        == (try AttritionNode(
          step: "alignments", unit: "record", entered: 5, left: 2,
          dropped: ["secondary": 2, "supplementary": 1])))
  }

  /// Drops of a pair, the pair that counts aside, in all orders.
  private func drops(_ lines: [SAMLine], _ rules: FragmentRules = FragmentRules()) throws
    -> [String: Int]
  {
    let all = lines + good
    let count = try countLines(all, rules)
    #expect(count.rows == [goodRow])
    for other in [
      try countLines(all.reversed(), rules),
      try countLines(sortedByCoordinate(all), rules, order: "SO:coordinate"),
      try countLines(sortedByCoordinate(all.reversed()), rules, order: "SO:coordinate"),
      try countLines(lines.sorted { $0.name < $1.name } + good, rules, order: "SO:queryname"),
    ] { #expect(other.summary == count.summary) }
    return count.dropped
  }

  @Test func aPairHasTheReasonOfTheFirstTestThatEitherMateFails() throws {
    // Read 2 fails an earlier test than read 1, and the other way round.
    #expect(
      try drops(SAMLine.pair("x", 100, 200, quality: (3, 30), flags: (99, 147 | 0x200)))
        == ["qc_fail": 1])
    #expect(
      try drops(SAMLine.pair("x", 100, 200, quality: (30, 3), flags: (99 | 0x200, 147)))
        == ["qc_fail": 1])
    #expect(try drops(SAMLine.pair("x", 100, 200, quality: (30, 19))) == ["low_mapq": 1])
    #expect(try drops(SAMLine.pair("x", 100, 200, quality: (19, 30))) == ["low_mapq": 1])
    #expect(try drops(SAMLine.pair("x", 100, 200, flags: (97, 145))) == ["not_proper_pair": 1])
    #expect(try drops(SAMLine.pair("x", 100, 200, flags: (99, 145))) == ["not_proper_pair": 1])
  }

  @Test func readsThatAreNotOfAPairAreUnpaired() throws {
    var single = good[0]
    (single.name, single.flags) = ("x", 0)
    #expect(try drops([single]) == ["unpaired": 1])
    // Flags that name no read, or both, make no pair either; here each record is by itself.
    #expect(try drops(SAMLine.pair("x", 100, 200, flags: (35, 19))) == ["unpaired": 2])
    #expect(try drops(SAMLine.pair("x", 100, 200, flags: (99 | 128, 147 | 64))) == ["unpaired": 2])
    // One of two mates is flagged as single: the other one misses it.
    #expect(
      try drops(SAMLine.pair("x", 100, 200, flags: (98, 147)))
        == ["unpaired": 1, "mate_missing": 1])
  }

  @Test func unmappedMatesAreToldApart() throws {
    var (mapped, unmapped) = (good[0], good[1])
    (mapped.name, mapped.flags, mapped.matePosition) = ("x", 73, 100)
    (unmapped.name, unmapped.flags, unmapped.position) = ("x", 133, 100)
    (unmapped.cigar, unmapped.quality) = ("*", 0)
    #expect(try drops([mapped, unmapped]) == ["mate_unmapped": 1])
    // The unmapped mate without a place; and mates that are not in the file.
    (unmapped.chromosome, unmapped.position) = ("*", 0)
    (unmapped.mateChromosome, mapped.mateChromosome, mapped.matePosition) = ("chr1", "*", 0)
    #expect(try drops([mapped, unmapped]) == ["mate_unmapped": 1])
    #expect(try drops([mapped]) == ["mate_unmapped": 1])
    #expect(try drops([unmapped]) == ["mate_unmapped": 1])
    var (one, two) = (unmapped, unmapped)
    (one.flags, two.flags) = (77, 141)
    (one.mateChromosome, one.matePosition, two.mateChromosome, two.matePosition) = ("*", 0, "*", 0)
    #expect(try drops([one, two]) == ["unmapped": 1])
    #expect(try drops([two]) == ["unmapped": 1])
  }

  @Test func alignmentsWithoutReferenceBasesAreUnmapped() throws {
    #expect(try drops(SAMLine.pair("x", 100, 200, cigar: ("10M", "10S"))) == ["mate_unmapped": 1])
    // htslib flags a record without CIGAR as unmapped, which its mate does not know.
    #expect(
      try drops(SAMLine.pair("x", 100, 200, cigar: ("*", "10M")))
        == ["mate_unmapped": 1, "mate_missing": 1])
  }

  @Test func contradictingFlagsLeaveEachRecordByItself() throws {
    // Read 2 says it is unmapped, read 1 does not know.
    let lines = SAMLine.pair("x", 100, 200, flags: (99, 151))
    #expect(try drops(lines) == ["mate_missing": 1, "mate_unmapped": 1])
  }

  @Test func matesOnTwoChromosomesMismatch() throws {
    var lines = SAMLine.pair("x", 100, 200)
    (lines[0].mateChromosome, lines[1].chromosome, lines[1].mateChromosome) = (
      "chr2", "chr2", "chr1"
    )
    #expect(try drops(lines) == ["contig_mismatch": 1])
    #expect(try drops([lines[0]]) == ["contig_mismatch": 1])
    #expect(try drops([lines[1]]) == ["contig_mismatch": 1])
    lines[1].flags |= 0x200
    #expect(try drops(lines) == ["qc_fail": 1])
  }

  @Test func chromosomesAreChosenByName() throws {
    var elsewhere = SAMLine.pair("x", 100, 200)
    (elsewhere[0].chromosome, elsewhere[1].chromosome) = ("chrM", "chrM")
    var rules = FragmentRules()
    rules.excludedChromosomes = ["chrM"]
    #expect(try drops(elsewhere, rules) == ["contig_excluded": 1])
    rules = FragmentRules()
    rules.chromosomes = ["chr1", "chr2"]
    #expect(try drops(elsewhere, rules) == ["contig_excluded": 1])
  }

  @Test func matesMustFaceEachOther() throws {
    // Both forward; flags that wrongly say that they face each other.
    #expect(try drops(SAMLine.pair("x", 100, 200, flags: (67, 131))) == ["not_proper_pair": 1])
    #expect(try drops(SAMLine.pair("x", 100, 200, flags: (99, 163))) == ["not_proper_pair": 1])
    // Back to back.
    #expect(try drops(SAMLine.pair("x", 100, 200, flags: (83, 163))) == ["not_proper_pair": 1])
    // The reason comes before mapping quality, whichever mate has the low one.
    for quality in [(3, 30), (30, 3), (3, 3)] {
      for flags in [(83, 163), (99, 163), (67, 131)] {
        #expect(
          try drops(SAMLine.pair("x", 100, 200, quality: quality, flags: flags))
            == ["not_proper_pair": 1])
      }
    }
    var rules = FragmentRules()
    rules.requiresProperPair = false
    #expect(
      try drops(SAMLine.pair("x", 100, 200, flags: (81, 161)), rules) == ["not_proper_pair": 1])
    #expect(
      try countLines(SAMLine.pair("x", 100, 200, flags: (97, 145)), rules).rows == [goodRow])
  }

  @Test func overlappingContainedAndDovetailedMatesAreFragments() throws {
    let lines =
      SAMLine.pair("overlap", 1000, 1005)
      + SAMLine.pair("same place", 2000, 2000)
      + SAMLine.pair("contained", 3000, 3002, cigar: ("10M", "5M"))
      // The reverse mate starts 4 bases before the forward mate.
      + SAMLine.pair("dovetailed", 4000, 4004, flags: (147, 99))
    #expect(
      try countLines(lines).rows == [
        "chr1:999-1014 + 1 q30", "chr1:1999-2009 + 1 q30", "chr1:2999-3009 + 1 q30",
        "chr1:3999-4013 + 1 q30",
      ])
    // Ends that touch but do not pass each other are back to back.
    #expect(
      try drops(SAMLine.pair("x", 4000, 4010, flags: (147, 99))) == ["not_proper_pair": 1])
  }

  @Test func missingMatesAndRecordsThatPointElsewhereAreMissing() throws {
    #expect(try drops([SAMLine.pair("x", 100, 200)[0]]) == ["mate_missing": 1])
    #expect(try drops([SAMLine.pair("x", 100, 200)[1]]) == ["mate_missing": 1])
    var lines = SAMLine.pair("x", 100, 200)
    lines[0].matePosition = 201
    #expect(try drops(lines) == ["mate_missing": 2])
    lines = SAMLine.pair("x", 100, 200)
    lines[1].name = "y"
    #expect(try drops(lines) == ["mate_missing": 2])
    lines[1].quality = 0
    #expect(try drops(lines) == ["mate_missing": 1, "low_mapq": 1])
  }

  @Test func twoRecordsThatClaimToBeRead1AreNoPair() throws {
    #expect(try drops(SAMLine.pair("x", 100, 200, flags: (99, 83))) == ["mate_missing": 2])
    // The real mate is found beside the impostor.
    let lines = SAMLine.pair("x", 100, 100) + [SAMLine.pair("x", 100, 100, flags: (99, 83))[1]]
    let count = try countLines(lines)
    #expect(count.rows == ["chr1:99-109 + 1 q30"] && count.dropped == ["mate_missing": 1])
  }

  @Test func unavailableMappingQualityPassesUnlessItIsDropped() throws {
    let lines = SAMLine.pair("x", 500, 600, quality: (255, 42))
    #expect(try countLines(lines).rows == ["chr1:499-609 + 1 q0"])
    var rules = FragmentRules()
    rules.keepsUnavailableMappingQuality = false
    #expect(try drops(lines, rules) == ["low_mapq": 1])
    rules = FragmentRules()
    rules.minimumMappingQuality = 31
    #expect(try countLines(lines + good, rules).dropped == ["low_mapq": 1])
  }

  @Test func lengthsIncludeBothEndsOfTheirRange() throws {
    let lines = [109, 110, 111].flatMap { SAMLine.pair("\($0)", 1000, 990 + $0) }
    var rules = FragmentRules()
    rules.lengths = 110...110
    let count = try countLines(lines, rules)
    #expect(count.rows == ["chr1:999-1109 + 1 q30"] && count.dropped == ["length_range": 2])
    // Far mates are known from the first one, also when the other is missing.
    #expect(try drops(SAMLine.pair("x", 1000, 90_000), rules) == ["length_range": 1])
    #expect(try drops([SAMLine.pair("x", 1000, 90_000)[1]], rules) == ["length_range": 1])
    #expect(
      try drops(SAMLine.pair("x", 1000, 90_000, quality: (30, 1)), rules) == ["low_mapq": 1])
  }

  @Test func fragmentsThatShareABaseWithTheBlacklistLeave() throws {
    let lines = [100, 110, 111, 220, 221].flatMap { SAMLine.pair("\($0)", $0, $0 + 100) }
    var rules = FragmentRules()
    rules.blacklist = [
      GenomicInterval(chromosome: "chr1", start: 215, end: 217),
      GenomicInterval(chromosome: "chr1", start: 216, end: 219),
      GenomicInterval(chromosome: "chr1", start: 330, end: 330),
      GenomicInterval(chromosome: "chr9", start: 0, end: 1000),
    ]
    // Ends 209 and 219 and starts 219 and 220: only [109, 219) and [110, 220) reach 215..<219.
    let count = try countLines(lines, rules)
    #expect(count.dropped == ["blacklist": 2])
    #expect(
      count.rows == ["chr1:99-209 + 1 q30", "chr1:219-329 + 1 q30", "chr1:220-330 + 1 q30"])
  }

  @Test func duplicatesAreKeptDroppedOrMarked() throws {
    let lines =
      good + SAMLine.pair("one", 100, 200, flags: (99 | 0x400, 147))
      + SAMLine.pair("both", 100, 200, flags: (99 | 0x400, 147 | 0x400))
      + SAMLine.pair("low", 100, 200, quality: (1, 1), flags: (99, 147 | 0x400))
      + SAMLine.pair("failed", 100, 200, flags: (99 | 0x600, 147 | 0x400))
    var rules = FragmentRules()
    let kept = try countLines(lines)
    #expect(kept.rows == ["chr1:99-209 + 3 q30"])
    // Four pairs reach the test; the one that failed quality checks does not.
    #expect(kept.examinedForDuplicates == 4 && kept.flaggedAsDuplicates == 3)
    #expect(kept.duplicateFraction == 0.75)
    rules.duplicates = .mark
    #expect(try countLines(lines, rules).rows == ["chr1:99-209 + 3 q30 d2"])
    rules.duplicates = .drop
    let dropped = try countLines(lines, rules)
    #expect(dropped.rows == [goodRow])
    #expect(dropped.dropped == ["duplicate": 3, "qc_fail": 1])
    #expect(dropped.examinedForDuplicates == 4 && dropped.flaggedAsDuplicates == 3)
  }

  @Test func fragmentsAreSortedAcrossBinsAndChromosomes() throws {
    let starts = [90_000_000, 4_194_305, 4_194_304, 4_194_303, 1]
    var lines = starts.flatMap { SAMLine.pair("\($0)", $0, $0 + 100) }
    var other = SAMLine.pair("other", 5, 100)
    (other[0].chromosome, other[1].chromosome) = ("chr2", "chr2")
    lines = other + lines
    let expected = [
      "chr1:0-110 + 1 q30", "chr1:4194302-4194412 + 1 q30", "chr1:4194303-4194413 + 1 q30",
      "chr1:4194304-4194414 + 1 q30", "chr1:89999999-90000109 + 1 q30", "chr2:4-109 + 1 q30",
    ]
    #expect(try countLines(lines).rows == expected)
    #expect(
      try countLines(sortedByCoordinate(lines), order: "SO:coordinate").rows == expected)
  }
}
