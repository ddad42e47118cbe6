import Glibc

/// A step of the operating system that can fail; the raw value completes "cannot …".
public enum FileStep: String, Hashable, Sendable {
  case create, open, read, write, sync, rename, remove
  case createFolder = "create the folder"
}

/// The errors of a room that touches files: one of them says which step the system refused.
public protocol FileStepError: Error {
  /// The operating system refused a step; `reason` is its own text for the error.
  static func system(path: String, step: FileStep, reason: String) -> Self
}

extension FileStepError {
  /// The error of the step that just failed, with the operating system's text for `errno`.
  package static func lastFailure(of step: FileStep, path: String) -> Self {
    system(path: path, step: step, reason: systemErrorText())
  }
}

/// The operating system's text for `errno`.
package func systemErrorText() -> String {
  // Unsafe: strerror returns a C string that lives until this thread's next call.
  unsafe String(cString: strerror(errno))
}
