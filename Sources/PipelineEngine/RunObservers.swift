import Glibc
import Synchronization

/// How a run reports itself.
public enum ReportingStyle: Sendable {
  /// One line on the standard error stream that is rewritten, with rate and time to go.
  case terminal
  /// Plain lines on the standard error stream.
  case lines
  /// Warnings only, on the standard error stream.
  case quiet
  /// One JSON object per event, a line each, on the standard output stream.
  case jsonLines

  /// The style for the flags a user gave: a rewritten line only where somebody looks at a terminal.
  public static func fitting(quiet: Bool, json: Bool) -> ReportingStyle {
    if json { return .jsonLines }
    if quiet { return .quiet }
    return isatty(STDERR_FILENO) == 1 ? .terminal : .lines
  }

  /// The observer for this style.
  ///
  /// - Parameter write: takes the text; by default the stream named above.
  public func observer(write: (@Sendable (String) -> Void)? = nil) -> any RunObserver {
    let toError = write ?? { writeText($0, to: STDERR_FILENO) }
    return switch self {
    case .terminal: TerminalObserver(write: toError)
    case .lines: LineObserver(write: toError)
    case .quiet: QuietObserver(write: toError)
    case .jsonLines: JSONLinesObserver(write: write ?? { writeText($0, to: STDOUT_FILENO) })
    }
  }
}

/// Writes to a stream of the process; a closed stream is nobody's mistake here.
private func writeText(_ text: String, to descriptor: Int32) {
  try? FileCalls.write(Array(text.utf8), to: descriptor, path: "the terminal")
}

/// Tells nobody.
public struct SilentObserver: RunObserver {
  /// Never.
  public let progressInterval: Duration = .seconds(86_400)
  /// Makes an observer that tells nobody.
  public init() {}
  /// Does nothing.
  public func observe(_ event: RunEvent) {}
}

private struct QuietObserver: RunObserver {
  let progressInterval: Duration = .seconds(86_400)
  let write: @Sendable (String) -> Void

  func observe(_ event: RunEvent) {
    if case .message(let stage, let level, let text) = event, level != "info" {
      write("\(stage): \(level): \(text)\n")
    }
  }
}

private struct JSONLinesObserver: RunObserver {
  let progressInterval: Duration = .seconds(1)
  let write: @Sendable (String) -> Void

  func observe(_ event: RunEvent) { write(event.json.canonicalJSON + "\n") }
}

private struct LineObserver: RunObserver {
  let progressInterval: Duration = .seconds(10)
  let write: @Sendable (String) -> Void

  func observe(_ event: RunEvent) {
    if case .progress(let progress) = event {
      write("\(progress.stage): \(progress.words)\n")
    } else if let line = event.line {
      write(line + "\n")
    }
  }
}

/// Keeps one line at the bottom of a terminal up to date and prints finished lines above it.
private final class TerminalObserver: RunObserver {
  let progressInterval: Duration = .milliseconds(100)
  private let write: @Sendable (String) -> Void
  private let isLineOpen = Mutex(false)
  private static let clearLine = "\r\u{1b}[2K"

  init(write: @escaping @Sendable (String) -> Void) { self.write = write }

  func observe(_ event: RunEvent) {
    isLineOpen.withLock { isOpen in
      switch event {
      case .progress(let progress):
        write(Self.clearLine + String("\(progress.stage): \(progress.words)".prefix(Self.width)))
        isOpen = true
      case .digesting(let path, let bytes) where bytes > 10_000_000:
        write(Self.clearLine + String("reading \(path) (\(ByteCount(bytes)))".prefix(Self.width)))
        isOpen = true
      default:
        guard let line = event.line else { return }
        write((isOpen ? Self.clearLine : "") + line + "\n")
        isOpen = false
      }
    }
  }

  private static var width: Int {
    var size = winsize()
    // unsafe: the struct is lent for the call.
    guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else {
      return 100
    }
    return Int(size.ws_col) - 1
  }
}
