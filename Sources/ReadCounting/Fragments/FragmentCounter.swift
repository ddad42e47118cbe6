public import GenomicTypes

/// Counts the distinct fragments of an alignment file, handed over batch by batch.
///
/// Every primary record ends in exactly one pair, and every pair in a fragment or under one reason:
/// that of the first of these tests that fails for either mate.
///
/// 1. `qc_fail`: flag 0x200. 2. `unpaired`: no flag 0x1, or not exactly one of 0x40 and 0x80.
/// 3. `unmapped`, `mate_unmapped`: both mates or one are not aligned (flag, no chromosome, or no base
/// of the reference covered). 4. `duplicate`: flag 0x400, with ``DuplicateRule/drop``.
/// 5. `contig_mismatch`, then `contig_excluded`. 6. `not_proper_pair`: no flag 0x2 where it is
/// required, or the forward mate does not start before the reverse mate ends. 7. `low_mapq`.
/// 8. `length_range`. 9. `mate_missing`. 10. `blacklist`. 11. `no_barcode`, `barcode_has_N`,
/// `barcode_length`. 12. `no_umi`, `umi_has_N`.
///
/// Mates have one name and point at each other: one is read 1 and the other read 2, and each says
/// that its mate is where the other is. A record whose mate is missing or says otherwise is a pair of
/// its own, dropped as `mate_missing` unless it fails an earlier test by itself. The result does not
/// depend on the order of the records, on the batches or on the threads, as long as no
/// two records share name, read number and place.
///
/// Coordinates come from both mates, never from the template length: from the smaller start to the
/// larger end, so mates that overlap, contain one another or reach past each other are all counted.
///
/// ```swift
/// var counter = try FragmentCounter(
///   chromosomeNames: ["chr1"], chromosomeLengths: [1000], order: .coordinate,
///   rules: FragmentRules(), source: "library.bam")
/// try counter.add(batch)  // mates of 10 bases at 100 and 200 (from 1), as often as wanted
/// let count = try counter.finish()  // one row: chr1, 99..<209
/// ```
///
/// Memory: 12 bytes per distinct fragment, or 29 per distinct combination of fragment, barcode and
/// UMI, and up to half of that again for what is not yet sorted; plus the mates that wait. At the end
/// the result adds 21 or 29 bytes a row. Time is O(n log n) in the fragments of 4 Mb.
public struct FragmentCounter: Sendable {
  private(set) var source: String
  let rules: FragmentRules
  private(set) var order: AlignmentOrder
  let chromosomeNames: [String]
  let chromosomeLengths: [Int]
  let isChromosomeCounted: [Bool]
  let blacklist: IntervalFilter
  let finder: BarcodeFinder?
  let marksDuplicates: Bool
  let lengths: ClosedRange<Int>

  var tally = FragmentTally()
  var pending = PendingMates()
  var failed = FailedMates()
  var bins: BinGrid<FragmentBin>
  var barcodedBins: BinGrid<BarcodedBin>
  /// Place of the current record in sorted input, 0 in other input.
  var cursor: UInt64 = 0
  /// Name of the group in input grouped by name.
  var groupName: [UInt8] = []
  /// Whether the current record begins a group.
  var isFirstOfGroup = false
  /// Whether mates of one name came apart in input that is said to be grouped by name.
  var hasBrokenGroup = false

  /// Prepares to count.
  ///
  /// - Parameters:
  ///   - chromosomeNames: as in the header; records index them.
  ///   - chromosomeLengths: bases of each; where reads are extended they end there.
  ///   - order: how the records come. Input that is said to be grouped by name and is not, is noticed
  ///     and counted right where fewer than 2²⁰ mates (or the limit) wait between two mates; those
  ///     further apart count as `mate_missing`. Sorted input is checked by its reader.
  ///   - source: what messages call the input.
  /// - Throws: ``FragmentCountingError`` when a rule names an unknown chromosome, or the blacklist
  ///   is on other chromosomes altogether.
  public init(
    chromosomeNames: [String], chromosomeLengths: [Int], order: AlignmentOrder,
    rules: FragmentRules, source: String = "alignments"
  ) throws(FragmentCountingError) {
    precondition(chromosomeNames.count == chromosomeLengths.count, "chromosome lengths")
    precondition(rules.pendingMateLimit > 0, "limit \(rules.pendingMateLimit)")
    self.source = source
    self.rules = rules
    self.order = order
    self.chromosomeNames = chromosomeNames
    self.chromosomeLengths = chromosomeLengths
    isChromosomeCounted = try Self.countedChromosomes(chromosomeNames, rules, source)
    blacklist = IntervalFilter(rules.blacklist, chromosomeNames: chromosomeNames)
    if !blacklist.isEmpty, !blacklist.isOnKnownChromosome {
      throw .foreignBlacklist(
        source: source, listed: Set(rules.blacklist.map(\.chromosome)).sorted(),
        present: chromosomeNames)
    }
    finder = rules.barcodes.map(BarcodeFinder.init)
    marksDuplicates = rules.duplicates == .mark
    lengths = rules.lengths ?? 1...Int.max
    bins = BinGrid(chromosomes: chromosomeNames.count, empty: FragmentBin())
    barcodedBins = BinGrid(chromosomes: chromosomeNames.count, empty: BarcodedBin())
  }

  /// Begins the next lane of the same library: mates are looked for in one lane, distinct UMIs in all of
  /// them together.
  ///
  /// - Throws: ``FragmentCountingError/laneChromosomes(source:)`` when its header has other chromosomes.
  public mutating func beginLane(
    chromosomeNames: [String], order: AlignmentOrder, source: String
  ) throws(FragmentCountingError) {
    guard chromosomeNames == self.chromosomeNames else { throw .laneChromosomes(source: source) }
    sweepAll()
    self.order = order
    self.source = source
    cursor = 0
    groupName = []
    isFirstOfGroup = false
    hasBrokenGroup = false
  }

  /// Takes the next records.
  ///
  /// - Throws: ``FragmentCountingError/tooManyPendingMates(source:record:limit:isSorted:)``.
  /// - Precondition: chromosome indices of the records are below the number of chromosomes.
  public mutating func add(_ batch: AlignmentBatch) throws(FragmentCountingError) {
    let skipped = AlignmentFlag.secondary | AlignmentFlag.supplementary
    for index in batch.records.indices {
      let record = batch.records[index]
      tally.records += 1
      if record.flags & skipped != 0 {
        if record.flags & AlignmentFlag.secondary != 0 {
          tally.secondary += 1
        } else {
          tally.supplementary += 1
        }
        continue
      }
      switch rules.pairing {
      case .bothMates: try pair(record, index, batch)
      case .singleEnd(let length): countRead(record, index, batch, extendedTo: length)
      case .tlenForward:
        if !record.isReverse { countTemplate(record, index, batch) }
      case .tlenRead1:
        if record.flags & AlignmentFlag.secondOfPair == 0 { countTemplate(record, index, batch) }
      }
    }
  }

  private static func countedChromosomes(
    _ names: [String], _ rules: FragmentRules, _ source: String
  ) throws(FragmentCountingError) -> [Bool] {
    for name in (rules.chromosomes ?? []) + rules.excludedChromosomes where !names.contains(name) {
      throw .unknownChromosome(source: source, name: name, present: names)
    }
    let allowed = rules.chromosomes.map(Set.init)
    let excluded = Set(rules.excludedChromosomes)
    return names.map { (allowed?.contains($0) ?? true) && !excluded.contains($0) }
  }
}
