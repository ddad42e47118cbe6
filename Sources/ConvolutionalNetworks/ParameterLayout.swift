package import Statistics

/// A trainable tensor within the one long vector of all parameters.
package struct ParameterTensor: Hashable, Sendable {
  package enum Role: Hashable, Sendable {
    // Weights into ReLU units with a bias, into normalised ones, into the linear output.
    case hiddenWeight, normalizedWeight, outputWeight
    case scale, shift

    // Range of the initial weights in units of 1 / √inputs.
    var gain: Double {
      switch self {
      case .hiddenWeight: 6.0.squareRoot()
      case .normalizedWeight: 0.1
      case .outputWeight: 0.3
      case .scale, .shift: 0
      }
    }
  }

  package let name: String
  package let shape: [Int]
  package let offset: Int
  package let role: Role

  package var count: Int { shape.reduce(1, *) }
  var isWeight: Bool { role != .scale && role != .shift }
  // Weights are (…inputs, outputs): the last dimension counts filters or units.
  var units: Int { shape[shape.count - 1] }
  var inputsPerUnit: Int { count / units }
}

/// Names, shapes and places of all parameters and of the running statistics.
///
/// Order: layers from input to output; per layer the weights, γ (when normalised), β or bias.
/// The statistics vector holds, per normalised layer, the running mean and the running variance.
package struct ParameterLayout: Hashable, Sendable {
  struct Layer: Hashable, Sendable {
    let weight: Int
    let scale: Int?
    let shift: Int
    let statistics: Int?
    let channels: Int
  }

  package private(set) var tensors: [ParameterTensor] = []
  package private(set) var statistics: [ParameterTensor] = []
  private(set) var layers: [Layer] = []
  package private(set) var count = 0
  package private(set) var statisticsCount = 0

  package init(_ architecture: NetworkArchitecture) {
    var channels = 4
    for (index, block) in architecture.blocks.enumerated() {
      addLayer(
        "convolution\(index + 1)", shape: [block.kernel, channels, block.filters],
        normalized: block.batchNormalization)
      channels = block.filters
    }
    var width = architecture.headWidth
    for (index, block) in architecture.dense.enumerated() {
      addLayer(
        "dense\(index + 1)", shape: [width, block.units], normalized: block.batchNormalization)
      width = block.units
    }
    addLayer("output", shape: [width, architecture.taskCount], normalized: false)
  }

  private mutating func addLayer(_ name: String, shape: [Int], normalized: Bool) {
    let units = shape[shape.count - 1]
    let role: ParameterTensor.Role =
      name == "output" ? .outputWeight : normalized ? .normalizedWeight : .hiddenWeight
    let weight = add("\(name).weight", shape, role)
    let scale = normalized ? add("\(name).norm.scale", [units], .scale) : nil
    let shift = add(normalized ? "\(name).norm.shift" : "\(name).bias", [units], .shift)
    var first: Int?
    if normalized {
      first = statistics.count
      for kind in ["mean", "variance"] {
        statistics.append(
          ParameterTensor(
            name: "\(name).norm.running_\(kind)", shape: [units], offset: statisticsCount,
            role: kind == "variance" ? .scale : .shift))
        statisticsCount += units
      }
    }
    layers.append(
      Layer(weight: weight, scale: scale, shift: shift, statistics: first, channels: units))
  }

  private mutating func add(
    _ name: String, _ shape: [Int], _ role: ParameterTensor.Role
  ) -> Int {
    tensors.append(ParameterTensor(name: name, shape: shape, offset: count, role: role))
    count += tensors[tensors.count - 1].count
    return tensors.count - 1
  }

  /// Fresh parameters: uniform weights in ±g / √inputs, γ 1, β and biases 0.
  ///
  /// g is √6 (He) for layers with a bias before ReLU, 0.1 for normalised layers, 0.3 for the
  /// output. Normalisation cancels the size of the weights before it, so g there sets nothing but
  /// how fast a filter can turn: with He's weights on one-hot input a filter hardly moves before
  /// the layers above it have learned the training rows by heart, with small ones it finds motifs
  /// within an epoch. The output starts near zero, so that the first predictions are the mean.
  /// Benchmarks/cnn/README.md has the measurement.
  package func initialParameters(seed: Seed) -> [Float] {
    var values = [Float](repeating: 0, count: count)
    for (index, tensor) in tensors.enumerated() {
      let range = tensor.offset..<(tensor.offset + tensor.count)
      switch tensor.role {
      case .shift: break
      case .scale: for at in range { values[at] = 1 }
      case .hiddenWeight, .normalizedWeight, .outputWeight:
        let limit = tensor.role.gain / Double(tensor.inputsPerUnit).squareRoot()
        var generator = SeededGenerator(seed.derived("initialization", index))
        for at in range { values[at] = Float((2 * generator.uniform() - 1) * limit) }
      }
    }
    return values
  }

  /// Running means 0, running variances 1.
  package var initialStatistics: [Float] {
    var values = [Float](repeating: 0, count: statisticsCount)
    for tensor in statistics where tensor.role == .scale {
      for at in tensor.offset..<(tensor.offset + tensor.count) { values[at] = 1 }
    }
    return values
  }
}
