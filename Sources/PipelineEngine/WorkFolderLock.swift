import Glibc
import Synchronization

/// The exclusive right to change a work folder; ends with ``release()`` or with the process, however
/// it ends.
///
/// The lock is the system's (`flock`), so a killed process never leaves it behind; what the file says
/// about its holder is only for people.
public final class WorkFolderLock: Sendable {
  private let descriptor: Mutex<Int32?>

  /// Takes the lock, making the folder when needed.
  ///
  /// - Throws: ``EngineError/locked(folder:holder:)`` at once when another process has it, and
  ///   ``EngineError/fileAccess(_:)``.
  public init(_ folder: WorkFolder) throws(EngineError) {
    try FileCalls.makeFolder(folder.path)
    let path = folder.lockFile
    let opened = try FileCalls.open(path, O_RDWR | O_CREAT, "open the lock")
    do throws(EngineError) {
      guard try FileCalls.lock(opened, path: path) else {
        throw EngineError.locked(folder: folder.path, holder: LockHolder(file: path))
      }
      guard ftruncate(opened, 0) == 0 else { throw FileCalls.failure("write", path) }
      let holder: ParameterValue = [
        "host": .string(ProcessFacts.host), "pid": .int(Int(getpid())),
        "since": .string(ProcessFacts.now),
      ]
      try FileCalls.write(Array((holder.canonicalJSON + "\n").utf8), to: opened, path: path)
    } catch {
      close(opened)
      throw error
    }
    descriptor = Mutex(opened)
  }

  deinit { release() }

  /// Gives the lock back; the second call does nothing.
  public func release() {
    descriptor.withLock { held in
      guard let open = held else { return }
      _ = ftruncate(open, 0)
      close(open)
      held = nil
    }
  }
}

extension LockHolder {
  /// Reads who holds a lock, or nothing when the file does not say.
  init?(file: String) {
    guard let text = AtomicFile.text(of: file), let json = try? ParameterValue(json: text),
      let process = json["pid"]?.intValue, let host = json["host"]?.stringValue,
      let since = json["since"]?.stringValue
    else { return nil }
    let isHere = host == ProcessFacts.host
    self.init(
      processIdentifier: process, host: host, since: since,
      isAlive: isHere ? Int32(exactly: process).map(ProcessFacts.isAlive) : nil)
  }
}
