/// Where things lie in a work folder.
///
/// ```
/// cache/STAGE/KEY/…          outputs only; equal runs give equal bytes
/// records/STAGE/KEY.json     how the outputs came about; written after them
/// results/STAGE              link to the current outputs
/// checkpoints/STAGE/KEY/…    work in progress
/// digests.json               digests already computed
/// .lock                      held while a run is going on
/// ```
///
/// Everything inside refers to everything else relatively, so the folder may be moved.
public struct WorkFolder: Hashable, Sendable {
  /// Path of the work folder itself.
  public let path: String

  static let stagingPrefix = ".incomplete-"

  /// Names a work folder; it need not exist.
  public init(_ path: String) { self.path = path }

  /// The link to the current outputs of a stage.
  public func resultLink(of stage: String) -> String { "\(path)/results/\(stage)" }

  /// The folder of one result in the cache.
  public func entry(stage: String, key: StageKey) -> String { "\(cacheFolder(of: stage))/\(key)" }

  /// The record of one result.
  public func recordFile(stage: String, key: StageKey) -> String {
    "\(recordFolder(of: stage))/\(key).json"
  }

  func cacheFolder(of stage: String) -> String { "\(cacheRoot)/\(stage)" }
  func recordFolder(of stage: String) -> String { "\(path)/records/\(stage)" }
  func checkpoint(stage: String, key: StageKey) -> String {
    "\(checkpointRoot)/\(stage)/\(key)"
  }
  var cacheRoot: String { path + "/cache" }
  var checkpointRoot: String { path + "/checkpoints" }
  var memoFile: String { path + "/digests.json" }
  var lockFile: String { path + "/.lock" }

  /// The key the result link of a stage points to, or nothing.
  public func currentKey(of stage: String) -> StageKey? {
    guard let target = FileCalls.linkTarget(resultLink(of: stage)),
      let name = target.split(separator: "/").last
    else { return nil }
    return StageKey(hex: String(name))
  }

  /// The record of a result, or nothing when there is none that can be read.
  public func record(stage: String, key: StageKey) -> StageRecord? {
    guard let text = AtomicFile.text(of: recordFile(stage: stage, key: key)),
      let json = try? ParameterValue(json: text), let record = StageRecord(json: json),
      record.stage == stage, record.key == key
    else { return nil }
    return record
  }

  /// The record the result link points to; without a link, the one finished last.
  public func latestRecord(of stage: String) -> StageRecord? {
    if let key = currentKey(of: stage), let record = record(stage: stage, key: key) {
      return record
    }
    return recordedKeys(of: stage).compactMap { record(stage: stage, key: $0) }
      .max { ($0.finished, $0.key.description) < ($1.finished, $1.key.description) }
  }

  /// Keys of all records of a stage, sorted.
  func recordedKeys(of stage: String) -> [StageKey] {
    let names = (try? FileTree.names(in: recordFolder(of: stage))) ?? []
    return names.compactMap { $0.hasSuffix(".json") ? StageKey(hex: String($0.dropLast(5))) : nil }
  }

  /// Points the result link of a stage to one of its entries.
  func makeCurrent(stage: String, key: StageKey) throws(EngineError) {
    try AtomicFile.replaceLink(at: resultLink(of: stage), with: "../cache/\(stage)/\(key)")
  }

  /// Removes what killed runs left half-written. Call with the lock held.
  func removeLeftovers() throws(EngineError) {
    for stage in try FileTree.names(in: cacheRoot) {
      for name in try FileTree.names(in: cacheFolder(of: stage))
      where name.hasPrefix(Self.stagingPrefix) {
        try FileTree.remove(cacheFolder(of: stage) + "/" + name)
      }
    }
    for folder in ["records", "results"] {
      try Self.removeIncompleteFiles(under: path + "/" + folder)
    }
    for name in try FileTree.names(in: path) where name.hasPrefix("digests.json.incomplete-") {
      try FileCalls.removeFile(path + "/" + name)
    }
  }

  private static func removeIncompleteFiles(under folder: String) throws(EngineError) {
    for name in try FileTree.names(in: folder) {
      let full = folder + "/" + name
      if name.contains(".incomplete-") {
        try FileTree.remove(full)
      } else if FileCalls.status(full, followLinks: false)?.kind == .folder {
        try removeIncompleteFiles(under: full)
      }
    }
  }
}
