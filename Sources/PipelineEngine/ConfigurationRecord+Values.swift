extension ConfigurationRecord {
  /// A truth value.
  public func bool(_ key: String) -> Bool { required(key, bool(ifSet: key)) }
  /// A whole number.
  public func int(_ key: String) -> Int { required(key, int(ifSet: key)) }
  /// A real number.
  public func number(_ key: String) -> Double { required(key, number(ifSet: key)) }
  /// A text, a choice, or a path as it is written.
  public func text(_ key: String) -> String { required(key, text(ifSet: key)) }
  /// A path; relative ones start at the folder of the configuration file.
  public func path(_ key: String) -> String { required(key, path(ifSet: key)) }
  /// A section.
  public func record(_ key: String) -> ConfigurationRecord { required(key, record(ifSet: key)) }
  /// Whole numbers.
  public func ints(_ key: String) -> [Int] { elements(key, \.intValue) }
  /// Real numbers.
  public func numbers(_ key: String) -> [Double] { elements(key, \.doubleValue) }
  /// Texts, choices, or paths as they are written.
  public func texts(_ key: String) -> [String] { elements(key, \.stringValue) }
  /// Paths; relative ones start at the folder of the configuration file.
  public func paths(_ key: String) -> [String] { texts(key).map(resolved) }
  /// Sections in a list.
  public func records(_ key: String) -> [ConfigurationRecord] {
    guard case .list(let values) = used(key) else { return [] }
    return values.compactMap { if case .record(let record) = $0 { record } else { nil } }
  }
  /// Sections under names, in the order of the file.
  public func map(_ key: String) -> [NamedRecord] {
    if case .map(let records) = used(key) { return records }
    return []
  }

  /// A truth value, or nothing.
  public func bool(ifSet key: String) -> Bool? { scalar(key, \.boolValue) }
  /// A whole number, or nothing.
  public func int(ifSet key: String) -> Int? { scalar(key, \.intValue) }
  /// A real number, or nothing.
  public func number(ifSet key: String) -> Double? { scalar(key, \.doubleValue) }
  /// A text, a choice, or a path as it is written, or nothing.
  public func text(ifSet key: String) -> String? { scalar(key, \.stringValue) }
  /// A path from the folder of the configuration file, or nothing.
  public func path(ifSet key: String) -> String? { text(ifSet: key).map(resolved) }
  /// A section, or nothing.
  public func record(ifSet key: String) -> ConfigurationRecord? {
    switch used(key) {
    case .record(let record): return record
    case .unset: return nil
    default: preconditionFailure("\(path).\(key) is not a section")
    }
  }

  /// A path as seen from where the program runs: relative ones start at the folder of the file.
  public func resolved(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    let folder = FileCalls.parentFolder(of: location.file)
    return folder == "." ? path : (folder == "/" ? "/" : folder + "/") + path
  }

  /// The value of a key as a parameter, `.null` when it stands for nothing.
  public func value(_ key: String) -> ParameterValue { used(key).parameter }

  /// The whole section as one parameter, all keys present.
  public var parameter: ParameterValue {
    .object(
      Dictionary(uniqueKeysWithValues: schema.fields.map { ($0.key, value($0.key)) }))
  }

  private func scalar<Value>(_ key: String, _ as: (ParameterValue) -> Value?) -> Value? {
    switch used(key) {
    case .unset: return nil
    case .scalar(let value):
      guard let typed = `as`(value) else {
        preconditionFailure("\(path).\(key) is \(value.words), not \(Value.self)")
      }
      return typed
    default: preconditionFailure("\(path).\(key) is not a single value")
    }
  }

  private func elements<Value>(_ key: String, _ as: (ParameterValue) -> Value?) -> [Value] {
    switch used(key) {
    case .unset: return []
    case .list(let values):
      return values.map { value in
        guard case .scalar(let scalar) = value, let typed = `as`(scalar) else {
          preconditionFailure("an element of \(path).\(key) is not \(Value.self)")
        }
        return typed
      }
    default: preconditionFailure("\(path).\(key) is not a list")
    }
  }

  private func required<Value>(_ key: String, _ value: Value?) -> Value {
    guard let value else {
      preconditionFailure("\(path).\(key) stands for nothing; ask with ifSet")
    }
    return value
  }
}

extension ConfigurationValue {
  /// The value as a parameter; maps become objects and lose their order.
  var parameter: ParameterValue {
    switch self {
    case .unset: .null
    case .scalar(let value): value
    case .list(let values): .list(values.map(\.parameter))
    case .record(let record): record.parameter
    case .map(let records):
      .object(Dictionary(uniqueKeysWithValues: records.map { ($0.name, $0.record.parameter) }))
    }
  }
}
