package import Statistics
internal import TensorKernels

/// Names the dropout masks of one step.
package struct DropoutKey: Hashable, Sendable {
  package let seed: Seed
  package let epoch: Int
  package let step: Int

  /// Names the masks of one step.
  package init(seed: Seed, epoch: Int, step: Int) {
    self.seed = seed
    self.epoch = epoch
    self.step = step
  }

  func seed(layer: Int, item: Int) -> UInt64 {
    seed.derived("dropout", layer, epoch, step, item).value
  }
}

/// How a batch is run.
package enum PassMode: Hashable, Sendable {
  // Batch statistics, and dropout when there is a key.
  case training(DropoutKey?)
  // As training without dropout, with the given share of the batch in the running statistics.
  case calibration(momentum: Double)
  // Running statistics, no dropout, nothing kept for gradients.
  case evaluation

  // Share of the batch in the running statistics; nil when they are used, not measured.
  var momentum: Double? {
    switch self {
    case .training: NormalizedPooling.momentum
    case .calibration(let momentum): momentum
    case .evaluation: nil
    }
  }
}

extension NetworkEngine {
  /// Makes the given sequences the current batch: base codes, one array per fragment.
  ///
  /// - Precondition: at most `capacity` fragments, within the lengths the engine was made for.
  package func load(_ sequences: [[UInt8]]) throws {
    precondition(sequences.count <= capacity, "\(sequences.count) fragments, \(capacity) fit")
    layouts = Self.layouts(architecture, lengths: sequences.map(\.count))
    try zeroGaps(of: input, channels: 4, layout: layouts[0], threads: 1)
    for (sequence, codes) in sequences.enumerated() {
      writeIndicatorRows(codes, into: input, layout: layouts[0], sequence: sequence)
    }
  }

  /// Runs the current batch; afterwards `predictions` holds (fragments, tasks), row-major.
  package func forward(_ mode: PassMode) throws {
    var x = input
    for (index, stage) in convolutions.enumerated() {
      let weights = parameter(layout.layers[index].weight, in: parameters)
      try stage.convolution.forward(
        x, weights: weights, into: stage.z, layout: layouts[index], threads: threads)
      try activate(
        stage.pooling, stage.z, layouts[index], layer: index, into: stage.output,
        layouts[index + 1], mode)
      x = stage.output.pooled
    }
    let last = layouts[layouts.count - 1]
    switch head {
    case .canvas(let placement):
      try placement.forward(x, layout: last, into: headOutput, threads: threads)
    case .pooling(let pooling):
      try pooling.forward(
        x, layout: last, into: headOutput, winner: headWinner, threads: threads)
    }
    try forwardDense(mode)
  }

  private func forwardDense(_ mode: PassMode) throws {
    var x = headOutput
    // One "sequence" whose positions are the fragments: statistics run over the batch.
    let rows = PackedLayout(lengths: [items], gap: 0)
    for (index, stage) in dense.enumerated() {
      let layer = convolutions.count + index
      let weights = parameter(layout.layers[layer].weight, in: parameters)
      try stage.product.forward(
        x, weights: weights, into: stage.z, items: items, threads: threads)
      try activate(stage.activation, stage.z, rows, layer: layer, into: stage.output, rows, mode)
      if case .training(let key?) = mode {
        drop(stage.output.pooled, stage: stage, layer: layer, key: key)
      }
      x = stage.output.pooled
    }
    let layer = layout.layers[layout.layers.count - 1]
    try outputProduct.forward(
      x, weights: parameter(layer.weight, in: parameters), into: predictions, items: items,
      threads: threads)
    outputProduct.addBias(
      parameter(layer.shift, in: parameters), to: predictions, items: items)
  }

  private func activate(
    _ pooling: NormalizedPooling, _ z: TensorSlice, _ from: PackedLayout, layer: Int,
    into output: NormalizedPooling.Output, _ to: PackedLayout, _ mode: PassMode
  ) throws {
    if let momentum = mode.momentum {
      try pooling.forwardTraining(
        z, layout: from, vectors: vectors(layer), into: output, outputLayout: to,
        momentum: momentum, threads: threads)
    } else {
      try pooling.forwardEvaluation(
        z, layout: from, vectors: vectors(layer), into: output, outputLayout: to,
        threads: threads)
    }
  }

  /// Applies the dropout of a dense stage to its activations or to their gradient.
  func drop(_ x: TensorSlice, stage: DenseStage, layer: Int, key: DropoutKey) {
    guard stage.dropout > 0 else { return }
    let units = stage.product.outputs
    for item in 0..<items {
      applyDropout(
        to: x.slice(at: item * units, count: units), seed: key.seed(layer: layer, item: item),
        keep: 1 - stage.dropout)
    }
  }

  /// The first layer of the current batch with a number that is not finite.
  package func firstLayerNotFinite() -> String? {
    let names = layout.layers.map { layer in
      String(layout.tensors[layer.weight].name.dropLast(".weight".count))
    }
    func broken(_ x: TensorSlice) -> Bool { !x.values.allSatisfy(\.isFinite) }
    if broken(parameters) {
      for tensor in layout.tensors
      where broken(parameters.slice(at: tensor.offset, count: tensor.count)) {
        return tensor.name
      }
    }
    for (index, stage) in convolutions.enumerated() {
      let used = layouts[index + 1].rowCount * stage.pooling.channels
      if broken(stage.output.pooled.slice(at: 0, count: used)) { return names[index] }
    }
    for (index, stage) in dense.enumerated() {
      let used = items * stage.product.outputs
      if broken(stage.output.pooled.slice(at: 0, count: used)) {
        return names[convolutions.count + index]
      }
    }
    let used = items * architecture.taskCount
    return broken(predictions.slice(at: 0, count: used)) ? "output" : nil
  }
}
