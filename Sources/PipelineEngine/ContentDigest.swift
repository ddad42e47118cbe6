public import Hashing

/// The SHA-256 digest of some bytes, as 64 lowercase hexadecimal digits.
///
/// ```swift
/// ContentDigest(of: "abc").short  // "ba7816bf8f01"
/// ```
public struct ContentDigest: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 64 lowercase hexadecimal digits.
  public let hex: String

  /// Takes a digest from its text, or nothing when the text is not 64 lowercase hexadecimal digits.
  public init?(hex: String) {
    let isDigest =
      hex.utf8.count == 64
      && hex.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    guard isDigest else { return nil }
    self.hex = hex
  }

  /// The digest of the UTF-8 bytes of a text.
  public init(of text: String) {
    var hash = SHA256()
    hash.update(Array(text.utf8))
    self = hash.finalized()
  }

  init(words: [UInt32]) {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for word in words {
      for shift in stride(from: 28, through: 0, by: -4) {
        text.append(digits[Int(word >> UInt32(shift)) & 15])
      }
    }
    hex = String(decoding: text, as: UTF8.self)
  }

  /// The first twelve digits, for people.
  public var short: String { String(hex.prefix(12)) }

  /// The 64 digits.
  public var description: String { hex }

  /// Orders digests by their digits.
  public static func < (left: Self, right: Self) -> Bool { left.hex < right.hex }
}

extension SHA256 {
  /// The digest of everything added so far; more may be added afterwards.
  public func finalized() -> ContentDigest { ContentDigest(words: digestWords()) }
}
