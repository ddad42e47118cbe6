/// A stretch of fixed length in the reads of one file.
///
/// ```swift
/// ReadPiece(length: 20)                                   // the first 20 bases of the first file
/// ReadPiece(file: 1, side: .end, offset: 2, length: 10)   // in front of the second file's last 2
/// ```
public struct ReadPiece: Hashable, Sendable {
  /// The end of the read that the offset counts from.
  public enum Side: String, Hashable, Sendable, CaseIterable {
    case start, end
  }

  /// File, counted from 0.
  public let file: Int
  /// The end of the read that `offset` counts from.
  public let side: Side
  /// Bases between that end and the piece.
  public let offset: Int
  /// Bases of the piece.
  public let length: Int

  /// Describes a piece; ``ReadStructure`` checks it.
  public init(file: Int = 0, side: Side = .start, offset: Int = 0, length: Int) {
    self.file = file
    self.side = side
    self.offset = offset
    self.length = length
  }

  /// Where the piece is in a read of `count` letters; shorter than `length` when it hangs over.
  func range(inReadOf count: Int) -> Range<Int> {
    switch side {
    case .start:
      let start = min(offset, count)
      return start..<min(start + length, count)
    case .end:
      let end = max(count - offset, 0)
      return max(end - length, 0)..<end
    }
  }

  /// Whether two pieces certainly share bases.
  func overlaps(_ other: ReadPiece) -> Bool {
    file == other.file && side == other.side && offset < other.offset + other.length
      && other.offset < offset + length
  }
}

extension ReadPiece: CustomStringConvertible {
  /// The piece in words: "bases 1 to 20 of file 1".
  public var description: String {
    switch side {
    case .start: "bases \(offset + 1) to \(offset + length) of file \(file + 1)"
    case .end where offset == 0: "the last \(length) bases of file \(file + 1)"
    case .end: "the \(length) bases before the last \(offset) of file \(file + 1)"
    }
  }
}
