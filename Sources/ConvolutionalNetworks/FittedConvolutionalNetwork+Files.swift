internal import ArrayFiles
internal import Foundation
internal import TensorKernels

extension FittedConvolutionalNetwork {
  /// Name of the file that describes the network.
  public static let documentName = "model.json"
  /// Name of the file with its numbers.
  public static let weightsName = "model.safetensors"

  /// Writes `model.json` and `model.safetensors` into a folder, which is made when missing.
  ///
  /// The same network gives the same bytes. Each file appears whole or not at all.
  public func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var weights = SafetensorsFile(metadata: ["format": "cupel convolutional network"])
    let layout = ParameterLayout(architecture)
    for (tensors, values) in [(layout.tensors, parameters), (layout.statistics, statistics)] {
      for tensor in tensors {
        let range = tensor.offset..<(tensor.offset + tensor.count)
        weights[tensor.name] = SafetensorsFile.Tensor(
          shape: tensor.shape, elements: .float32(Array(values[range])))
      }
    }
    try weights.write(to: "\(folder)/\(Self.weightsName)")
    let document = ModelDocument(
      layers: ModelDocument.Layer.list(architecture, epsilon: NormalizedPooling.epsilon),
      tasks: scaling, strand: options.strand, strandMode: options.strandMode, options: options,
      history: history, warnings: warnings)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try encoder.encode(document).write(
      to: URL(fileURLWithPath: "\(folder)/\(Self.documentName)"), options: .atomic)
  }

  /// Reads a network that ``write(to:)`` wrote; its predictions are the same.
  ///
  /// - Throws: ``ConvolutionalNetworkError/foreignConvention(path:key:found:expected:)`` when the
  ///   model means something else by its input, ``ConvolutionalNetworkError/malformedFile(path:problem:)``,
  ///   and file errors.
  public init(folder: String) throws {
    let path = "\(folder)/\(Self.documentName)"
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    try Self.checkConventions(data, path: path)
    let document: ModelDocument
    do {
      document = try JSONDecoder().decode(ModelDocument.self, from: data)
    } catch {
      throw ConvolutionalNetworkError.malformedFile(path: path, problem: Self.problem(in: error))
    }
    guard
      let architecture = NetworkArchitecture(
        layers: document.layers, options: document.options, taskCount: document.tasks.count)
    else {
      throw ConvolutionalNetworkError.malformedFile(
        path: path, problem: "the layer list and the options describe different networks")
    }
    let weights = try SafetensorsFile(path: "\(folder)/\(Self.weightsName)")
    let layout = ParameterLayout(architecture)
    self.init(
      options: document.options, scaling: document.tasks, history: document.history,
      warnings: document.warnings, architecture: architecture,
      parameters: try layout.tensors.flatMap { try weights.float32($0.name, shape: $0.shape) },
      statistics: try layout.statistics.flatMap { try weights.float32($0.name, shape: $0.shape) })
  }

  // Conventions are checked on the raw text first, so that a model of another program or version
  // is named as such even when the rest of its document cannot be decoded.
  private static func checkConventions(_ data: Data, path: String) throws {
    let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    guard let json, let found = json["conventions"] as? [String: Any] else {
      throw ConvolutionalNetworkError.malformedFile(path: path, problem: "it has no conventions")
    }
    let version = json["schemaVersion"].map { "\($0)" } ?? "missing"
    if version != "\(ModelDocument.currentSchema)" {
      throw ConvolutionalNetworkError.foreignConvention(
        path: path, key: "schemaVersion", found: version,
        expected: "\(ModelDocument.currentSchema)")
    }
    let expected = try JSONSerialization.jsonObject(
      with: try JSONEncoder().encode(ModelDocument.Conventions.current))
    for (key, value) in (expected as? [String: String] ?? [:]).sorted(by: { $0.key < $1.key }) {
      let other = found[key] as? String ?? "missing"
      if other != value {
        throw ConvolutionalNetworkError.foreignConvention(
          path: path, key: key, found: other, expected: value)
      }
    }
  }

  private static func problem(in error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "'\(key.stringValue)' is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' has the wrong type"
    default: "it is not valid JSON"
    }
  }
}
