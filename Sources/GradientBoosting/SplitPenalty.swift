/// Sums of gradients (x) and Hessians (y) over the rows of a node.
typealias GradientSum = SIMD2<Double>

/// Leaf weights and gains as functions of gradient sums (models as in Chen and Guestrin 2016,
/// doi 10.1145/2939672.2939785).
///
/// ```swift
/// // λ 1, no α: sums G = −6, H = 2 give the weight 6/3 = 2 and the gain 36/3 = 12
/// ```
struct SplitPenalty: Sendable {
  /// λ.
  let l2: Double
  /// α.
  let l1: Double
  /// Bound on the absolute leaf weight; 0 for none.
  let maximumWeight: Double
  /// Least Hessian sum of either side.
  let minimumHessian: Double

  /// True when gain is G²/(H + λ), without shrinkage or bound.
  var isPlain: Bool { l1 == 0 && maximumWeight == 0 }

  init(_ options: GradientBoostingOptions) {
    l2 = options.l2Penalty
    l1 = options.l1Penalty
    maximumWeight = options.objective.maximumLeafWeight
    minimumHessian = options.minimumChildWeight
  }

  /// G shrunk towards 0 by α.
  private func shrunk(_ gradient: Double) -> Double {
    if gradient > l1 { return gradient - l1 }
    if gradient < -l1 { return gradient + l1 }
    return 0
  }

  /// The best weight of a leaf before η; 0 without rows.
  func weight(_ sum: GradientSum) -> Double {
    if sum.y <= 0 { return 0 }
    let weight = -shrunk(sum.x) / (sum.y + l2)
    return maximumWeight > 0 ? min(max(weight, -maximumWeight), maximumWeight) : weight
  }

  /// Twice the loss that the best leaf saves against weight 0.
  func gain(_ sum: GradientSum) -> Double {
    if sum.y <= 0 { return 0 }
    if maximumWeight > 0 {
      let weight = weight(sum)
      return -(2 * sum.x * weight + (sum.y + l2) * weight * weight)
    }
    let gradient = shrunk(sum.x)
    return gradient * gradient / (sum.y + l2)
  }
}

/// The best split of a node found in some of the features.
struct SplitCandidate: Sendable {
  /// Gain of both children together, rounded to Float so that sums that differ only by rounding
  /// are ties.
  var childGain: Float
  /// Index of the feature.
  var feature: Int
  /// Last bin that goes left.
  var bin: Int
  /// Sums of the left child.
  var left: GradientSum

  /// No split: any other is better.
  static let none = SplitCandidate(
    childGain: -Float.infinity, feature: -1, bin: 0, left: GradientSum(0, 0))
}
