import Glibc
import Hashing
import Synchronization

/// Remembers the digests of files by device, inode, size and time of change, so that an unchanged
/// file is read once.
///
/// A later change could carry the same time as the one before it. So a file changed less than two
/// seconds before it is digested (the coarsest clock of a file system) is remembered only by this
/// value and not saved, and one changed less than 50 milliseconds before (a tick of the kernel's
/// clock, with room to spare) is not remembered at all.
public final class DigestMemo: Sendable {
  private struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  private struct Memory {
    let size: Int
    let modifiedNanoseconds: Int
    let digest: ContentDigest
    let isSaved: Bool
  }

  private struct State {
    var memories: [Identity: Memory] = [:]
    var used: Set<Identity> = []
    var isChanged = false
  }

  private let file: String?
  private let state: Mutex<State>
  private let onRead: @Sendable (String, Int) -> Void
  private static let mostUnused = 20_000

  /// Loads a memo; a missing or unreadable file is an empty memo.
  ///
  /// - Parameters:
  ///   - file: where ``save()`` writes, or nothing for a memo that is not kept.
  ///   - onRead: called with the path and size of every file that has to be read.
  public init(file: String?, onRead: @escaping @Sendable (String, Int) -> Void = { _, _ in }) {
    self.file = file
    self.onRead = onRead
    state = Mutex(State(memories: file.map(Self.load) ?? [:]))
  }

  /// The digest of a file's bytes, or of a folder's files (see ``treeDigest(_:)``).
  public func digest(of path: String) throws(EngineError) -> ContentDigest {
    guard FileCalls.status(path)?.kind == .folder else { return try digest(ofFile: path) }
    var files: [(path: String, digest: ContentDigest)] = []
    for name in try FileTree.files(under: path, links: .follow) {
      files.append((name, try digest(ofFile: path + "/" + name)))
    }
    return Self.treeDigest(files)
  }

  /// The digest of a tree: SHA-256 over `path`, a zero byte, the hexadecimal digest and a line feed
  /// of every file, in the order of the paths' UTF-8 bytes.
  static func treeDigest(_ files: [(path: String, digest: ContentDigest)]) -> ContentDigest {
    var hash = SHA256()
    for file in files { hash.update(Array("\(file.path)\0\(file.digest.hex)\n".utf8)) }
    return hash.finalized()
  }

  /// Reads a file whatever the memo says, and remembers what was found.
  ///
  /// - Parameter isOurs: true for a file this process wrote and nobody else changes: it is remembered
  ///   even if it is new.
  func freshDigest(ofFile path: String, isOurs: Bool) throws(EngineError) -> ContentDigest {
    guard let status = FileCalls.status(path) else { throw FileCalls.failure("open", path) }
    onRead(path, status.size)
    let start = Self.nowNanoseconds
    let digest = try Self.read(path)
    let age = start - status.modifiedNanoseconds
    let isSaved = isOurs || age > 2_000_000_000
    if isSaved || age > 50_000_000, FileCalls.status(path) == status {
      remember(digest, for: status, isSaved: isSaved)
    }
    return digest
  }

  /// Writes the memo when it changed.
  public func save() throws(EngineError) {
    guard let file else { return }
    let text: String? = state.withLock { state in
      guard state.isChanged else { return nil }
      state.isChanged = false
      return Self.text(of: state)
    }
    if let text { try AtomicFile.write(text, to: file) }
  }

  private func digest(ofFile path: String) throws(EngineError) -> ContentDigest {
    guard let status = FileCalls.status(path) else { throw FileCalls.failure("open", path) }
    let identity = Identity(device: status.device, inode: status.inode)
    let known: ContentDigest? = state.withLock { state in
      guard let memory = state.memories[identity], memory.size == status.size,
        memory.modifiedNanoseconds == status.modifiedNanoseconds
      else { return nil }
      state.used.insert(identity)
      return memory.digest
    }
    if let known { return known }
    return try freshDigest(ofFile: path, isOurs: false)
  }

  private func remember(_ digest: ContentDigest, for status: FileStatus, isSaved: Bool) {
    let identity = Identity(device: status.device, inode: status.inode)
    state.withLock { state in
      state.memories[identity] = Memory(
        size: status.size, modifiedNanoseconds: status.modifiedNanoseconds, digest: digest,
        isSaved: isSaved)
      state.used.insert(identity)
      state.isChanged = true
    }
  }

  private static var nowNanoseconds: Int {
    var time = timespec()
    // unsafe: the struct is lent for the call.
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  private static func read(_ path: String) throws(EngineError) -> ContentDigest {
    let descriptor = try FileCalls.open(path, O_RDONLY, "open")
    defer { close(descriptor) }
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try FileCalls.read(descriptor, into: &buffer, path: path)
      if count == 0 { return hash.finalized() }
      hash.update(buffer, count: count)
    }
  }

  private static func text(of state: State) -> String {
    let isCrowded = state.memories.count > mostUnused
    var members: [String: ParameterValue] = [:]
    for (identity, memory) in state.memories
    where memory.isSaved && (!isCrowded || state.used.contains(identity)) {
      members["\(identity.device):\(identity.inode)"] = [
        .int(memory.size), .int(memory.modifiedNanoseconds), .string(memory.digest.hex),
      ]
    }
    return ParameterValue.object(members).canonicalJSON + "\n"
  }

  private static func load(_ file: String) -> [Identity: Memory] {
    guard let text = AtomicFile.text(of: file), let json = try? ParameterValue(json: text) else {
      return [:]
    }
    var memories: [Identity: Memory] = [:]
    for (name, value) in json.objectValue ?? [:] {
      let numbers = name.split(separator: ":").compactMap { UInt64($0) }
      guard numbers.count == 2, let parts = value.listValue, parts.count == 3,
        let size = parts[0].intValue, let modified = parts[1].intValue,
        let digest = parts[2].stringValue.flatMap(ContentDigest.init(hex:))
      else { continue }
      memories[Identity(device: numbers[0], inode: numbers[1])] = Memory(
        size: size, modifiedNanoseconds: modified, digest: digest, isSaved: true)
    }
    return memories
  }
}
