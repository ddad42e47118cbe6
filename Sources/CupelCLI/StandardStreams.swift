import Foundation

/// The stream for results.
enum StandardOutput {
  /// Writes text, with a line break at its end.
  static func write(_ text: String) { emit(text, to: .standardOutput) }
}

/// The stream for messages.
enum StandardError {
  /// Writes text, with a line break at its end.
  static func write(_ text: String) { emit(text, to: .standardError) }
}

/// A closed pipe is nobody's mistake: `cupel status … | head` must not end in an error.
private func emit(_ text: String, to handle: FileHandle) {
  try? handle.write(contentsOf: Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
}
