/// Why a stage has to run: data first, words derived from it.
///
/// ```swift
/// StaleReason.parameterChanged(path: "normalize.minimum_input_dna", from: 5, to: 10).words
/// // "parameter normalize.minimum_input_dna changed: 5 → 10"
/// ```
public enum StaleReason: Hashable, Sendable {
  /// There is no result of this stage in the work folder.
  case neverRun
  /// The code of the stage changed.
  case implementationChanged(from: Int, to: Int)
  /// A parameter changed, appeared (`from` is nothing) or went away (`to` is nothing).
  case parameterChanged(path: String, from: ParameterValue?, to: ParameterValue?)
  /// The seed changed.
  case seedChanged(from: UInt64?, to: UInt64?)
  /// The bytes of an input changed.
  case inputChanged(label: String, path: String)
  /// An input was not used before.
  case inputAdded(label: String)
  /// An input is no longer used.
  case inputRemoved(label: String)
  /// An upstream stage gives other bytes than before.
  case upstreamOutputChanged(stage: String)
  /// The stage did not build on this one before.
  case upstreamAdded(stage: String)
  /// The stage no longer builds on this one.
  case upstreamRemoved(stage: String)
  /// An upstream stage will run; if its output comes out the same, this stage is reused. Only in
  /// plans.
  case upstreamWillRun(stage: String)
  /// A file of the result is gone.
  case outputMissing(file: String)
  /// A file of the result is not what was written.
  case outputDamaged(file: String)
  /// The user asked for it.
  case forced

  /// The reason in words a user reads.
  public var words: String {
    switch self {
    case .neverRun: "never run"
    case .implementationChanged(let from, let to): "implementation changed: \(from) → \(to)"
    case .parameterChanged(let path, let from?, let to?):
      "parameter \(path) changed: "
        + (from.words == to.words
          ? "\(from.canonicalJSON) → \(to.canonicalJSON)" : "\(from.words) → \(to.words)")
    case .parameterChanged(let path, let from, let to):
      from.map { "parameter \(path) removed, was \($0.words)" }
        ?? "parameter \(path) added: \(to?.words ?? "nothing")"
    case .seedChanged(let from, let to):
      "seed changed: \(from.map(String.init) ?? "none") → \(to.map(String.init) ?? "none")"
    case .inputChanged(let label, let path): "input \(label) changed: \(path)"
    case .inputAdded(let label): "input \(label) added"
    case .inputRemoved(let label): "input \(label) removed"
    case .upstreamOutputChanged(let stage): "output of \(stage) changed"
    case .upstreamAdded(let stage): "now builds on \(stage)"
    case .upstreamRemoved(let stage): "no longer builds on \(stage)"
    case .upstreamWillRun(let stage): "\(stage) will run"
    case .outputMissing(let file): "output \(file) is missing"
    case .outputDamaged(let file): "output \(file) is damaged"
    case .forced: "forced"
    }
  }

  /// The name of the case, for machines.
  public var kind: String {
    switch self {
    case .neverRun: "neverRun"
    case .implementationChanged: "implementationChanged"
    case .parameterChanged: "parameterChanged"
    case .seedChanged: "seedChanged"
    case .inputChanged: "inputChanged"
    case .inputAdded: "inputAdded"
    case .inputRemoved: "inputRemoved"
    case .upstreamOutputChanged: "upstreamOutputChanged"
    case .upstreamAdded: "upstreamAdded"
    case .upstreamRemoved: "upstreamRemoved"
    case .upstreamWillRun: "upstreamWillRun"
    case .outputMissing: "outputMissing"
    case .outputDamaged: "outputDamaged"
    case .forced: "forced"
    }
  }

  /// The reason for a program that reads JSON: kind, words, and the data of a change.
  public var json: ParameterValue {
    var members: [String: ParameterValue] = ["kind": .string(kind), "words": .string(words)]
    switch self {
    case .neverRun, .forced: break
    case .implementationChanged(let from, let to):
      members["from"] = .int(from)
      members["to"] = .int(to)
    case .parameterChanged(let path, let from, let to):
      members["path"] = .string(path)
      members["from"] = from ?? .null
      members["to"] = to ?? .null
    case .seedChanged(let from, let to):
      members["from"] = from.map { .string(String($0)) } ?? .null
      members["to"] = to.map { .string(String($0)) } ?? .null
    case .inputChanged(let label, let path):
      members["label"] = .string(label)
      members["path"] = .string(path)
    case .inputAdded(let label), .inputRemoved(let label): members["label"] = .string(label)
    case .upstreamOutputChanged(let stage), .upstreamAdded(let stage),
      .upstreamRemoved(let stage), .upstreamWillRun(let stage):
      members["stage"] = .string(stage)
    case .outputMissing(let file), .outputDamaged(let file): members["file"] = .string(file)
    }
    return .object(members)
  }
}
