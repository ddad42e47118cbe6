/// Many short texts in one block of bytes.
///
/// ```swift
/// var texts = PackedTexts()
/// texts.append("ACGT".utf8)
/// texts.append([])
/// texts.range(of: 0)  // 0..<4
/// texts.count         // 2
/// ```
public struct PackedTexts: Hashable, Sendable {
  /// The bytes of all texts, one after another.
  public private(set) var bytes: [UInt8] = []
  /// Where each text ends in `bytes`.
  public private(set) var ends: [Int] = []

  /// Makes an empty collection.
  public init() {}

  /// Number of texts.
  public var count: Int { ends.count }

  /// Where a text lies in `bytes`.
  public func range(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// The bytes of a text.
  public subscript(index: Int) -> ArraySlice<UInt8> { bytes[range(of: index)] }

  /// Adds a text.
  public mutating func append(_ text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Removes all texts and keeps the memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
