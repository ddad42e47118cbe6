/// Options of a command as settings of a section of the configuration: keys with values in YAML.
struct OptionSettings {
  /// Values by key; options that were not given are left out.
  private(set) var values: [String: String] = [:]

  /// Sets a text.
  mutating func set(_ key: String, _ text: String?, quoted: Bool = true) {
    guard let text else { return }
    values[key] = quoted ? Self.quoted(text) : text
  }

  /// Sets a number.
  mutating func set(_ key: String, _ number: Int?) {
    if let number { values[key] = "\(number)" }
  }

  /// Sets a number.
  mutating func set(_ key: String, _ number: Double?) {
    if let number { values[key] = "\(number)" }
  }

  /// Sets a list of texts.
  mutating func set(_ key: String, _ texts: [String]) {
    if !texts.isEmpty {
      values[key] = "[" + texts.map(Self.quoted).joined(separator: ", ") + "]"
    }
  }

  /// A text in single quotes, in which YAML has no escapes but the doubled quote.
  private static func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
  }
}
