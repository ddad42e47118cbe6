/// A number read strictly from its text: the grammar of JSON, which is also the safe part of YAML.
///
/// `12`, `-0.5`, `1e-3` are numbers; `012`, `.5`, `5.`, `1_000`, `0x10`, `inf` are not.
package enum NumberText: Equatable {
  /// Digits only, within the range of `Int`.
  case integer(Int)
  /// With a point or an exponent, or too long for `Int`; finite.
  case real(Double)

  /// Reads the whole text, or nothing.
  package init?(_ text: String) {
    var rest = text.utf8[...]
    if rest.first == 0x2d { rest = rest.dropFirst() }
    let whole = rest.prefix(while: Self.isDigit)
    guard !whole.isEmpty, whole.count == 1 || whole.first != 0x30 else { return nil }
    rest = rest.dropFirst(whole.count)
    let isWhole = rest.isEmpty
    if rest.first == 0x2e {
      let fraction = rest.dropFirst().prefix(while: Self.isDigit)
      guard !fraction.isEmpty else { return nil }
      rest = rest.dropFirst(1 + fraction.count)
    }
    if rest.first == 0x65 || rest.first == 0x45 {
      rest = rest.dropFirst()
      if rest.first == 0x2b || rest.first == 0x2d { rest = rest.dropFirst() }
      let exponent = rest.prefix(while: Self.isDigit)
      guard !exponent.isEmpty else { return nil }
      rest = rest.dropFirst(exponent.count)
    }
    guard rest.isEmpty else { return nil }
    if isWhole, let value = Int(text) {
      self = .integer(value)
    } else if let value = Double(text), value.isFinite {
      self = .real(value)
    } else {
      return nil
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
