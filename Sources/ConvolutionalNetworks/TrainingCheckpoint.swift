internal import ArrayFiles
internal import Foundation

/// The complete state of a run after an epoch; resuming from it continues as if nothing happened.
///
/// One file, `checkpoint.safetensors`, replaced atomically after each epoch: all parameters, the
/// running statistics, the optimiser's moments, the best parameters so far, and, in its metadata,
/// the counters and the history.
struct TrainingCheckpoint: Hashable, Sendable {
  static let fileName = "checkpoint.safetensors"
  private static let schemaVersion = 1

  /// Counters and history.
  struct Progress: Hashable, Sendable, Codable {
    var schemaVersion: Int
    /// Options (epochs at most set aside), tasks and architecture of the run.
    var run: String
    /// Digests of the training and validation rows.
    var data: [String]
    var step: Int
    var rate: Double
    var history: TrainingHistory
  }

  var progress: Progress
  var parameters: [Float]
  var statistics: [Float]
  var first: [Float]
  var second: [Float]
  var bestParameters: [Float]
  var bestStatistics: [Float]

  static func makeProgress(
    run: String, data: [String], step: Int, rate: Double, history: TrainingHistory
  ) -> Progress {
    Progress(
      schemaVersion: schemaVersion, run: run, data: data, step: step, rate: rate,
      history: history)
  }

  static func path(in folder: String) -> String {
    folder.hasSuffix("/") ? folder + fileName : "\(folder)/\(fileName)"
  }

  func write(to folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = String(decoding: try encoder.encode(progress), as: UTF8.self)
    var file = SafetensorsFile(metadata: ["progress": text])
    for (name, values) in vectors {
      file[name] = SafetensorsFile.Tensor(shape: [values.count], elements: .float32(values))
    }
    try file.write(to: Self.path(in: folder))
  }

  private var vectors: [(String, [Float])] {
    [
      ("parameters", parameters), ("statistics", statistics), ("first_moment", first),
      ("second_moment", second), ("best_parameters", bestParameters),
      ("best_statistics", bestStatistics),
    ]
  }

  /// Reads the checkpoint of a folder; nil when there is none.
  ///
  /// - Throws: ``ConvolutionalNetworkError/foreignCheckpoint(path:difference:)`` when it belongs
  ///   to another run, and file errors.
  static func read(
    from folder: String, run: String, data: [String], sizes: (parameters: Int, statistics: Int)
  ) throws -> TrainingCheckpoint? {
    let path = path(in: folder)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let file = try SafetensorsFile(path: path)
    let text = file.metadata["progress"] ?? ""
    guard let progress = try? JSONDecoder().decode(Progress.self, from: Data(text.utf8)) else {
      throw ConvolutionalNetworkError.malformedFile(
        path: path, problem: "its progress record cannot be read")
    }
    func foreign(_ difference: String) -> ConvolutionalNetworkError {
      .foreignCheckpoint(path: path, difference: difference)
    }
    if progress.schemaVersion != schemaVersion {
      throw foreign("format \(progress.schemaVersion) instead of \(schemaVersion)")
    }
    if progress.run != run { throw foreign("with other options, tasks or fragment lengths") }
    if progress.data != data { throw foreign("with other training or validation rows") }
    return TrainingCheckpoint(
      progress: progress,
      parameters: try file.float32("parameters", shape: [sizes.parameters]),
      statistics: try file.float32("statistics", shape: [sizes.statistics]),
      first: try file.float32("first_moment", shape: [sizes.parameters]),
      second: try file.float32("second_moment", shape: [sizes.parameters]),
      bestParameters: try file.float32("best_parameters", shape: [sizes.parameters]),
      bestStatistics: try file.float32("best_statistics", shape: [sizes.statistics]))
  }
}
