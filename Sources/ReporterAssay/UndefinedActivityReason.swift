/// Why an activity is not defined, in order of precedence: the first that applies is the one given.
public enum UndefinedActivityReason: String, Hashable, Codable, Sendable, CaseIterable {
  /// The input has no DNA or no RNA count, or no given activity, for this fragment.
  case notObserved = "not_observed"
  /// The DNA or RNA library of the replicate holds no count at all.
  case emptyLibrary = "empty_library"
  /// Fewer barcodes than required.
  case belowMinimumBarcodes = "below_min_barcodes"
  /// Less input DNA than required.
  case belowMinimumDNA = "below_min_dna"
  /// Less RNA than required.
  case belowMinimumRNA = "below_min_rna"
  /// A count of 0 without pseudocount: the ratio or its logarithm does not exist.
  case zeroCount = "zero_count"
  /// Enough replicates failed that the value of the cell type is not defined.
  case tooFewReplicates = "too_few_replicates"

  /// Position in the order of precedence.
  private var precedence: Int {
    switch self {
    case .notObserved: 0
    case .emptyLibrary: 1
    case .belowMinimumBarcodes: 2
    case .belowMinimumDNA: 3
    case .belowMinimumRNA: 4
    case .zeroCount: 5
    case .tooFewReplicates: 6
    }
  }

  /// The reason that comes first in the order of precedence.
  static func first(_ known: Self?, _ other: Self) -> Self {
    guard let known else { return other }
    return known.precedence <= other.precedence ? known : other
  }
}
