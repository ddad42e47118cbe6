/// What a row is used for.
///
/// Models are fitted on `train`, chosen on `validation` (early stopping, penalties) and judged on
/// `test`; the last two are held out.
public enum SplitRole: String, Hashable, Codable, Sendable, CaseIterable {
  case train
  case validation
  case test
}

/// Why a row belongs to no role. The raw value is the code in attrition tables.
public enum ExclusionReason: String, Hashable, Codable, Sendable, CaseIterable {
  /// The fragment lies across the edge of a listed region.
  case straddlesSplit = "straddles_split"
  /// The row names no chromosome and the policy is to exclude such rows.
  case noChromosome = "no_chromosome"
  /// Only part of the chromosome is listed and the row has no interval.
  case noInterval = "no_interval"
  /// Training regions are listed and the fragment is in no listed region.
  case notInSplit = "not_in_split"
  /// The label of the row is one that the split leaves out.
  case labelExcluded = "label_excluded"
  /// Other rows of the group have a role that wins over this row's.
  case groupCrossesSplit = "group_crosses_split"
  /// The fragment shares a base with a held-out fragment.
  case overlapsHeldOut = "overlaps_held_out"
  /// The sequence, or its reverse complement, is also held out.
  case sequenceInHeldOut = "sequence_in_held_out"
}

/// The place of a row in a split: a role, or the reason why it has none.
public enum RowRole: Hashable, Sendable {
  case member(SplitRole)
  case excluded(ExclusionReason)

  /// The role, nil for an excluded row.
  public var role: SplitRole? {
    if case .member(let role) = self { role } else { nil }
  }

  /// The reason of an excluded row.
  public var exclusion: ExclusionReason? {
    if case .excluded(let reason) = self { reason } else { nil }
  }

  /// A stable byte for files and digests: train 0, validation 1, test 2, excluded rows from 128 in
  /// the order of ``ExclusionReason``.
  public var byte: UInt8 {
    switch self {
    case .member(.train): 0
    case .member(.validation): 1
    case .member(.test): 2
    case .excluded(let reason):
      UInt8(128 + (ExclusionReason.allCases.firstIndex(of: reason) ?? 0))
    }
  }

  /// The place with a given byte, nil when no place has it.
  public init?(byte: UInt8) {
    switch byte {
    case 0: self = .member(.train)
    case 1: self = .member(.validation)
    case 2: self = .member(.test)
    default:
      let index = Int(byte) - 128
      guard ExclusionReason.allCases.indices.contains(index) else { return nil }
      self = .excluded(ExclusionReason.allCases[index])
    }
  }
}
