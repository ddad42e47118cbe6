import FoundationEssentials
import Glibc

/// What records and locks say about the process and the machine.
enum ProcessFacts {
  /// The name of this host.
  static var host: String {
    var buffer = [CChar](repeating: 0, count: 256)
    // unsafe: the buffer is lent for the call and its last byte stays zero.
    guard unsafe gethostname(&buffer, buffer.count - 1) == 0 else { return "unknown" }
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a process of this host runs.
  static func isAlive(_ process: Int32) -> Bool {
    process > 0 && (kill(process, 0) == 0 || errno == EPERM)
  }

  /// The time now, ISO 8601 in UTC to the second.
  static var now: String { Date.now.formatted(.iso8601) }

  /// The largest resident memory of the process since ``forgetPeakMemory()``, or nothing when the
  /// system does not say.
  static var peakMemoryBytes: Int? {
    guard let text = AtomicFile.text(of: "/proc/self/status") else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
    }
    return nil
  }

  /// Starts the measurement of the peak again where Linux allows it (`/proc/self/clear_refs`).
  static func forgetPeakMemory() {
    guard let descriptor = try? FileCalls.open("/proc/self/clear_refs", O_WRONLY, "open") else {
      return
    }
    try? FileCalls.write(Array("5".utf8), to: descriptor, path: "/proc/self/clear_refs")
    close(descriptor)
  }
}
