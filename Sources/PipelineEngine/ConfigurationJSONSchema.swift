extension RecordSchema {
  /// The same rules as a JSON schema (draft 2020-12), for editors that check YAML while it is typed.
  ///
  /// - Parameter title: what the file is.
  public func jsonSchema(title: String) -> String {
    var members = objectSchema
    members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    members["title"] = .string(title)
    return ParameterValue.object(members).prettyJSON
  }

  fileprivate var objectSchema: [String: ParameterValue] {
    let required = fields.filter { $0.fallback == .required }.map { ParameterValue.string($0.key) }
    var members: [String: ParameterValue] = [
      "type": "object", "additionalProperties": false,
      "properties": .object(
        Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0.jsonSchema) })),
    ]
    if !documentation.isEmpty { members["description"] = .string(documentation) }
    if !required.isEmpty { members["required"] = .list(required) }
    return members
  }
}

extension Field {
  fileprivate var jsonSchema: ParameterValue {
    var members = kind.jsonSchema
    if allowsNull { members = ["anyOf": [.object(members), ["type": "null"]]] }
    var words = documentation
    if let unit { words += " Unit: \(unit)." }
    if case .fromData(let how) = fallback { words += " Default: from the data, \(how)." }
    members["description"] = .string(words)
    if case .value(let value) = fallback { members["default"] = value }
    return .object(members)
  }
}

extension FieldKind {
  fileprivate var jsonSchema: [String: ParameterValue] {
    switch self {
    case .boolean: return ["type": "boolean"]
    case .integer(let range):
      var members: [String: ParameterValue] = ["type": "integer"]
      if range.lowerBound != .min { members["minimum"] = .int(range.lowerBound) }
      if range.upperBound != .max { members["maximum"] = .int(range.upperBound) }
      return members
    case .number(let range): return range.jsonSchema
    // The reader takes `1` for the text "1", as in lists of chromosomes; so must an editor.
    case .text, .path: return ["type": ["string", "number", "boolean"], "minLength": 1]
    case .choice(let values): return ["enum": .list(values.map { .string($0) })]
    case .list(let element, let count):
      var members: [String: ParameterValue] = [
        "type": "array", "items": .object(element.jsonSchema),
      ]
      if count.lowerBound > 0 { members["minItems"] = .int(count.lowerBound) }
      if count.upperBound != .max { members["maxItems"] = .int(count.upperBound) }
      return members
    case .oneOrMore(let element):
      let single = ParameterValue.object(element.jsonSchema)
      return ["anyOf": [single, ["type": "array", "items": single, "minItems": 1]]]
    case .record(let schema): return schema.objectSchema
    case .map(let schema):
      return [
        "type": "object", "minProperties": 1,
        "additionalProperties": .object(schema.objectSchema),
      ]
    }
  }
}

extension NumberRange {
  fileprivate var jsonSchema: [String: ParameterValue] {
    var members: [String: ParameterValue] = ["type": "number"]
    if lower.isFinite { members[includesLower ? "minimum" : "exclusiveMinimum"] = .double(lower) }
    if upper.isFinite { members[includesUpper ? "maximum" : "exclusiveMaximum"] = .double(upper) }
    return members
  }
}
