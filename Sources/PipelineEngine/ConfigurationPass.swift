import Yams
import Wording

/// One pass over the nodes of a configuration file; collects problems instead of stopping at one.
struct ConfigurationPass {
  let file: String
  private(set) var problems: [ConfigurationProblem] = []
  let usage = ConfigurationUsage()

  init(file: String) { self.file = file }

  func location(of node: Node, else fallback: SourceLocation) -> SourceLocation {
    node.mark.map { SourceLocation(file: file, line: $0.line, column: $0.column) } ?? fallback
  }

  mutating func note(
    _ location: SourceLocation, _ found: String, expected: String, fix: String
  ) {
    problems.append(ConfigurationProblem(location, found: found, expected: expected, fix: fix))
  }

  /// Reads a section; nothing when it is not one.
  mutating func record(
    _ node: Node, schema: RecordSchema, path: String, schemaPath: String, fallback: SourceLocation
  ) -> ConfigurationRecord? {
    let place = location(of: node, else: fallback)
    guard case .mapping(let mapping) = node else {
      note(
        place, "\(label(path)) is \(words(for: node))", expected: "a section with its own keys",
        fix: "Write its keys below it, indented, each followed by a colon.")
      return nil
    }
    var written: [String: (key: Node, value: Node)] = [:]
    for (key, value) in mapping {
      let name = key.scalar?.string ?? words(for: key)
      if schema.field(name) != nil {
        written[name] = (key, value)
      } else {
        noteUnknown(name, at: location(of: key, else: place), schema: schema, path: path)
      }
    }
    var entries: [String: ConfigurationRecord.Entry] = [:]
    for field in schema.fields {
      entries[field.key] = entry(
        field, written: written[field.key], path: joined(path, field.key),
        schemaPath: joined(schemaPath, field.key), section: place)
    }
    return ConfigurationRecord(
      schema: schema, location: place, path: path, schemaPath: schemaPath, entries: entries,
      usage: usage)
  }

  private mutating func entry(
    _ field: Field, written: (key: Node, value: Node)?, path: String, schemaPath: String,
    section: SourceLocation
  ) -> ConfigurationRecord.Entry? {
    guard let written else {
      if field.fallback == .required {
        note(
          section, "the key \"\(path)\" is missing", expected: field.kind.words,
          fix: "Add \"\(field.key):\" with a value.")
        return nil
      }
      return .init(
        value: fallbackValue(of: field, path: path, schemaPath: schemaPath, section: section),
        isSet: false, location: section)
    }
    let place = location(of: written.value, else: location(of: written.key, else: section))
    if written.value.isNothing {
      if field.allowsNull { return .init(value: .unset, isSet: false, location: place) }
      if case .record(let schema) = field.kind {
        return record(
          Node.mapping(Node.Mapping([])), schema: schema, path: path, schemaPath: schemaPath,
          fallback: place
        ).map { .init(value: .record($0), isSet: true, location: place) }
      }
      note(
        location(of: written.key, else: section), "\(path) has no value",
        expected: field.kind.words,
        fix: field.fallback == .required
          ? "Write a value." : "Write a value, or remove the key to use the default.")
      return nil
    }
    return value(
      written.value, kind: field.kind, path: path, schemaPath: schemaPath, fallback: place
    ).map { .init(value: $0, isSet: true, location: place) }
  }

  /// Reads a value of some kind; nothing, with a problem noted, when it is not of that kind.
  private mutating func value(
    _ node: Node, kind: FieldKind, path: String, schemaPath: String, fallback: SourceLocation
  ) -> ConfigurationValue? {
    switch kind {
    case .record(let schema):
      return record(
        node, schema: schema, path: path, schemaPath: schemaPath, fallback: fallback
      ).map { .record($0) }
    case .map(let schema):
      return map(node, schema: schema, path: path, schemaPath: schemaPath, fallback: fallback)
    case .list(let element, let count):
      let place = location(of: node, else: fallback)
      guard case .sequence(let sequence) = node else {
        note(
          place, "\(path) is \(words(for: node))", expected: kind.words,
          fix: "Write a list: [a, b], or one \"- \" line for each.")
        return nil
      }
      if !count.contains(sequence.count) {
        note(
          place, "\(path) has \(sequence.count) elements", expected: kind.words,
          fix: "Add or remove elements.")
      }
      return elements(
        Array(sequence), kind: element, path: path, schemaPath: schemaPath, fallback: place)
    case .oneOrMore(let element):
      if case .sequence(let sequence) = node, !sequence.isEmpty {
        return elements(
          Array(sequence), kind: element, path: path, schemaPath: schemaPath, fallback: fallback)
      }
      return value(
        node, kind: element, path: path, schemaPath: schemaPath + "[]", fallback: fallback
      ).map { .list([$0]) }
    default: return scalar(node, kind: kind, path: path, fallback: fallback)
    }
  }

  private mutating func elements(
    _ nodes: [Node], kind: FieldKind, path: String, schemaPath: String, fallback: SourceLocation
  ) -> ConfigurationValue? {
    var values: [ConfigurationValue] = []
    for (position, node) in nodes.enumerated() {
      let element = value(
        node, kind: kind, path: "\(path)[\(position)]", schemaPath: schemaPath + "[]",
        fallback: fallback)
      if let element { values.append(element) }
    }
    return values.count == nodes.count ? .list(values) : nil
  }

  private mutating func map(
    _ node: Node, schema: RecordSchema, path: String, schemaPath: String, fallback: SourceLocation
  ) -> ConfigurationValue? {
    let place = location(of: node, else: fallback)
    guard case .mapping(let mapping) = node, !mapping.isEmpty else {
      note(
        place, "\(path) is \(words(for: node))", expected: "at least one named section",
        fix: "Write a name of your choice below it, indented, and its keys below the name.")
      return nil
    }
    var records: [NamedRecord] = []
    for (key, value) in mapping {
      let name = key.scalar?.string ?? words(for: key)
      let section = value.isNothing ? Node.mapping(Node.Mapping([])) : value
      let read = record(
        section, schema: schema, path: joined(path, name), schemaPath: schemaPath + ".*",
        fallback: location(of: key, else: place))
      if let read { records.append(NamedRecord(name: name, record: read)) }
    }
    return .map(records)
  }

  private mutating func noteUnknown(
    _ name: String, at place: SourceLocation, schema: RecordSchema, path: String
  ) {
    if name == "<<" {
      note(
        place, "the merge key \"<<\"", expected: "every key written out",
        fix: "Copy the keys of the other section here.")
      return
    }
    let known = schema.fields.map(\.key)
    note(
      place, "unknown key \"\(joined(path, name))\"",
      expected: "one of \(known.joined(separator: ", "))",
      fix: nearestName(to: name, among: known).map { "Did you mean \"\($0)\"?" }
        ?? "Remove it or correct its name.")
  }

  private func joined(_ path: String, _ key: String) -> String {
    path.isEmpty ? key : path + "." + key
  }

  private func label(_ path: String) -> String { path.isEmpty ? "the file" : path }
}
