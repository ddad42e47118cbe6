extension RecordSchema {
  /// A configuration file with every key, its default, unit and meaning, for people to fill in.
  ///
  /// It is valid YAML. Required keys have no value and end in `# required`; once these are filled
  /// in, the file reads without problems and means exactly the defaults. Sections that may be left
  /// out, and elements of lists of sections, are shown in comments.
  public func template() -> String {
    var text = YAMLText.comment(documentation, indentation: 0)
    if !text.isEmpty { text += "\n" }
    append(to: &text, indentation: 0)
    return text
  }

  private func append(to text: inout String, indentation: Int) {
    for (position, field) in fields.enumerated() {
      if position > 0, indentation == 0 { text += "\n" }
      field.append(to: &text, indentation: indentation)
    }
  }
}

extension Field {
  fileprivate func append(to text: inout String, indentation: Int) {
    let margin = String(repeating: " ", count: indentation)
    text += YAMLText.comment(documentation, indentation: indentation)
    text += YAMLText.comment(help, indentation: indentation)
    switch (kind, fallback) {
    case (.record(let schema), .required), (.record(let schema), .value(.object)):
      if !saysMore(than: schema) {
        text += YAMLText.comment(schema.documentation, indentation: indentation)
      }
      text += "\(margin)\(key):\n"
      text += schema.body(indentation: indentation + 2, defaults: fallback)
    case (.map(let schema), .required):
      if !saysMore(than: schema) {
        text += YAMLText.comment(schema.documentation, indentation: indentation)
      }
      text += "\(margin)\(key):\n\(margin)  NAME:  # a name of your choice; one section for each\n"
      text += schema.body(indentation: indentation + 4, defaults: .required)
    case (_, .required): text += "\(margin)\(key):  # required\n"
    case (_, .value(let value)): text += "\(margin)\(key): \(YAMLText.inline(value))\n"
    case (_, .fromData): text += "\(margin)\(key): null\n"
    }
    if let example = commentedSection(indentation: indentation) { text += example }
  }

  /// Whether what is said of the key says what its section says of itself.
  private func saysMore(than schema: RecordSchema) -> Bool {
    documentation.hasPrefix(String(schema.documentation.dropLast()))
  }

  /// The keys of a section that is not there by default, commented out.
  private func commentedSection(indentation: Int) -> String? {
    guard let inner = kind.innerSchema else { return nil }
    switch (kind, fallback) {
    case (.record, .required), (.record, .value(.object)), (.map, .required): return nil
    default: break
    }
    let heading: String
    let body: String
    switch kind {
    case .record:
      heading = "\(key):\n"
      body = inner.schema.body(indentation: 2, defaults: .required)
    case .map:
      heading = "\(key):\n  NAME:\n"
      body = inner.schema.body(indentation: 4, defaults: .required)
    default:
      heading = "\(key):\n  -\n"
      body = inner.schema.body(indentation: 4, defaults: .required)
    }
    let margin = String(repeating: " ", count: indentation) + "# "
    let lines = (heading + body).split(separator: "\n").map { "\(margin)\($0)\n" }
    return YAMLText.comment("For example:", indentation: indentation) + lines.joined()
  }

  /// What may stand at the key, its unit, and what holds without it.
  var help: String {
    var parts: [String] = []
    switch kind {
    case .record, .map: break
    default: parts.append(kind.words.prefix(1).uppercased() + kind.words.dropFirst() + ".")
    }
    if let unit { parts.append("Unit: \(unit).") }
    switch fallback {
    case .required: break
    case .value(.null): parts.append("Without it: nothing.")
    case .value(.object): break
    case .value(let value): parts.append("Default: \(YAMLText.inline(value)).")
    case .fromData(let words): parts.append("Default: from the data, \(words).")
    }
    return parts.joined(separator: " ")
  }
}

extension RecordSchema {
  /// The keys of a section, with the members of a default put in place of their own defaults.
  fileprivate func body(indentation: Int, defaults: FieldDefault) -> String {
    var text = ""
    for field in fields {
      var shown = field
      if case .value(.object(let members)) = defaults, let member = members[field.key] {
        shown = Field(
          field.key, field.kind, default: .value(member), unit: field.unit, field.documentation)
      }
      shown.append(to: &text, indentation: indentation)
    }
    return text
  }
}
