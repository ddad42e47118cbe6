/// Which results are kept when a cache is pruned.
public enum CacheRetention: Hashable, Sendable {
  /// The current result of every stage; checkpoints of unfinished stages.
  case current
  /// The current result and the newest others, so that this many remain of every stage.
  case newest(Int)
  /// Nothing, not even checkpoints.
  case nothing
}

extension CacheStore {
  /// Removes results that are not kept, and returns them. Results without a record always go.
  ///
  /// The record of a result is removed before its files, so a kill leaves nothing that looks
  /// finished.
  ///
  /// - Parameter dryRun: only return what would go.
  /// - Throws: ``EngineError/locked(folder:holder:)`` while a run is going on.
  public func prune(keeping retention: CacheRetention, dryRun: Bool) throws(EngineError)
    -> [CacheEntry]
  {
    if dryRun || FileCalls.status(workFolder.path) == nil { return try removable(retention) }
    let lock = try WorkFolderLock(workFolder)
    defer { lock.release() }
    try workFolder.removeLeftovers()
    let removed = try removable(retention)
    for entry in removed { try remove(entry) }
    if retention == .nothing { try FileTree.remove(workFolder.checkpointRoot) }
    return removed
  }

  private func removable(_ retention: CacheRetention) throws(EngineError) -> [CacheEntry] {
    var removed: [CacheEntry] = []
    var kept: [String: Int] = [:]
    let entries = try list()
    for entry in entries where entry.isCurrent && entry.finished != nil { kept[entry.stage] = 1 }
    for entry in entries {
      let isKept: Bool
      switch retention {
      case .nothing: isKept = false
      case .current: isKept = entry.isCurrent && entry.finished != nil
      case .newest(let count):
        if entry.finished == nil || entry.isCurrent {
          isKept = entry.finished != nil
        } else {
          isKept = kept[entry.stage, default: 0] < count
          if isKept { kept[entry.stage, default: 0] += 1 }
        }
      }
      if !isKept { removed.append(entry) }
    }
    return removed
  }

  private func remove(_ entry: CacheEntry) throws(EngineError) {
    try FileCalls.removeFile(workFolder.recordFile(stage: entry.stage, key: entry.key))
    if entry.isCurrent { try FileCalls.removeFile(workFolder.resultLink(of: entry.stage)) }
    try FileTree.remove(workFolder.entry(stage: entry.stage, key: entry.key))
  }
}
