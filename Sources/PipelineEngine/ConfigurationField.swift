/// What may stand at a key of a configuration file.
public indirect enum FieldKind: Hashable, Sendable {
  /// `true` or `false`.
  case boolean
  /// A whole number within a range; the ends of `Int` stand for no bound.
  case integer(ClosedRange<Int>)
  /// A real number within a range.
  case number(NumberRange)
  /// Any text that is not empty.
  case text
  /// The path of a file; relative paths start at the folder of the configuration file.
  case path
  /// One of some words.
  case choice([String])
  /// A list of things of one kind.
  case list(FieldKind, count: ClosedRange<Int> = 0...Int.max)
  /// One thing, or a list of at least one; read as a list either way.
  case oneOrMore(FieldKind)
  /// A section with its own keys.
  case record(RecordSchema)
  /// Sections under names the user chooses, in the order of the file; at least one.
  case map(RecordSchema)
}

/// What holds when a key is not written.
public enum FieldDefault: Hashable, Sendable {
  /// The key has to be written.
  case required
  /// This value; `.null` means that the key stands for nothing unless it is written.
  case value(ParameterValue)
  /// A later step finds the value in the data, in the way these words describe.
  case fromData(String)
}

/// One key of a configuration file: from it come reading, help, template and schema.
public struct Field: Hashable, Sendable {
  /// The key as it is written.
  public let key: String
  /// What may stand there.
  public let kind: FieldKind
  /// What holds when it is not written.
  public let fallback: FieldDefault
  /// The unit of a number: "base pairs".
  public let unit: String?
  /// What it does, in whole sentences.
  public let documentation: String

  /// Describes a key.
  ///
  /// - Precondition: a default value is of the kind.
  public init(
    _ key: String, _ kind: FieldKind, default fallback: FieldDefault, unit: String? = nil,
    _ documentation: String
  ) {
    if case .value(let value) = fallback, value != .null {
      precondition(kind.accepts(value), "\(key): the default \(value.words) is not \(kind.words)")
    }
    self.key = key
    self.kind = kind
    self.fallback = fallback
    self.unit = unit
    self.documentation = documentation
  }

  /// Whether `null` may be written, meaning the same as leaving the key out.
  var allowsNull: Bool {
    switch fallback {
    case .required: false
    case .value(let value): value == .null
    case .fromData: true
    }
  }
}

/// The keys of a configuration file or of one of its sections.
public struct RecordSchema: Hashable, Sendable {
  /// What the section is about, in whole sentences.
  public let documentation: String
  /// The keys, in the order templates show them.
  public let fields: [Field]

  /// Describes a section.
  ///
  /// - Precondition: keys differ.
  public init(_ documentation: String, fields: [Field]) {
    let keys = fields.map(\.key)
    precondition(Set(keys).count == keys.count, "keys repeat in \(keys)")
    self.documentation = documentation
    self.fields = fields
  }

  /// The field with this key, or nothing.
  public func field(_ key: String) -> Field? { fields.first { $0.key == key } }

  /// Dotted paths of all keys that hold values, sections replaced by their keys; `*` stands for a
  /// name the user chooses and `[]` for an element of a list.
  public var leafPaths: [String] {
    fields.flatMap { field in
      field.kind.innerSchema.map { inner in
        inner.schema.leafPaths.map { "\(field.key)\(inner.step).\($0)" }
      } ?? [field.key]
    }
  }
}

extension FieldKind {
  /// The schema of the sections inside, with the step that leads into them.
  var innerSchema: (schema: RecordSchema, step: String)? {
    switch self {
    case .record(let schema): (schema, "")
    case .map(let schema): (schema, ".*")
    case .list(let element, _), .oneOrMore(let element):
      element.innerSchema.map { ($0.schema, "[]" + $0.step) }
    default: nil
    }
  }

  /// What is expected, for messages and help: "a whole number from 1 to 9".
  public var words: String {
    switch self {
    case .boolean: "true or false"
    case .integer(let range): Self.words(of: range)
    case .number(let range): "a number" + range.words
    case .text: "a text"
    case .path: "a path"
    case .choice(let values): "one of " + values.joined(separator: ", ")
    case .list(let element, let count): "a list" + Self.words(ofCount: count) + ": " + element.words
    case .oneOrMore(let element): "one value or a list: " + element.words
    case .record: "a section with its own keys"
    case .map: "named sections"
    }
  }

  private static func words(of range: ClosedRange<Int>) -> String {
    switch (range.lowerBound == .min, range.upperBound == .max) {
    case (true, true): "a whole number"
    case (false, true): "a whole number, at least \(range.lowerBound)"
    case (true, false): "a whole number, at most \(range.upperBound)"
    case (false, false): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    }
  }

  private static func words(ofCount range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (0, .max): ""
    case (let low, .max): " of at least \(low)"
    case (let low, let high) where low == high: " of \(low)"
    case (let low, let high): " of \(low) to \(high)"
    }
  }

  /// Whether a value written in code is of this kind.
  func accepts(_ value: ParameterValue) -> Bool {
    switch (self, value) {
    case (.boolean, .bool): true
    case (.integer(let range), .int(let value)): range.contains(value)
    case (.number(let range), _): value.doubleValue.map(range.contains) ?? false
    case (.text, .string(let text)), (.path, .string(let text)): !text.isEmpty
    case (.choice(let values), .string(let text)): values.contains(text)
    case (.list(let element, let count), .list(let values)):
      count.contains(values.count) && values.allSatisfy(element.accepts)
    case (.oneOrMore(let element), .list(let values)):
      !values.isEmpty && values.allSatisfy(element.accepts)
    case (.oneOrMore(let element), _): element.accepts(value)
    case (.record(let schema), .object(let members)):
      members.keys.allSatisfy { schema.field($0) != nil }
        && schema.fields.allSatisfy { field in
          members[field.key].map { $0 == .null ? field.allowsNull : field.kind.accepts($0) }
            ?? (field.fallback != .required)
        }
    default: false
    }
  }
}
