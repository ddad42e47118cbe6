import Estimators
import Foundation

/// Gradient and Hessian of the loss of one row with respect to its margin.
typealias GradientPair = SIMD2<Float>

extension BoostingObjective {
  /// Default of XGBoost's `max_delta_step` for Poisson regression: it bounds leaf weights and
  /// inflates the Hessian.
  static let poissonMaximumStep: Float = 0.7

  /// Bound on the absolute weight of a leaf; 0 for none.
  var maximumLeafWeight: Double { self == .poisson ? Double(Self.poissonMaximumStep) : 0 }

  /// The constant prediction that boosting starts from: the mean target by the weights of the rows,
  /// kept inside the open range of the link.
  func baseScore(of targets: [Double], weights: [Double]?) -> Float {
    let mean = weightedMean(targets, weights: weights)
    switch self {
    case .squaredError: return Float(mean)
    case .logistic: return Float(min(max(mean, 1e-6), 1 - 1e-6))
    case .poisson: return Float(max(mean, 1e-6))
    }
  }

  /// The margin of a prediction: identity, logit or logarithm.
  func margin(ofPrediction prediction: Float) -> Float {
    switch self {
    case .squaredError: prediction
    case .logistic: -log(1 / prediction - 1)
    case .poisson: log(prediction)
    }
  }

  /// The prediction of a margin: identity, logistic or exponential function.
  func prediction(ofMargin margin: Float) -> Float {
    switch self {
    case .squaredError: margin
    case .logistic: 1 / (1 + exp(-margin))
    case .poisson: exp(margin)
    }
  }

  /// Writes the gradient pair of every row, times its weight.
  func writeGradients(
    margins: [Float], targets: [Float], weights: [Float]?, into pairs: inout [GradientPair]
  ) {
    switch self {
    case .squaredError:
      for row in pairs.indices { pairs[row] = GradientPair(margins[row] - targets[row], 1) }
    case .logistic:
      for row in pairs.indices {
        let probability = prediction(ofMargin: margins[row])
        pairs[row] = GradientPair(
          probability - targets[row], max(probability * (1 - probability), 1e-16))
      }
    case .poisson:
      for row in pairs.indices {
        pairs[row] = GradientPair(
          exp(margins[row]) - targets[row], exp(margins[row] + Self.poissonMaximumStep))
      }
    }
    guard let weights else { return }
    for row in pairs.indices { pairs[row] *= weights[row] }
  }

  /// Mean loss by the weights of the rows: squared error, log loss, or Poisson deviance divided by
  /// two.
  func meanLoss(margins: [Float], targets: [Float], weights: [Float]?) -> Double {
    var sum = 0.0
    guard let weights else {
      for row in margins.indices { sum += loss(margins[row], targets[row]) }
      return sum / Double(margins.count)
    }
    var total = 0.0
    for row in margins.indices {
      let weight = Double(weights[row])
      sum += weight * loss(margins[row], targets[row])
      total += weight
    }
    return sum / total
  }

  private func loss(_ margin: Float, _ target: Float) -> Double {
    let margin = Double(margin)
    let target = Double(target)
    switch self {
    case .squaredError:
      return (margin - target) * (margin - target)
    case .logistic:
      // log(1 + e^m) − y·m, written so that neither sign of the margin overflows.
      return max(margin, 0) + log1p(exp(-abs(margin))) - target * margin
    case .poisson:
      let saturated = target > 0 ? target * log(target) - target : 0
      return exp(margin) - target * margin + saturated
    }
  }

  /// Checks that every target lies in the range of the objective.
  ///
  /// - Throws: ``GradientBoostingError/targetOutOfRange(task:row:value:expected:)``.
  func check(targets: [Double], rows: [Int], task: String) throws {
    let range: (isValid: (Double) -> Bool, text: String)
    switch self {
    case .squaredError: return
    case .logistic: range = ({ (0...1).contains($0) }, "a value from 0 to 1")
    case .poisson: range = ({ $0 >= 0 }, "a value of 0 or more")
    }
    if let bad = targets.firstIndex(where: { !range.isValid($0) }) {
      throw GradientBoostingError.targetOutOfRange(
        task: task, row: rows[bad], value: targets[bad], expected: range.text)
    }
  }
}
