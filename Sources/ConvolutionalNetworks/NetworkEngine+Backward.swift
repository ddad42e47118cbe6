internal import TensorKernels

extension NetworkEngine {
  /// Gradients of all parameters, given `predictionGradient` of the last training pass.
  ///
  /// The activations of the pass are consumed: each may be run backward once.
  package func backward(_ mode: PassMode) throws {
    let layer = layout.layers[layout.layers.count - 1]
    let x = dense.last?.output.pooled ?? headOutput
    let dx = dense.last?.gradient ?? headGradient
    try outputProduct.backwardWeights(
      x, dy: predictionGradient, into: parameter(layer.weight, in: gradients), items: items,
      threads: threads)
    outputProduct.backwardBias(
      predictionGradient, into: parameter(layer.shift, in: gradients), items: items)
    try outputProduct.backwardInput(
      predictionGradient, weights: parameter(layer.weight, in: parameters), into: dx,
      items: items, threads: threads)
    for index in dense.indices.reversed() { try backwardDense(index, mode) }
    try backwardHead()
    for index in convolutions.indices.reversed() { try backwardConvolution(index) }
  }

  private func backwardDense(_ index: Int, _ mode: PassMode) throws {
    let stage = dense[index]
    let number = convolutions.count + index
    let layer = layout.layers[number]
    let rows = PackedLayout(lengths: [items], gap: 0)
    if case .training(let key?) = mode {
      drop(stage.gradient, stage: stage, layer: number, key: key)
    }
    try stage.activation.backward(
      stage.z, layout: rows, vectors: vectors(number), output: stage.output, outputLayout: rows,
      gradient: stage.gradient, dScale: parameter(layer.scale ?? layer.shift, in: gradients),
      dShift: parameter(layer.shift, in: gradients), threads: threads)
    let x = index == 0 ? headOutput : dense[index - 1].output.pooled
    let dx = index == 0 ? headGradient : dense[index - 1].gradient
    try stage.product.backwardWeights(
      x, dy: stage.z, into: parameter(layer.weight, in: gradients), items: items,
      threads: threads)
    try stage.product.backwardInput(
      stage.z, weights: parameter(layer.weight, in: parameters), into: dx, items: items,
      threads: threads)
  }

  private func backwardHead() throws {
    let last = layouts[layouts.count - 1]
    let dx = convolutions[convolutions.count - 1].gradient
    switch head {
    case .canvas(let placement):
      try placement.backward(headGradient, layout: last, into: dx, threads: threads)
    case .pooling(let pooling):
      try pooling.backward(
        headGradient, layout: last, into: dx, winner: headWinner, threads: threads)
    }
  }

  private func backwardConvolution(_ index: Int) throws {
    let stage = convolutions[index]
    let layer = layout.layers[index]
    try stage.pooling.backward(
      stage.z, layout: layouts[index], vectors: vectors(index), output: stage.output,
      outputLayout: layouts[index + 1], gradient: stage.gradient,
      dScale: parameter(layer.scale ?? layer.shift, in: gradients),
      dShift: parameter(layer.shift, in: gradients), threads: threads)
    let x = index == 0 ? input : convolutions[index - 1].output.pooled
    try stage.convolution.backwardWeights(
      x, dz: stage.z, into: parameter(layer.weight, in: gradients), layout: layouts[index],
      threads: threads)
    if index > 0 {
      try stage.convolution.backwardInput(
        stage.z, weights: parameter(layer.weight, in: parameters),
        into: convolutions[index - 1].gradient, layout: layouts[index], threads: threads)
    }
  }
}
