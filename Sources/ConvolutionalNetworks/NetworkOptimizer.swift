internal import TensorKernels

/// Applies optimiser steps to the parameters of an engine.
final class NetworkOptimizer {
  private let options: TrainingOptions
  private let engine: NetworkEngine
  /// First moments of Adam; unused by RMSprop.
  let first: TensorSlice
  /// Second moments.
  let second: TensorSlice
  /// Steps taken.
  var step = 0
  /// The learning rate now.
  var rate: Double

  init(options: TrainingOptions, engine: NetworkEngine) throws {
    self.options = options
    self.engine = engine
    rate = options.optimizer.learningRate
    first = try TensorBuffer(count: engine.layout.count).all
    second = try TensorBuffer(count: engine.layout.count).all
  }

  /// Forgets all moments.
  func reset() {
    first.fill(0)
    second.fill(0)
    step = 0
    rate = options.optimizer.learningRate
  }

  /// One step with the gradients of the engine: clip, penalty, update, max-norm.
  ///
  /// - Parameter regularized: false leaves out clip, penalty and max-norm.
  func apply(regularized: Bool = true) throws {
    step += 1
    var clip = 1.0
    if regularized, let limit = options.gradientClip {
      let norm = try sumOfSquares(engine.gradients, threads: engine.threads).squareRoot()
      if norm > limit { clip = limit / norm }
    }
    for (index, tensor) in engine.layout.tensors.enumerated() {
      let penalty = regularized && tensor.isWeight ? options.weightPenalty : 0
      try update(index, GradientTreatment(scale: clip, penalty: penalty))
      if regularized, tensor.isWeight, let limit = options.maximumNorm {
        try limitColumnNorms(
          engine.parameter(index, in: engine.parameters), columns: tensor.units, limit: limit)
      }
    }
  }

  private func update(_ index: Int, _ treatment: GradientTreatment) throws {
    let weights = engine.parameter(index, in: engine.parameters)
    let gradient = engine.parameter(index, in: engine.gradients)
    switch options.optimizer {
    case .adam(_, let firstDecay, let secondDecay, let epsilon):
      let adam = AdamStep(
        rate: rate, firstDecay: firstDecay, secondDecay: secondDecay, epsilon: epsilon,
        step: step)
      try adam.apply(
        to: weights, gradient: gradient, first: engine.parameter(index, in: first),
        second: engine.parameter(index, in: second), treatment: treatment,
        threads: engine.threads)
    case .rmsprop(_, let decay, let epsilon):
      try RMSpropStep(rate: rate, decay: decay, epsilon: epsilon).apply(
        to: weights, gradient: gradient, second: engine.parameter(index, in: second),
        treatment: treatment, threads: engine.threads)
    }
  }
}
