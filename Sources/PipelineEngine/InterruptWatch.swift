import Dispatch
import Glibc

/// Ends the process in good order when a user presses Control-C or a scheduler sends SIGTERM.
///
/// Nothing has to be undone: the result being made is in a staging folder that the next run removes,
/// and everything finished before stays. The exit status is 128 plus the number of the signal, as
/// shells expect.
public final class InterruptWatch {
  private let sources: [any DispatchSourceSignal]

  /// Watches until the end of the process or of this value.
  ///
  /// - Parameter onInterrupt: told the words for the user before the process ends.
  public init(onInterrupt: @escaping @Sendable (String) -> Void) {
    let queue = DispatchQueue(label: "cupel.interrupts")
    sources = [SIGINT, SIGTERM].map { number in
      // Ignoring the signal leaves it to the source below.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        onInterrupt(Self.words)
        _exit(128 + number)
      }
      source.resume()
      return source
    }
  }

  /// What the user reads.
  static let words =
    "interrupted: finished stages are kept, nothing is half-written. Run again to continue."

  deinit {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
