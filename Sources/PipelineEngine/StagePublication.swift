import Glibc

/// The way of one result from a staging folder into the cache.
///
/// The order makes a kill at any moment harmless: files are synced, an older record of the key is
/// removed, the folder is renamed, the record is written, the result link is moved. A folder without
/// its record does not count.
struct StagePublication {
  let stage: StageDeclaration
  let parts: KeyParts
  let key: StageKey
  let workFolder: WorkFolder
  let memo: DigestMemo
  let staging: String
  let checkpoint: String

  /// Makes an empty staging folder and the checkpoint folder of the key.
  init(
    stage: StageDeclaration, parts: KeyParts, workFolder: WorkFolder, memo: DigestMemo
  ) throws(EngineError) {
    guard let key = parts.key else {
      preconditionFailure("stage \(stage.name) runs before \(stage.upstream)")
    }
    self.stage = stage
    self.parts = parts
    self.key = key
    self.workFolder = workFolder
    self.memo = memo
    staging =
      workFolder.cacheFolder(of: stage.name)
      + "/\(WorkFolder.stagingPrefix)\(getpid())-\(key.digest.short)"
    checkpoint = workFolder.checkpoint(stage: stage.name, key: key)
    try FileTree.remove(staging)
    try FileCalls.makeFolder(staging)
    try FileCalls.makeFolder(checkpoint)
  }

  /// Puts the filled staging folder in place and records it.
  ///
  /// - Throws: ``EngineError`` when there is no file, an unexpected kind of file, a changed input, or
  ///   a file that cannot be written.
  func publish(seconds: Double, threads: Int, version: String) throws(EngineError) -> StageRecord {
    let outputs = try digestedOutputs()
    try checkInputsUnchanged()
    let record = StageRecord(
      stage: stage.name, key: key, keyParts: parts.value, outputs: outputs,
      outputDigest: StageRecord.outputDigest(of: outputs), version: version, seconds: seconds,
      peakMemoryBytes: ProcessFacts.peakMemoryBytes, host: ProcessFacts.host, threads: threads,
      finished: ProcessFacts.now)
    let recordFile = workFolder.recordFile(stage: stage.name, key: key)
    let entry = workFolder.entry(stage: stage.name, key: key)
    if FileCalls.status(recordFile) != nil {
      try FileCalls.removeFile(recordFile)
      try FileCalls.sync(workFolder.recordFolder(of: stage.name))
    }
    try AtomicDirectory.publish(staging, at: entry, setAsideAs: staging + "-old")
    try AtomicFile.write(record.json.prettyJSON, to: recordFile)
    try workFolder.makeCurrent(stage: stage.name, key: key)
    try FileTree.remove(checkpoint)
    return record
  }

  /// Removes the staging folder after a failure; a checkpoint with something in it stays.
  func abandon() {
    try? FileTree.remove(staging)
    try? FileCalls.removeEmptyFolder(checkpoint)
  }

  private func digestedOutputs() throws(EngineError) -> [OutputFile] {
    var outputs: [OutputFile] = []
    for name in try FileTree.files(under: staging, links: .refuse) {
      let path = staging + "/" + name
      let digest = try memo.freshDigest(ofFile: path, isOurs: true)
      outputs.append(
        OutputFile(path: name, size: FileCalls.status(path)?.size ?? 0, digest: digest))
    }
    if outputs.isEmpty { throw .noOutput(stage: stage.name) }
    return outputs
  }

  private func checkInputsUnchanged() throws(EngineError) {
    for input in stage.inputs {
      let before = parts.value["inputs"]?[input.label]?.stringValue
      if try memo.digest(of: input.path).hex != before {
        throw .inputChangedDuringRun(stage: stage.name, label: input.label, path: input.path)
      }
    }
  }
}
