import Wording

/// Where a read name holds its barcode and UMI.
///
/// A pattern is literal text with `*` for any text, also none, and the places `{barcode}` and
/// `{umi}`, each a run of one or more letters. It must describe the whole name. Where a name fits
/// in several ways the earliest `*` takes as much as it can.
///
/// ```swift
/// let pattern = try ReadNamePattern("*_{barcode}_{umi}")
/// pattern.match(Array("run:1:22_ACGT_TTG".utf8))  // barcode 9..<13, umi 14..<17
/// ```
public struct ReadNamePattern: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case literal(UInt8)
    case anything
    case barcode
    case umi

    /// Whether its length is not fixed.
    var isOpen: Bool { if case .literal = self { false } else { true } }
  }

  /// Where the parts of a name lie, as byte positions in it.
  public struct Match: Hashable, Sendable {
    /// The barcode; nil when the pattern has none.
    public var barcode: Range<Int>?
    /// The UMI; nil when the pattern has none.
    public var umi: Range<Int>?
  }

  /// The pattern as given.
  public let text: String
  private let parts: [Part]

  /// Whether the pattern holds `{barcode}`.
  public var hasBarcode: Bool { parts.contains(.barcode) }
  /// Whether the pattern holds `{umi}`.
  public var hasUMI: Bool { parts.contains(.umi) }

  /// Reads a pattern.
  ///
  /// - Throws: ``ReadNamePatternError`` when it has no place, an unknown or repeated one, a brace
  ///   without its other half, or two open parts without text between them.
  public init(_ text: String) throws(ReadNamePatternError) {
    var parts: [Part] = []
    var rest = text[...]
    while let letter = rest.first {
      switch letter {
      case "*": parts.append(.anything)
      case "}": throw ReadNamePatternError(pattern: text, .looseBrace)
      case "{":
        guard let end = rest.firstIndex(of: "}") else {
          throw ReadNamePatternError(pattern: text, .looseBrace)
        }
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        guard name == "barcode" || name == "umi" else {
          throw ReadNamePatternError(pattern: text, .unknownPlace(name))
        }
        let part = name == "umi" ? Part.umi : .barcode
        if parts.contains(part) { throw ReadNamePatternError(pattern: text, .repeatedPlace(name)) }
        parts.append(part)
        rest = rest[end...]
      default: parts += String(letter).utf8.map { .literal($0) }
      }
      rest = rest.dropFirst()
    }
    if !parts.contains(.barcode), !parts.contains(.umi) {
      throw ReadNamePatternError(pattern: text, .noPlace)
    }
    for (left, right) in zip(parts, parts.dropFirst()) where left.isOpen && right.isOpen {
      throw ReadNamePatternError(pattern: text, .touchingParts)
    }
    self.text = text
    self.parts = parts
  }

  /// Where the barcode and the UMI of a name lie; nil when the name does not fit.
  ///
  /// - Complexity: O(bytes) for one open part, times the bytes for each further one at worst.
  public func match(_ name: some RandomAccessCollection<UInt8>) -> Match? {
    let bytes = Array(name)
    var match = Match()
    return fits(bytes, 0, part: 0, &match) ? match : nil
  }

  private func fits(_ name: [UInt8], _ at: Int, part: Int, _ match: inout Match) -> Bool {
    guard part < parts.count else { return at == name.count }
    switch parts[part] {
    case .literal(let byte):
      return at < name.count && name[at] == byte && fits(name, at + 1, part: part + 1, &match)
    case .anything:
      if part + 1 == parts.count { return true }
      for end in stride(from: name.count, through: at, by: -1)
      where fits(name, end, part: part + 1, &match) { return true }
      return false
    case .barcode, .umi:
      var end = at
      while end < name.count, isLetter(name[end]) { end += 1 }
      while end > at {
        if fits(name, end, part: part + 1, &match) {
          if parts[part] == .umi { match.umi = at..<end } else { match.barcode = at..<end }
          return true
        }
        end -= 1
      }
      return false
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
}

/// A pattern for read names that cannot be understood.
public struct ReadNamePatternError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// Neither `{barcode}` nor `{umi}`.
    case noPlace
    /// A place of another name.
    case unknownPlace(String)
    /// A place that is there twice.
    case repeatedPlace(String)
    /// A brace without its other half.
    case looseBrace
    /// Two parts without a fixed length touch.
    case touchingParts
  }

  /// The pattern.
  public let pattern: String
  /// What is wrong with it.
  public let problem: Problem

  /// Describes a problem.
  public init(pattern: String, _ problem: Problem) {
    self.pattern = pattern
    self.problem = problem
  }
}

extension ReadNamePatternError: CustomStringConvertible {
  /// The message a user reads.
  public var description: String {
    let found =
      switch problem {
      case .noPlace: "there is neither {barcode} nor {umi}; expected one of them."
      case .unknownPlace(let name):
        "there is '{\(name)}'; expected {barcode} or {umi}."
          + (nearestName(to: name, among: ["barcode", "umi"]).map { " Did you mean {\($0)}?" } ?? "")
      case .repeatedPlace(let name): "{\(name)} is there twice; expected it once. Use * for others."
      case .looseBrace: "a brace has no other half; expected {barcode} and {umi}. Close it."
      case .touchingParts:
        "two of *, {barcode} and {umi} touch; expected text between them. "
          + "Add the letter that separates them."
      }
    return "read name pattern '\(pattern)': \(found)"
  }
}
