/// DNA sequences in the form a table stores them: 2 bits a base and runs of unknown bases.
public struct PackedSequences: Sendable, Hashable {
  /// Offsets of the sequences in bases, one more than there are sequences, starting at 0.
  public let offsets: [Int]
  /// Four bases a byte, the first in the lowest bits; A 0, C 1, G 2, T 3, unknown 0.
  public let packed: [UInt8]
  /// Runs of unknown bases as ranges of the concatenated bases, ascending.
  public let unknownRuns: [Range<Int>]

  /// Makes a value from its parts.
  public init(offsets: [Int], packed: [UInt8], unknownRuns: [Range<Int>]) {
    self.offsets = offsets
    self.packed = packed
    self.unknownRuns = unknownRuns
  }

  /// Number of sequences.
  public var count: Int { max(0, offsets.count - 1) }

  /// What contradicts itself in the parts, nil when nothing does.
  var contradiction: String? {
    guard let total = offsets.last, offsets.first == 0 else {
      return "the offsets do not start at 0"
    }
    if zip(offsets, offsets.dropFirst()).contains(where: { $0 > $1 }) {
      return "the offsets decrease"
    }
    if packed.count != (total + 3) / 4 {
      return "\(total) bases need \((total + 3) / 4) bytes, found \(packed.count)"
    }
    var end = 0
    for run in unknownRuns {
      if run.lowerBound < end || run.upperBound > total {
        return "the unknown runs overlap or leave the sequences"
      }
      end = run.upperBound
    }
    return nil
  }
}
