/// One result in the cache.
public struct CacheEntry: Hashable, Sendable {
  /// Name of the stage.
  public let stage: String
  /// The key of the result.
  public let key: StageKey
  /// The sum of the sizes of its files.
  public let bytes: Int
  /// When it was finished, ISO 8601; nothing for one without a record, which is never used.
  public let finished: String?
  /// Whether the result link of the stage points to it.
  public let isCurrent: Bool
}

/// Something wrong with a result in the cache.
public struct CacheDamage: Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// A recorded file is gone.
    case missing(file: String)
    /// A recorded file has other bytes.
    case damaged(file: String)
    /// A file that was not recorded.
    case unexpected(file: String)
    /// The result has no record, as after a kill; it is never used.
    case withoutRecord
  }

  /// Name of the stage.
  public let stage: String
  /// The key of the result.
  public let key: StageKey
  /// What is wrong.
  public let problem: Problem

  /// Where: what was found; what was expected. How to fix.
  public var description: String {
    let folder = "cache/\(stage)/\(key)"
    return switch problem {
    case .missing(let file):
      "\(folder)/\(file): missing; expected the recorded file. The next run makes it again."
    case .damaged(let file):
      "\(folder)/\(file): its bytes are not those recorded; expected an untouched file. "
        + "The next run makes it again."
    case .unexpected(let file):
      "\(folder)/\(file): not written by the stage; expected recorded files only. Remove it."
    case .withoutRecord:
      "\(folder): has no record, as after a kill; expected a finished result. "
        + "It is not used; prune removes it."
    }
  }
}

/// The results of all stages in a work folder, old and current, also of stages no longer declared.
public struct CacheStore: Sendable {
  let workFolder: WorkFolder

  /// Opens the cache of a work folder; one in which nothing has run is empty.
  ///
  /// - Throws: ``EngineError/noWorkFolder(path:)`` when there is no such folder.
  public init(workFolder: WorkFolder) throws(EngineError) {
    guard FileCalls.status(workFolder.path)?.kind == .folder else {
      throw .noWorkFolder(path: workFolder.path)
    }
    self.workFolder = workFolder
  }

  /// Every result: by stage, then the newest first.
  public func list() throws(EngineError) -> [CacheEntry] {
    var entries: [CacheEntry] = []
    for stage in try FileTree.names(in: workFolder.cacheRoot) {
      let current = workFolder.currentKey(of: stage)
      var ofStage: [CacheEntry] = []
      for name in try FileTree.names(in: workFolder.cacheFolder(of: stage)) {
        guard let key = StageKey(hex: name) else { continue }
        let record = workFolder.record(stage: stage, key: key)
        let folder = workFolder.entry(stage: stage, key: key)
        let bytes = if let record { record.bytes } else { try bytesOnDisk(folder) }
        ofStage.append(
          CacheEntry(
            stage: stage, key: key, bytes: bytes, finished: record?.finished,
            isCurrent: key == current))
      }
      entries += ofStage.sorted {
        ($1.finished ?? "", $0.key.description) < ($0.finished ?? "", $1.key.description)
      }
    }
    return entries
  }

  /// Reads every file of every result again and names what is not as recorded.
  ///
  /// What is found also enters the digest memo, so the next run makes damaged results again.
  ///
  /// - Throws: ``EngineError/locked(folder:holder:)`` while a run is going on.
  public func verify() throws(EngineError) -> [CacheDamage] {
    guard FileCalls.status(workFolder.path) != nil else { return [] }
    let lock = try WorkFolderLock(workFolder)
    defer { lock.release() }
    let memo = DigestMemo(file: workFolder.memoFile)
    var damage: [CacheDamage] = []
    for entry in try list() {
      for problem in try problems(with: entry, memo: memo) {
        damage.append(CacheDamage(stage: entry.stage, key: entry.key, problem: problem))
      }
    }
    try memo.save()
    return damage
  }

  private func problems(
    with entry: CacheEntry, memo: DigestMemo
  ) throws(EngineError) -> [CacheDamage.Problem] {
    guard let record = workFolder.record(stage: entry.stage, key: entry.key) else {
      return [.withoutRecord]
    }
    let folder = workFolder.entry(stage: entry.stage, key: entry.key)
    var problems: [CacheDamage.Problem] = []
    for file in record.outputs {
      let path = folder + "/" + file.path
      if FileCalls.status(path, followLinks: false)?.kind != .file {
        problems.append(.missing(file: file.path))
      } else if try memo.freshDigest(ofFile: path, isOurs: true) != file.digest {
        problems.append(.damaged(file: file.path))
      }
    }
    let recorded = Set(record.outputs.map(\.path))
    for file in try FileTree.files(under: folder, links: .follow) where !recorded.contains(file) {
      problems.append(.unexpected(file: file))
    }
    return problems
  }

  private func bytesOnDisk(_ folder: String) throws(EngineError) -> Int {
    try FileTree.files(under: folder, links: .follow).reduce(0) {
      $0 + (FileCalls.status(folder + "/" + $1)?.size ?? 0)
    }
  }
}
