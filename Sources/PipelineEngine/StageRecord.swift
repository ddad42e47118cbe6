/// One file of a result.
public struct OutputFile: Hashable, Sendable {
  /// Path relative to the folder of the result.
  public let path: String
  /// Size in bytes.
  public let size: Int
  /// Digest of its bytes.
  public let digest: ContentDigest
}

/// How a result came about. The result counts only once its record is written.
public struct StageRecord: Hashable, Sendable {
  /// Name of the stage.
  public let stage: String
  /// The key of the result.
  public let key: StageKey
  /// Everything that entered the key, by name.
  public let keyParts: ParameterValue
  /// The files, sorted by path.
  public let outputs: [OutputFile]
  /// Digest over paths and digests of all files.
  public let outputDigest: ContentDigest
  /// Version of the program.
  public let version: String
  /// Wall-clock seconds the body took.
  public let seconds: Double
  /// Largest resident memory of the process while the body ran, when the system tells.
  public let peakMemoryBytes: Int?
  /// Name of the machine.
  public let host: String
  /// Threads the stage was allowed.
  public let threads: Int
  /// When it finished, ISO 8601 in UTC.
  public let finished: String

  /// The sum of the sizes of the files.
  public var bytes: Int { outputs.reduce(0) { $0 + $1.size } }

  static func outputDigest(of outputs: [OutputFile]) -> ContentDigest {
    DigestMemo.treeDigest(outputs.map { ($0.path, $0.digest) })
  }
}

extension StageRecord {
  /// The record as JSON.
  public var json: ParameterValue {
    [
      "stage": .string(stage), "key": .string(key.description), "key_parts": keyParts,
      "outputs": .list(
        outputs.map {
          ["path": .string($0.path), "bytes": .int($0.size), "sha256": .string($0.digest.hex)]
        }),
      "output_digest": .string(outputDigest.hex), "cupel_version": .string(version),
      "seconds": .double(seconds), "peak_memory_bytes": peakMemoryBytes.map { .int($0) } ?? .null,
      "host": .string(host), "threads": .int(threads), "finished": .string(finished),
    ]
  }

  /// Reads a record, or nothing when a member is missing or of the wrong type, or when the key or the
  /// output digest do not follow from the rest.
  init?(json: ParameterValue) {
    guard let stage = json["stage"]?.stringValue,
      let key = json["key"]?.stringValue.flatMap(StageKey.init(hex:)),
      let keyParts = json["key_parts"], StageKey(parts: keyParts) == key,
      let files = json["outputs"]?.listValue,
      let outputDigest = json["output_digest"]?.stringValue.flatMap(ContentDigest.init(hex:)),
      let version = json["cupel_version"]?.stringValue, let seconds = json["seconds"]?.doubleValue,
      let host = json["host"]?.stringValue, let threads = json["threads"]?.intValue,
      let finished = json["finished"]?.stringValue
    else { return nil }
    let outputs = files.compactMap(OutputFile.init(json:))
    guard outputs.count == files.count, Self.outputDigest(of: outputs) == outputDigest else {
      return nil
    }
    self.init(
      stage: stage, key: key, keyParts: keyParts, outputs: outputs, outputDigest: outputDigest,
      version: version, seconds: seconds, peakMemoryBytes: json["peak_memory_bytes"]?.intValue,
      host: host, threads: threads, finished: finished)
  }
}

extension OutputFile {
  fileprivate init?(json: ParameterValue) {
    guard let path = json["path"]?.stringValue, let size = json["bytes"]?.intValue,
      let digest = json["sha256"]?.stringValue.flatMap(ContentDigest.init(hex:))
    else { return nil }
    self.init(path: path, size: size, digest: digest)
  }
}
