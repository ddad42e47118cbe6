extension TargetMatrix {
  /// Weights a model can work with. Between the bounds, sums over billions of rows and products
  /// with gradients keep their precision in 32-bit numbers.
  package static func isUsable(weight: Double) -> Bool {
    weight == 0 || (1e-12...1e12).contains(weight)
  }

  /// What is asked of a weight, for messages.
  package static let usableWeights = "0, or a number from 1e-12 to 1e12"

  /// The same targets, with those of weight 0 marked as not observed.
  ///
  /// ```swift
  /// TargetMatrix(tasks: ["K562"], values: [[1.5, 2]], weights: [[0, 1]]).withoutZeroWeights.values
  /// // [[nil, 2]]
  /// ```
  package var withoutZeroWeights: TargetMatrix {
    guard let weights else { return self }
    return TargetMatrix(
      tasks: tasks,
      values: zip(values, weights).map { values, weights in
        zip(values, weights).map { $1 == 0 ? nil : $0 }
      },
      weights: weights)
  }
}

/// The mean of values that count by their weights, Σ w·v / Σ w; without weights the plain mean.
///
/// ```swift
/// weightedMean([1, 4], weights: [2, 1])  // 2
/// ```
///
/// - Precondition: one weight per value; not empty.
package func weightedMean(_ values: [Double], weights: [Double]?) -> Double {
  precondition(!values.isEmpty, "no values")
  guard let weights else { return values.reduce(0, +) / Double(values.count) }
  precondition(values.count == weights.count, "\(weights.count) weights, \(values.count) values")
  var sum = 0.0
  var total = 0.0
  for row in values.indices {
    sum += weights[row] * values[row]
    total += weights[row]
  }
  return sum / total
}
