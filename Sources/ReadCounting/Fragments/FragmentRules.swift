public import GenomicTypes

/// Which alignments make a fragment, and which fragments count.
///
/// ```swift
/// var rules = FragmentRules()
/// rules.lengths = 50...1000
/// rules.duplicates = .drop
/// ```
public struct FragmentRules: Sendable {
  /// What makes a fragment.
  public var pairing = FragmentPairing.bothMates
  /// What happens to reads marked as duplicates.
  public var duplicates = DuplicateRule.keep
  /// Lowest mapping quality, of the worse mate of a pair.
  public var minimumMappingQuality: UInt8 = 20
  /// Whether reads without a mapping quality (255) pass.
  public var keepsUnavailableMappingQuality = true
  /// Whether both mates must be flagged as a proper pair. Mates must face each other in any case.
  public var requiresProperPair = true
  /// Where the strand of a fragment comes from.
  public var strand = FragmentStrandRule.read1
  /// Allowed lengths in bases, both ends included; nil allows all.
  public var lengths: ClosedRange<Int>?
  /// Chromosomes that count; nil counts all that are not excluded.
  public var chromosomes: [String]?
  /// Chromosomes that do not count.
  public var excludedChromosomes: [String] = []
  /// Fragments that share a base with one of these do not count.
  public var blacklist: [GenomicInterval] = []
  /// Where barcodes and UMIs are; nil counts fragments without.
  public var barcodes: BarcodeRules?
  /// Most mates kept while their other half has not been seen.
  public var pendingMateLimit = 10_000_000

  /// The usual rules: both mates in a proper pair, mapping quality 20, duplicates kept.
  public init() {}
}

/// What makes a fragment.
public enum FragmentPairing: Hashable, Sendable {
  /// Both mates, present as primary records that point at each other: from the first base of the
  /// one to the last of the other.
  case bothMates
  /// The forward mate alone and its template length (parity with other tools).
  case tlenForward
  /// Read 1 alone and its template length (parity with other tools).
  case tlenRead1
  /// Every read by itself; with a length, it is extended downstream or cut to that many bases, and
  /// ends where the chromosome does.
  case singleEnd(fragmentLength: Int?)
}

/// What happens to reads marked as duplicates (flag 0x400); a pair is one when either mate is.
public enum DuplicateRule: String, Hashable, Sendable, CaseIterable {
  /// They count as all others: where the number of identical fragments is the DNA count.
  case keep
  /// They are dropped: where the unit is the distinct molecule.
  case drop
  /// They count, and are counted once more in a column of their own.
  case mark
}

/// Where the strand of a fragment comes from.
public enum FragmentStrandRule: String, Hashable, Sendable, CaseIterable {
  /// The strand of read 1, and of a read that is not paired.
  case read1
  /// The strand of read 2, and the opposite of a read that is not paired.
  case read2
  /// Fragments have no strand.
  case none
}
