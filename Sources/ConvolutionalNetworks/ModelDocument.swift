internal import TensorKernels

/// What `model.json` holds: everything about a network but its numbers.
struct ModelDocument: Hashable, Sendable, Codable {
  static let currentSchema = 1

  /// What the input and the layers mean. A model that differs in any of these is refused.
  struct Conventions: Hashable, Sendable, Codable {
    var alphabet = "ACGT"
    var unknownBase = "zero_row"
    var orientation = "transcript"
    var layout = "position_channel"
    var variableLength = "masked"
    var convolution = "same_stride_1"
    var pooling = "maximum_ceil_from_fragment_start"
    var canvas = "centred_floor"
    var weightLayout = "taps_inputs_outputs"

    static let current = Conventions()
  }

  /// One layer in order of computation; only the sizes that its kind has are present.
  struct Layer: Hashable, Sendable, Codable {
    var kind: String
    var filters: Int?
    var kernel: Int?
    var window: Int?
    var positions: Int?
    var units: Int?
    var probability: Double?
    var epsilon: Double?

    init(_ kind: String) { self.kind = kind }
  }

  var format = "cupel convolutional network"
  var schemaVersion = ModelDocument.currentSchema
  var conventions = Conventions.current
  var layers: [Layer]
  var tasks: [TaskScaling]
  var strand: StrandHypothesis
  var strandMode: StrandMode
  var options: ConvolutionalNetworkOptions
  var history: TrainingHistory
  var warnings: [TrainingWarning]
}

extension ModelDocument.Layer {
  /// The layer list of an architecture.
  static func list(_ architecture: NetworkArchitecture, epsilon: Double) -> [Self] {
    var layers: [Self] = []
    func add(_ kind: String, _ set: (inout Self) -> Void = { _ in }) {
      var layer = Self(kind)
      set(&layer)
      layers.append(layer)
    }
    for block in architecture.blocks {
      add("convolution") {
        $0.filters = block.filters
        $0.kernel = block.kernel
      }
      add(block.batchNormalization ? "batch_normalization" : "bias") {
        if block.batchNormalization { $0.epsilon = epsilon }
      }
      add("relu")
      if block.pool > 1 { add("maximum_pool") { $0.window = block.pool } }
    }
    switch architecture.head {
    case .canvas(let positions): add("flatten") { $0.positions = positions }
    case .pooling(_, _, totals: true): add("global_sum_and_max")
    case .pooling(let averages, let maximizes, _):
      add(averages ? (maximizes ? "global_average_and_max" : "global_average") : "global_max")
    }
    for block in architecture.dense {
      add("dense") { $0.units = block.units }
      add(block.batchNormalization ? "batch_normalization" : "bias") {
        if block.batchNormalization { $0.epsilon = epsilon }
      }
      add("relu")
      if block.dropout > 0 { add("dropout") { $0.probability = block.dropout } }
    }
    add("dense") { $0.units = architecture.taskCount }
    add("bias")
    return layers
  }
}

extension NetworkArchitecture {
  /// The architecture a layer list describes; nil when the list is none this program writes.
  init?(layers: [ModelDocument.Layer], options: ConvolutionalNetworkOptions, taskCount: Int) {
    let heads: [NetworkArchitecture.Head] = layers.compactMap { layer in
      switch layer.kind {
      case "flatten": layer.positions.map { .canvas(positions: $0) }
      case "global_average": .pooling(averages: true, maximizes: false)
      case "global_max": .pooling(averages: false, maximizes: true)
      case "global_average_and_max": .pooling(averages: true, maximizes: true)
      case "global_sum_and_max": .pooling(averages: true, maximizes: true, totals: true)
      default: nil
      }
    }
    guard heads.count == 1, taskCount > 0, (try? options.validate()) != nil else { return nil }
    if case .canvas(let positions) = heads[0], positions < 1 { return nil }
    self.init(
      blocks: options.blocks, head: heads[0], dense: options.dense, taskCount: taskCount)
    // A model normalised with another epsilon would predict other values here.
    guard ModelDocument.Layer.list(self, epsilon: NormalizedPooling.epsilon) == layers else {
      return nil
    }
  }
}
