import GenomicTypes

/// Which letters stand for bases.
enum BaseLetters {
  /// Code of a letter that stands for no base.
  static let invalid: UInt8 = 255

  /// Codes by letter: A, C, G, T of either case 0 to 3; N and the other IUPAC letters for an
  /// uncertain base 4; everything else `invalid`. U is invalid: RNA is not silently DNA.
  static let codes: [UInt8] = {
    var codes = [UInt8](repeating: invalid, count: 256)
    for letter in "NRYSWKMBDHVnryswkmbdhv".utf8 { codes[Int(letter)] = SequenceCollection.unknown }
    for letter in "ACGTacgt".utf8 { codes[Int(letter)] = BaseCode.code(ofLetter: letter) }
    return codes
  }()

  /// Where the first byte lies that stands for no base, nil when there is none.
  static func firstInvalid(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    let codes = self.codes
    for position in range where codes[Int(bytes[position])] == invalid { return position }
    return nil
  }
}

/// Builds a `SequenceCollection` from letters or from pieces of other collections, quickly.
///
/// Every `append` adds one sequence; `extend` adds to the sequence that the next
/// `endSequence` closes.
struct PackedBaseBuilder {
  private var offsets = [0]
  private var packed: [UInt8] = []
  private var unknownRuns: [Range<Int>] = []
  private var length = 0

  /// Number of closed sequences.
  var count: Int { offsets.count - 1 }
  /// Bases added since the last closed sequence.
  var openLength: Int { length - offsets[offsets.count - 1] }

  /// The sequences built so far.
  func collection() -> SequenceCollection {
    guard
      let collection = SequenceCollection(
        offsets: offsets, packed: packed, unknownRuns: unknownRuns)
    else { preconditionFailure("\(count) sequences, \(length) bases") }
    return collection
  }

  /// Adds a sequence given as letters; letters that stand for no base count as unknown.
  mutating func append(letters: [UInt8], _ range: Range<Int>) {
    extend(letters: letters, range)
    endSequence()
  }

  /// Closes the sequence to which letters were added.
  mutating func endSequence() { offsets.append(length) }

  /// Adds letters to the open sequence.
  mutating func extend(letters: [UInt8], _ range: Range<Int>) {
    let codes = BaseLetters.codes
    grow(by: range.count)
    for position in range {
      put(min(codes[Int(letters[position])], SequenceCollection.unknown))
    }
  }

  /// Adds a sequence given as codes, read backwards and complemented for the reverse strand.
  mutating func append(codes: [UInt8], _ range: Range<Int>, reversed: Bool) {
    grow(by: range.count)
    if reversed {
      for position in range.reversed() {
        let code = codes[position]
        put(code > 3 ? code : 3 - code)
      }
    } else {
      for position in range { put(codes[position]) }
    }
    endSequence()
  }

  /// Adds a piece of a collection's concatenated bases as one sequence.
  mutating func append(
    bases range: Range<Int>, of source: SequenceCollection, reversed: Bool = false
  ) {
    append(codes: source.codes(inBases: range), 0..<range.count, reversed: reversed)
  }

  /// Adds the closed sequences of another builder.
  ///
  /// - Precondition: neither has an open sequence.
  mutating func append(_ other: PackedBaseBuilder) {
    precondition(openLength == 0 && other.openLength == 0, "an open sequence")
    let start = length
    let shift = UInt8((start & 3) * 2)
    if shift == 0 {
      packed += other.packed
    } else {
      grow(by: other.length)
      let first = start >> 2
      for (index, byte) in other.packed.enumerated() {
        packed[first + index] |= byte << shift
        if first + index + 1 < packed.count { packed[first + index + 1] |= byte >> (8 - shift) }
      }
    }
    offsets.append(contentsOf: other.offsets.dropFirst().lazy.map { $0 + start })
    unknownRuns.append(
      contentsOf: other.unknownRuns.lazy.map { ($0.lowerBound + start)..<($0.upperBound + start) })
    length += other.length
  }

  private mutating func grow(by bases: Int) {
    let bytes = (length + bases + 3) / 4
    if bytes > packed.count {
      packed.append(contentsOf: repeatElement(0, count: bytes - packed.count))
    }
  }

  @inline(__always) private mutating func put(_ code: UInt8) {
    if code < 4 {
      packed[length >> 2] |= code << UInt8(truncatingIfNeeded: (length & 3) &* 2)
    } else {
      addUnknown()
    }
    length += 1
  }

  private mutating func addUnknown() {
    if let last = unknownRuns.last, last.upperBound == length, openLength > 0 {
      unknownRuns[unknownRuns.count - 1] = last.lowerBound..<(length + 1)
    } else {
      unknownRuns.append(length..<(length + 1))
    }
  }
}

extension SequenceCollection {
  /// The codes of a range of the concatenated bases.
  ///
  /// - Complexity: O(length + log runs).
  func codes(inBases range: Range<Int>) -> [UInt8] {
    let (packed, runs) = (self.packed, unknownRuns)
    var codes = [UInt8](repeating: 0, count: range.count)
    for index in codes.indices {
      let position = range.lowerBound + index
      codes[index] =
        packed[position >> 2] >> UInt8(truncatingIfNeeded: (position & 3) &* 2) & 3
    }
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    while low < runs.count, runs[low].lowerBound < range.upperBound {
      for position in runs[low].clamped(to: range) {
        codes[position - range.lowerBound] = Self.unknown
      }
      low += 1
    }
    return codes
  }
}
