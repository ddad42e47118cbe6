extension ConfigurationPass {
  /// What a key stands for when it is not written.
  mutating func fallbackValue(
    of field: Field, path: String, schemaPath: String, section: SourceLocation
  ) -> ConfigurationValue {
    guard case .value(let value) = field.fallback else { return .unset }
    return configured(
      value, kind: field.kind, path: path, schemaPath: schemaPath, section: section)
  }

  /// A default written in code, as if it were read from the file.
  private mutating func configured(
    _ value: ParameterValue, kind: FieldKind, path: String, schemaPath: String,
    section: SourceLocation
  ) -> ConfigurationValue {
    switch (kind, value) {
    case (_, .null): return .unset
    case (.record(let schema), .object(let members)):
      return .record(
        record(
          members, schema: schema, path: path, schemaPath: schemaPath, section: section))
    case (.list(let element, _), .list(let values)), (.oneOrMore(let element), .list(let values)):
      return .list(
        values.enumerated().map {
          configured(
            $0.element, kind: element, path: "\(path)[\($0.offset)]",
            schemaPath: schemaPath + "[]", section: section)
        })
    case (.oneOrMore(let element), _):
      return .list([
        configured(
          value, kind: element, path: path, schemaPath: schemaPath + "[]", section: section)
      ])
    case (.number, .int(let whole)): return .scalar(.double(Double(whole)))
    default: return .scalar(value)
    }
  }

  private mutating func record(
    _ members: [String: ParameterValue], schema: RecordSchema, path: String, schemaPath: String,
    section: SourceLocation
  ) -> ConfigurationRecord {
    var entries: [String: ConfigurationRecord.Entry] = [:]
    for field in schema.fields {
      let inner = (path: path + "." + field.key, schema: schemaPath + "." + field.key)
      let value =
        if let member = members[field.key] {
          configured(
            member, kind: field.kind, path: inner.path, schemaPath: inner.schema, section: section)
        } else {
          fallbackValue(
            of: field, path: inner.path, schemaPath: inner.schema, section: section)
        }
      entries[field.key] = .init(value: value, isSet: false, location: section)
    }
    return ConfigurationRecord(
      schema: schema, location: section, path: path, schemaPath: schemaPath, entries: entries,
      usage: usage)
  }
}
