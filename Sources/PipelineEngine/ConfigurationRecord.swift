import Synchronization

/// A configuration file, or a section of it, after reading: complete, checked, defaults filled in.
///
/// Getters take a key and are named for the kind they return. A key that may be absent is asked with
/// `ifSet:`; the other getters require a value, which required keys and defaults guarantee.
///
/// ```swift
/// let minimum = configuration.record("normalize").int("minimum_input_dna")
/// let seed = configuration.int(ifSet: "seed")
/// ```
///
/// Asking for a key the schema does not have, or with the getter of another kind, is a programmer's
/// mistake and stops the program.
public struct ConfigurationRecord: Sendable {
  struct Entry: Sendable {
    let value: ConfigurationValue
    let isSet: Bool
    let location: SourceLocation
  }

  /// The keys this section may have.
  public let schema: RecordSchema
  /// Where the section begins.
  public let location: SourceLocation
  /// Dotted path of the section with user-chosen names, empty for the whole file.
  public let path: String
  let schemaPath: String
  let entries: [String: Entry]
  let usage: ConfigurationUsage

  /// Whether the key is written in the file with a value other than `null`.
  public func isSet(_ key: String) -> Bool { entry(key).isSet }

  /// Whether the key stands for a value, written or by default.
  public func hasValue(_ key: String) -> Bool {
    if case .unset = entry(key).value { return false }
    return true
  }

  /// Where the value of a key is written; where its section begins when it is not.
  public func location(of key: String) -> SourceLocation { entry(key).location }

  /// A problem with a key, for checks that involve more than one key or the data.
  public func problem(
    at key: String, found: String, expected: String, fix: String
  ) -> ConfigurationProblem {
    ConfigurationProblem(location(of: key), found: found, expected: expected, fix: fix)
  }

  /// Keys of the schema nobody has asked for, as in ``RecordSchema/leafPaths``.
  public func unusedKeys() -> [String] {
    let used = usage.paths
    return schema.leafPaths
      .map { schemaPath.isEmpty ? $0 : schemaPath + "." + $0 }
      .filter { !used.contains($0) }
  }

  func entry(_ key: String) -> Entry {
    guard let entry = entries[key] else {
      preconditionFailure("the schema of \"\(path)\" has no key \(key)")
    }
    return entry
  }

  /// The value of a key, noting that it was asked for.
  func used(_ key: String) -> ConfigurationValue {
    usage.note(schemaPath.isEmpty ? key : schemaPath + "." + key)
    return entry(key).value
  }
}

/// What stands at a key after reading.
indirect enum ConfigurationValue: Sendable {
  case unset
  case scalar(ParameterValue)
  case list([ConfigurationValue])
  case record(ConfigurationRecord)
  case map([NamedRecord])
}

/// A section under a name the user chose.
public struct NamedRecord: Sendable {
  /// The name.
  public let name: String
  /// The section.
  public let record: ConfigurationRecord
}

/// Remembers which keys were asked for.
final class ConfigurationUsage: Sendable {
  private let noted = Mutex<Set<String>>([])

  var paths: Set<String> { noted.withLock { $0 } }

  func note(_ path: String) { noted.withLock { _ = $0.insert(path) } }
}
