import FoundationEssentials
import Glibc

/// An error thrown by the body of a stage, with the stage it happened in.
public struct StageFailure: CategorizedError, CustomStringConvertible {
  /// Name of the stage.
  public let stage: String
  /// What the body threw.
  public let cause: any Error
  /// Free bytes on the file system of the work folder when the stage failed.
  public let freeBytes: Int?

  /// Puts an error in the stage it happened in.
  public init(stage: String, cause: any Error, freeBytes: Int?) {
    self.stage = stage
    self.cause = cause
    self.freeBytes = freeBytes
  }

  /// The exit status of the cause, or `data` when it has none.
  public var category: ExitCategory { (cause as? any CategorizedError)?.category ?? .data }

  /// The stage, the cause, and a word about a full disk when it was full.
  public var description: String {
    if let refusal { return "stage \(stage): \(refusal)" }
    let text = "stage \(stage): \(cause)"
    guard let freeBytes, freeBytes < 1 << 20 else { return text }
    return text
      + "\nThe disk of the work folder is full (\(ByteCount(freeBytes)) free), which may be "
      + "why. Free some space and run again: finished stages are kept."
  }

  /// The file operation the operating system refused, when the cause says so.
  private var refusal: FileAccessFailure? {
    if let error = cause as? EngineError, case .fileAccess(let failure) = error { return failure }
    guard let error = cause as? CocoaError, let path = error.filePath ?? error.url?.path,
      let code = (error.underlying as? POSIXError)?.code
    else { return nil }
    return FileAccessFailure(operation: "read or write", path: path, code: code.rawValue)
  }
}
