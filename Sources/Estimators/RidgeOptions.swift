/// Which penalties a ridge regression tries and how it chooses among them.
public struct RidgeOptions: Hashable, Codable, Sendable {
  /// What a penalty is judged by on the validation rows of a task.
  public enum Selection: String, Hashable, Codable, Sendable, CaseIterable {
    /// Least mean squared error, by the weights of the rows: predictions keep the scale of the activity.
    case meanSquaredError = "mean_squared_error"
    /// Greatest Spearman correlation, by the weights of the rows. It does not see the scale, so it may prefer a penalty that
    /// shrinks predictions far below the activity.
    case spearman
  }

  /// The penalties λ to try, > 0, on the scale of the sum of the weights of the training rows
  /// (without weights: of their number). One penalty alone is used without looking at validation rows.
  public var penalties: [Double]
  /// How the penalty is chosen, for every task by itself.
  public var selection: Selection
  /// With more features than this, conjugate gradients replace the Cholesky factorisation.
  public var maximumCholeskyFeatures: Int

  /// λ from 10^−2 to 10^6 in half decades: 17 penalties.
  public static let halfDecades: [Double] = (-4...12).map { exponentOfRootTen($0) }

  /// Makes options; the defaults are the ladder's.
  public init(
    penalties: [Double] = RidgeOptions.halfDecades, selection: Selection = .meanSquaredError,
    maximumCholeskyFeatures: Int = 8192
  ) {
    precondition(
      !penalties.isEmpty && penalties.allSatisfy { $0 > 0 && $0.isFinite },
      "penalties \(penalties)")
    self.penalties = penalties
    self.selection = selection
    self.maximumCholeskyFeatures = maximumCholeskyFeatures
  }

  /// 10^(halves / 2), exact for even `halves` ≥ 0.
  private static func exponentOfRootTen(_ halves: Int) -> Double {
    let whole = halves >> 1
    var power = 1.0
    for _ in 0..<abs(whole) { power *= 10 }
    if whole < 0 { power = 1 / power }
    return halves & 1 == 0 ? power : power * 10.0.squareRoot()
  }
}
