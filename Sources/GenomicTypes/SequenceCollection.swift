/// Many DNA sequences in one compact value: 2 bits a base, unknown bases kept as runs.
///
/// Base codes are A 0, C 1, G 2, T 3 and `unknown` 4 (N or any other letter). Sequences are in
/// transcript orientation. Memory: a quarter byte per base plus 16 bytes per run of unknown bases.
///
/// ```swift
/// var collection = SequenceCollection()
/// collection.append(letters: "ACGTN".utf8)
/// collection.codes(at: 0)                   // [0, 1, 2, 3, 4]
/// collection.reverseComplementCodes(at: 0)  // [4, 0, 1, 2, 3]
/// ```
public struct SequenceCollection: Hashable, Sendable {
  /// Code of a base that is not A, C, G or T.
  public static let unknown: UInt8 = 4

  /// Offsets of the sequences in bases, `count + 1` values starting at 0.
  public private(set) var offsets: [Int]
  /// Four bases a byte, the first in the lowest bits; unknown bases are stored as 0.
  public private(set) var packed: [UInt8]
  /// Runs of unknown bases as ranges of the concatenated bases, ascending, never touching.
  public private(set) var unknownRuns: [Range<Int>]

  /// An empty collection.
  public init() {
    offsets = [0]
    packed = []
    unknownRuns = []
  }

  /// A collection from its stored parts, or nil when they contradict each other.
  public init?(offsets: [Int], packed: [UInt8], unknownRuns: [Range<Int>]) {
    guard let total = offsets.last, offsets.first == 0, packed.count == (total + 3) / 4,
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }),
      zip(unknownRuns, unknownRuns.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound }),
      unknownRuns.allSatisfy({ $0.lowerBound >= 0 && $0.upperBound <= total })
    else { return nil }
    self.offsets = offsets
    self.packed = packed
    self.unknownRuns = unknownRuns
  }

  /// Number of sequences.
  public var count: Int { offsets.count - 1 }

  /// Number of bases of all sequences.
  public var totalLength: Int { offsets[offsets.count - 1] }

  /// Number of bases of one sequence.
  public func length(at index: Int) -> Int { offsets[index + 1] - offsets[index] }

  /// Appends a sequence given as base codes; every code above 3 counts as unknown.
  public mutating func append(codes: [UInt8]) { append(codes: codes[...]) }

  /// Appends a sequence given as base codes; every code above 3 counts as unknown.
  public mutating func append(codes: ArraySlice<UInt8>) {
    var position = totalLength
    for code in codes {
      let base: UInt8 = code > 3 ? 0 : code
      if code > 3 { extendUnknownRun(at: position) }
      if position & 3 == 0 {
        packed.append(base)
      } else {
        packed[position >> 2] |= base << UInt8((position & 3) * 2)
      }
      position += 1
    }
    offsets.append(position)
  }

  /// Appends a sequence given as letters; lower case is accepted, other letters count as unknown.
  public mutating func append(letters: some Sequence<UInt8>) {
    append(codes: letters.map { BaseCode.code(ofLetter: $0) })
  }

  private mutating func extendUnknownRun(at position: Int) {
    let start = offsets[offsets.count - 1]
    if let last = unknownRuns.last, last.upperBound == position, position > start {
      unknownRuns[unknownRuns.count - 1] = last.lowerBound..<(position + 1)
    } else {
      unknownRuns.append(position..<(position + 1))
    }
  }

  /// The base codes of one sequence.
  ///
  /// - Complexity: O(length + log runs).
  public func codes(at index: Int) -> [UInt8] {
    let start = offsets[index]
    let end = offsets[index + 1]
    var codes = [UInt8](repeating: 0, count: end - start)
    for position in start..<end {
      codes[position - start] = packed[position >> 2] >> UInt8((position & 3) * 2) & 3
    }
    var run = firstRun(endingAfter: start)
    while run < unknownRuns.count, unknownRuns[run].lowerBound < end {
      for position in unknownRuns[run].clamped(to: start..<end) {
        codes[position - start] = Self.unknown
      }
      run += 1
    }
    return codes
  }

  /// The base codes of the reverse complement of one sequence.
  public func reverseComplementCodes(at index: Int) -> [UInt8] {
    BaseCode.reverseComplement(codes(at: index))
  }

  /// One sequence in upper-case letters, unknown bases as N.
  public func letters(at index: Int) -> String {
    String(decoding: codes(at: index).map { BaseCode.letter(ofCode: $0) }, as: UTF8.self)
  }

  /// The sequences at the given rows, in that order.
  public func selecting(_ rows: some Sequence<Int>) -> SequenceCollection {
    var selection = SequenceCollection()
    for row in rows { selection.append(codes: codes(at: row)) }
    return selection
  }

  private func firstRun(endingAfter position: Int) -> Int {
    var low = 0
    var high = unknownRuns.count
    while low < high {
      let middle = (low + high) / 2
      if unknownRuns[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
