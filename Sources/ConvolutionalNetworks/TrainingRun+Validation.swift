internal import Estimators
internal import Statistics
internal import TensorKernels

extension TrainingRun {
  private func validationPredictions() throws -> [Float] {
    try engine.predict(
      validation.sequences, rows: validation.rows, strandMode: options.strandMode)
  }

  func validate(_ epoch: Int) throws -> (loss: Double, spearman: [Double?]) {
    let predictions = try validationPredictions()
    let error = MaskedSquaredError(
      predictions: predictions, rows: validation.rows, targets: validation.targets)
    guard error.loss.isFinite else { throw notFinite(epoch: epoch, step: optimizer.step) }
    let spearman = scaling.indices.map { task in
      let pairs = observedPairs(task: task, predictions)
      return spearmanCorrelation(pairs.predicted, pairs.measured)
    }
    return (error.loss, spearman)
  }

  private func observedPairs(
    task: Int, _ predictions: [Float]
  ) -> (predicted: [Double], measured: [Double]) {
    var pairs: (predicted: [Double], measured: [Double]) = ([], [])
    for (item, row) in validation.rows.enumerated() {
      guard let value = validation.raw.values[task][row] else { continue }
      pairs.predicted.append(Double(predictions[item * scaling.count + task]))
      pairs.measured.append(value)
    }
    return pairs
  }

  func collectWarnings() throws {
    let predictions = try validationPredictions()
    if history.bestEpoch == nil { warnings.append(.noDefinedScore) }
    for task in scaling.indices {
      let pairs = observedPairs(task: task, predictions)
      // Predictions are in units of the training targets' standard deviation.
      let measured = (standardDeviation(of: pairs.measured) ?? 0) / scaling[task].standardDeviation
      if (standardDeviation(of: pairs.predicted) ?? 0) < 1e-6 * measured {
        warnings.append(.constantPredictions(task: scaling[task].name))
      }
    }
    for warning in warnings { report(.warning(warning)) }
  }
}
