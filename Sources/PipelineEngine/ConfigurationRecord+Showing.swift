extension ConfigurationRecord {
  /// The whole configuration as YAML, defaults filled in, in the order of the schema.
  ///
  /// Values that do not come from the file say so in a comment. Reading the text gives the same
  /// configuration again.
  public func shown() -> String {
    var text = ""
    append(to: &text, indentation: 0)
    return text
  }

  private func append(to text: inout String, indentation: Int) {
    let margin = String(repeating: " ", count: indentation)
    for field in schema.fields {
      let entry = entry(field.key)
      switch entry.value {
      case .record(let record):
        text += "\(margin)\(field.key):\n"
        record.append(to: &text, indentation: indentation + 2)
      case .map(let records):
        text += "\(margin)\(field.key):\n"
        for named in records {
          text += "\(margin)  \(YAMLText.scalar(named.name)):\n"
          named.record.append(to: &text, indentation: indentation + 4)
        }
      case .list(let values) where values.contains(where: \.isRecord):
        text += "\(margin)\(field.key):\n"
        for value in values {
          guard case .record(let record) = value else { continue }
          text += "\(margin)  -\n"
          record.append(to: &text, indentation: indentation + 4)
        }
      case .unset, .scalar, .list:
        text += "\(margin)\(field.key): \(YAMLText.inline(entry.value.parameter))"
        text += Self.origin(of: field, entry) + "\n"
      }
    }
  }

  private static func origin(of field: Field, _ entry: Entry) -> String {
    if entry.isSet { return "" }
    if case .fromData(let words) = field.fallback { return "  # from the data: \(words)" }
    return "  # default"
  }
}

extension ConfigurationValue {
  fileprivate var isRecord: Bool {
    if case .record = self { return true }
    return false
  }
}
