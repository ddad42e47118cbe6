import Wording

/// Writes JSON whose bytes depend on its values alone: keys in the given order, numbers with the
/// fewest digits that read back exactly.
enum JSONText {
  /// An object from already written values.
  static func object(_ members: [(key: String, value: String)]) -> String {
    "{" + members.map { "\(quotedText($0.key)):\($0.value)" }.joined(separator: ",") + "}"
  }

  /// An array from already written elements.
  static func array(_ elements: some Sequence<String>) -> String {
    "[" + elements.joined(separator: ",") + "]"
  }

  /// An array of integers.
  static func array(_ elements: some Sequence<some BinaryInteger>) -> String {
    array(elements.map { "\($0)" })
  }

  /// An array of numbers, each with a decimal point or an exponent.
  static func array(_ elements: [Float]) -> String { array(elements.map { "\($0)" }) }
}
