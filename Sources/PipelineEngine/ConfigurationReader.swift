import Yams

/// Reads a configuration file strictly: every key known, every value of its kind, and everything that
/// is wrong reported at once with line and column.
public enum ConfigurationReader {
  /// Reads a file.
  ///
  /// - Throws: ``ConfigurationProblems``, or ``EngineError/fileAccess(_:)`` when the file is not there
  ///   or cannot be read.
  public static func read(file: String, schema: RecordSchema) throws -> ConfigurationRecord {
    if let code = FileCalls.obstacleToReading(file) {
      throw EngineError.fileAccess(
        FileAccessFailure(operation: "read the configuration", path: file, code: code))
    }
    guard let text = AtomicFile.text(of: file) else {
      throw ConfigurationProblems([
        ConfigurationProblem(
          SourceLocation(file: file, line: 1, column: 1), found: "not UTF-8 text",
          expected: "YAML in UTF-8", fix: "Convert the file.")
      ])
    }
    return try read(text: text, file: file, schema: schema)
  }

  /// Reads text.
  ///
  /// - Parameter file: named in messages; relative paths in the text start at its folder.
  /// - Throws: ``ConfigurationProblems``.
  public static func read(
    text: String, file: String, schema: RecordSchema
  ) throws(ConfigurationProblems) -> ConfigurationRecord {
    let start = SourceLocation(file: file, line: 1, column: 1)
    let root = try compose(text, file: file)
    var pass = ConfigurationPass(file: file)
    let section = root.flatMap { $0.isNothing ? nil : $0 } ?? Node.mapping(Node.Mapping([]))
    let record = pass.record(section, schema: schema, path: "", schemaPath: "", fallback: start)
    guard let record, pass.problems.isEmpty else { throw ConfigurationProblems(pass.problems) }
    return record
  }

  private static func compose(
    _ text: String, file: String
  ) throws(ConfigurationProblems) -> Node? {
    do {
      return try Yams.compose(yaml: text, .default, .default, .utf8)
    } catch let error as YamlError {
      throw ConfigurationProblems([Self.problem(error, file: file)])
    } catch {
      let start = SourceLocation(file: file, line: 1, column: 1)
      throw ConfigurationProblems([
        ConfigurationProblem(
          start, found: "\(error)", expected: "YAML", fix: "Correct the file.")
      ])
    }
  }

  private static func problem(_ error: YamlError, file: String) -> ConfigurationProblem {
    func at(_ mark: Mark?, _ found: String, _ expected: String, _ fix: String)
      -> ConfigurationProblem
    {
      let place = SourceLocation(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
      return ConfigurationProblem(place, found: found, expected: expected, fix: fix)
    }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let words = [context?.text, problem].compactMap { $0 }.joined(separator: ", ")
      return at(
        mark, "not YAML (\(words))", "valid YAML",
        "Check indentation (spaces, no tabs), colons and quotes.")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { "\"\($0)\"" }.joined(separator: ", ")
      return at(
        context.mark, "the key \(names) is written more than once here", "every key once",
        "Remove all but one.")
    case .reader(let problem, _, _, _):
      return at(nil, "not YAML (\(problem))", "valid YAML", "Remove characters that are not text.")
    default: return at(nil, "not YAML (\(error))", "valid YAML", "Correct the file.")
    }
  }
}

extension Node {
  /// Whether nothing is written: an empty value, `~` or `null` without quotes.
  var isNothing: Bool {
    guard case .scalar(let scalar) = self, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }
}
