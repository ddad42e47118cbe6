/// A scientific parameter, or a tree of them: the values that enter the key of a stage.
///
/// Objects have no order: they are written sorted by key, so two parameters are equal exactly when
/// their canonical texts are. Where order matters (the order of replicates) use a list.
///
/// ```swift
/// let parameters: ParameterValue = ["minimum_input_dna": 5, "pseudocount": 0.5]
/// parameters.canonicalJSON  // {"minimum_input_dna":5,"pseudocount":0.5}
/// ```
public indirect enum ParameterValue: Hashable, Sendable {
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case int(Int)
  /// A finite real number.
  case double(Double)
  /// A text.
  case string(String)
  /// Values in an order that matters.
  case list([ParameterValue])
  /// Values by name, without an order.
  case object([String: ParameterValue])
  /// No value: the parameter is switched off or left to the data.
  case null
}

extension ParameterValue {
  /// The member of an object with this name, or nothing.
  public subscript(name: String) -> ParameterValue? {
    if case .object(let members) = self { return members[name] }
    return nil
  }

  /// The truth value, when it is one.
  public var boolValue: Bool? {
    if case .bool(let value) = self { return value }
    return nil
  }

  /// The whole number, when it is one.
  public var intValue: Int? {
    if case .int(let value) = self { return value }
    return nil
  }

  /// The number, whole or real, when it is one.
  public var doubleValue: Double? {
    switch self {
    case .double(let value): value
    case .int(let value): Double(value)
    default: nil
    }
  }

  /// The text, when it is one.
  public var stringValue: String? {
    if case .string(let value) = self { return value }
    return nil
  }

  /// The elements, when it is a list.
  public var listValue: [ParameterValue]? {
    if case .list(let value) = self { return value }
    return nil
  }

  /// The members, when it is an object.
  public var objectValue: [String: ParameterValue]? {
    if case .object(let value) = self { return value }
    return nil
  }
}

extension ParameterValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// A real number.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A list.
  public init(arrayLiteral elements: ParameterValue...) { self = .list(elements) }
  /// An object; of two members with one name the later counts.
  public init(dictionaryLiteral elements: (String, ParameterValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
  }
  /// No value.
  public init(nilLiteral: ()) { self = .null }
}

extension ParameterValue: Encodable {
  /// Encodes the value as what it is; the order of an object's members is the encoder's choice.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .bool(let value): try container.encode(value)
    case .int(let value): try container.encode(value)
    case .double(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .list(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    case .null: try container.encodeNil()
    }
  }
}
