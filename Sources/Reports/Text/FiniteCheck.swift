import Foundation

/// The gate in front of every drawing: a report with NaN or infinity anywhere is refused and the
/// place is named, so that an undefined value cannot pass for a number.
package enum FiniteCheck {
  /// Throws when any floating-point value inside `content` is not finite.
  ///
  /// - Throws: ``ReportsError/notFinite(content:path:value:)``.
  package static func verify(_ content: some Encodable, named name: String) throws(ReportsError) {
    do {
      _ = try JSONEncoder().encode(content)
    } catch let EncodingError.invalidValue(value, context) {
      throw .notFinite(content: name, path: path(context.codingPath), value: "\(value)")
    } catch {
      throw .notFinite(content: name, path: "", value: "\(error)")
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += text.isEmpty ? key.stringValue : "." + key.stringValue
      }
    }
  }
}
