/// The strand of a fragment relative to the reference genome.
///
/// `unstranded` is the "." of BED: the strand is not known or has no meaning. A fragment's sequence
/// is always kept in transcript orientation, so the sequence of a `reverse` fragment is the
/// reverse complement of the reference.
public enum Strand: UInt8, Hashable, Sendable, CaseIterable {
  case forward = 0
  case reverse = 1
  case unstranded = 2

  /// Reads "+", "-" or ".", and the typographic minus "−"; anything else is nil.
  public init?(symbol: some StringProtocol) {
    switch symbol {
    case "+": self = .forward
    case "-", "−": self = .reverse
    case ".": self = .unstranded
    default: return nil
    }
  }

  /// "+", "-" or ".".
  public var symbol: String {
    switch self {
    case .forward: "+"
    case .reverse: "-"
    case .unstranded: "."
    }
  }
}
