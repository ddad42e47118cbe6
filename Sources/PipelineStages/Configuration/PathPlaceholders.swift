import Foundation
import PipelineEngine

/// Replaces `${NAME}` in the paths of a configuration and of its sample sheet.
struct PathPlaceholders: Sendable {
  let definitions: [String: String]

  /// Keys that hold paths, by section.
  private static let keys = [
    "input": ["tables", "samples", "library", "genome", "design"],
    "alignments": ["blacklist", "barcode_table", "reference"],
    "reproducibility": ["tss"],
  ]

  /// The path with every known placeholder replaced.
  func replaced(in path: String) -> String {
    definitions.reduce(path) { text, definition in
      text.replacingOccurrences(of: "${\(definition.key)}", with: definition.value)
    }
  }

  /// The path at a key of a section, nil when it is not set.
  func path(_ key: String, of section: ConfigurationRecord) -> String? {
    section.text(ifSet: key).map { section.resolved(replaced(in: $0)) }
  }

  /// Placeholders without a value, as problems of the keys they stand in.
  func problems(in record: ConfigurationRecord) -> [ConfigurationProblem] {
    let classes = record.record("reproducibility").map("classes").compactMap { named in
      problem(named.record.text("bed"), at: "bed", of: named.record)
    }
    return classes
      + Self.keys.sorted { $0.key < $1.key }.flatMap { name, keys in
        let section = record.record(name)
        return keys.flatMap { key in
          (["tables", "library"].contains(key)
            ? section.texts(key) : [section.text(ifSet: key)].compactMap(\.self))
            .compactMap { path in problem(path, at: key, of: section) }
        }
      }
  }

  private func problem(
    _ path: String, at key: String, of section: ConfigurationRecord
  ) -> ConfigurationProblem? {
    guard let name = unresolvedName(in: path) else { return nil }
    return section.problem(
      at: key, found: "the path '\(path)' has the placeholder ${\(name)}",
      expected: "a value for \(name)", fix: "Run with --define \(name)=VALUE.")
  }

  /// The first placeholder of a path that has no value.
  func unresolvedName(in path: String) -> String? {
    let path = replaced(in: path)
    guard let open = path.range(of: "${"),
      let close = path.range(of: "}", range: open.upperBound..<path.endIndex)
    else { return nil }
    return String(path[open.upperBound..<close.lowerBound])
  }
}
