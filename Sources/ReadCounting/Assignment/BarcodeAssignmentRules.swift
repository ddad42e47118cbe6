/// When a barcode that was read with a library's fragments or oligos belongs to one of them.
///
/// All reads of a barcode are grouped by where they lie (or by their oligo). The support of a group
/// is its reads; the total of a barcode is all its reads.
///
/// ```swift
/// // 9 reads at one place and 1 at another: 9 / 10 ≥ 0.75, kept at the first place
/// // 2 and 2: barcode_tie; 3 and 2: 3 / 5 < 0.75, barcode_multi_position
/// let rules = BarcodeAssignmentRules.fragments
/// ```
public struct BarcodeAssignmentRules: Hashable, Sendable {
  /// How the group of a barcode is chosen.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// The best-supported group, if it has the minimum support and share of the reads, and no other
    /// has as many reads.
    case fraction
    /// The best-supported group, always: minimum support and share do not apply. Ties go to the
    /// higher mapping quality, then to the lower position or the first oligo by name. As in the
    /// SuRE pipeline.
    case majority
    /// The only group: a barcode seen with a second one, even once, is dropped. As in esMPRA. The
    /// minimum support applies, the share does not.
    case unique
  }

  /// How the group of a barcode is chosen.
  public var rule: Rule
  /// Fewest reads that the chosen group must have.
  public var minimumSupport: UInt32
  /// Smallest share of the barcode's reads that the chosen group must have, from 0 to 1.
  public var minimumFraction: Double
  /// Positions on one strand whose starts and whose ends differ by at most this many bases are one
  /// group; 0 for equal positions only. Of no meaning for oligos.
  public var positionTolerance: Int32

  /// Makes rules.
  public init(
    rule: Rule = .fraction, minimumSupport: UInt32, minimumFraction: Double = 0.75,
    positionTolerance: Int32 = 0
  ) {
    self.rule = rule
    self.minimumSupport = minimumSupport
    self.minimumFraction = minimumFraction
    self.positionTolerance = positionTolerance
  }

  /// The defaults for genomic fragments: 1 read, three quarters of the reads, equal positions.
  public static let fragments = BarcodeAssignmentRules(minimumSupport: 1)
  /// The defaults for designed oligos: 3 reads, three quarters of the reads.
  public static let oligos = BarcodeAssignmentRules(minimumSupport: 3)

  /// Checks the ranges.
  ///
  /// - Throws: ``BarcodeJoinError/parameter(name:found:expected:)``.
  public func validate() throws(BarcodeJoinError) {
    guard minimumSupport >= 1 else {
      throw .parameter(
        name: "minimum support", found: "\(minimumSupport)", expected: "at least 1 read")
    }
    guard minimumFraction >= 0, minimumFraction <= 1 else {
      throw .parameter(
        name: "minimum fraction", found: "\(minimumFraction)", expected: "a number from 0 to 1")
    }
    guard positionTolerance >= 0 else {
      throw .parameter(
        name: "position tolerance", found: "\(positionTolerance)",
        expected: "a number of bases, at least 0")
    }
  }
}

/// Why a barcode is not assigned.
public enum UnassignedReason: UInt8, Hashable, Sendable, CaseIterable {
  /// Its best group has fewer reads than the minimum.
  case lowSupport
  /// Its best two groups have equally many reads.
  case tie
  /// Its reads are spread over several groups.
  case multiPosition

  /// The code in attrition and lists.
  public var code: String {
    switch self {
    case .lowSupport: "barcode_low_support"
    case .tie: "barcode_tie"
    case .multiPosition: "barcode_multi_position"
    }
  }
}
