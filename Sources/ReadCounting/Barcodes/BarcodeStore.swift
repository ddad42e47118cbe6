private import GenomicTypes
private import Sharding

/// What the words of one length come to.
struct BarcodeResult {
  var counted: CountedBarcodes
  var umis: UMISummary?
  var correction: CorrectionSummary?
}

/// The words of barcodes, each above the bits of its UMI, by barcode length.
struct BarcodeStore<Word: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  private let umiLength: Int
  private var counters: [Int: WordCounter<Word>] = [:]

  init(umiLength: Int) { self.umiLength = umiLength }

  private var umiBits: Int { 2 * umiLength }

  /// Adds the barcodes of one shard.
  mutating func add(_ tally: ExtractionTally) throws(BarcodeCountingError) {
    for (length, barcodes) in tally.barcodes.enumerated() where !barcodes.isEmpty {
      var words: [Word] = []
      words.reserveCapacity(barcodes.count)
      if umiLength == 0 {
        for barcode in barcodes { words.append(Word(truncatingIfNeeded: barcode)) }
      } else {
        let umis = tally.umis[length]
        for index in barcodes.indices {
          words.append(
            Word(truncatingIfNeeded: barcodes[index]) &<< Word(umiBits)
              | Word(truncatingIfNeeded: umis[index]))
        }
      }
      let bits = 2 * length + umiBits
      try counters[length, default: WordCounter(bits: bits)].add(words)
    }
  }

  /// The barcodes of one length; the store is used up.
  mutating func finish(
    _ length: Int, _ rule: UMIRule, _ correction: BarcodeCorrection?, threads: Int
  ) throws -> BarcodeResult {
    var counter = counters[length] ?? WordCounter(bits: 2 * length + umiBits)
    counters = [:]
    var table = try counter.finish()
    var summary: CorrectionSummary?
    if let correction {
      let (corrected, numbers) = try correction.corrected(
        table, umiBits: umiBits, length: length, threads: threads)
      (table, summary) = (corrected, numbers)
    }
    guard umiLength > 0 else {
      let counted = CountedBarcodes(
        length: length, barcodes: table.words.map { UInt64(truncatingIfNeeded: $0) },
        reads: table.counts)
      return BarcodeResult(counted: counted, correction: summary)
    }
    let groups = table.groups(umiBits: umiBits)
    let reads = try reads(of: table, groups)
    let molecules = try molecules(of: table, groups, rule.grouping, threads: threads)
    let (counts, umis) = Self.counts(
      molecules, distinct: table.words.count, rule, umiLength: umiLength)
    let counted = CountedBarcodes(
      length: length, barcodes: groups.barcodes, reads: reads, molecules: counts)
    return BarcodeResult(counted: counted, umis: umis, correction: summary)
  }

  private func reads(
    of table: CountedWords<Word>, _ groups: BarcodeGroups
  ) throws(BarcodeCountingError) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(groups.barcodes.count)
    for group in groups.barcodes.indices {
      var sum = 0
      for row in groups.rows(group) { sum += Int(table.counts[row]) }
      guard let reads = UInt32(exactly: sum) else { throw .tooManyReads }
      result.append(reads)
    }
    return result
  }

  /// Molecules of each barcode before any correction for collisions.
  private func molecules(
    of table: CountedWords<Word>, _ groups: BarcodeGroups, _ grouping: UMIRule.Grouping,
    threads: Int
  ) throws -> [Int] {
    if grouping == .distinct {
      return groups.barcodes.indices.map { groups.rows($0).count }
    }
    let ranges = shardRanges(count: groups.barcodes.count, shards: 256)
    let mask = Word(1) << Word(umiBits) &- 1
    let umiLength = self.umiLength
    return try shardedMap(shards: ranges.count, threads: threads) { shard in
      ranges[shard].map { group in
        let rows = groups.rows(group)
        if rows.count == 1 { return 1 }
        return DirectionalUMIs.groupCount(
          umis: table.words[rows].map { UInt64(truncatingIfNeeded: $0 & mask) },
          counts: Array(table.counts[rows]), length: umiLength)
      }
    }.flatMap { $0 }
  }

  private static func counts(
    _ molecules: [Int], distinct: Int, _ rule: UMIRule, umiLength: Int
  ) -> ([UInt32], UMISummary) {
    let collisions = UMICollisions(umiLength: umiLength)
    var expected = 0.0
    var saturated = 0
    var counts: [UInt32] = []
    counts.reserveCapacity(molecules.count)
    for observed in molecules {
      let estimate = collisions.molecules(distinct: observed)
      expected += estimate
      if collisions.isSaturated(distinct: observed) { saturated += 1 }
      counts.append(
        rule.correctsCollisions
          ? UInt32(clamping: Int(estimate.rounded())) : UInt32(clamping: observed))
    }
    let summary = UMISummary(
      length: umiLength, distinct: distinct, molecules: molecules.reduce(0, +),
      expectedMolecules: expected, saturatedBarcodes: saturated)
    return (counts, summary)
  }
}
