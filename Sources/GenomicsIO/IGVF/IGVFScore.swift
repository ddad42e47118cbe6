import Glibc

/// How the BED score of an IGVF table, 0 to 1000, follows from log2 fold changes.
///
/// ```swift
/// IGVFScore.effectSize.scores(of: [0.5, -1, 9])      // [100, 200, 1000]
/// IGVFScore.minimumMaximum.scores(of: [0.5, -1, 9])  // [0, 58, 1000]
/// ```
public enum IGVFScore: String, Hashable, Sendable, CaseIterable {
  /// 200 × |log2 fold change|, rounded, at most 1000: the same for an element in every file.
  case effectSize = "effect-size"
  /// |log2 fold change| scaled so that the smallest of the file is 0 and the largest 1000, cut to a
  /// whole number, as MPRAlib writes it. All are 0 when they are equal.
  case minimumMaximum = "minmax"

  /// One score per value.
  ///
  /// - Precondition: the values are finite.
  public func scores(of log2FoldChanges: [Double]) -> [Int] {
    let sizes = log2FoldChanges.map(\.magnitude)
    switch self {
    case .effectSize: return sizes.map { Int(min(1000, (200 * $0).rounded())) }
    case .minimumMaximum:
      guard let smallest = sizes.min(), let largest = sizes.max(), largest > smallest else {
        return sizes.map { _ in 0 }
      }
      return sizes.map { Int(1000 * (($0 - smallest) / (largest - smallest))) }
    }
  }
}

/// P values as IGVF tables hold them.
public enum IGVFSignificance {
  /// −log10 of a P value or false discovery rate; one of 0 counts as the machine epsilon 2.2e-16.
  ///
  /// ```swift
  /// IGVFSignificance.minusLog10(0.01)  // 2
  /// IGVFSignificance.minusLog10(0)     // 15.6536
  /// ```
  ///
  /// - Precondition: 0 ≤ value ≤ 1.
  public static func minusLog10(_ value: Double) -> Double {
    precondition(value >= 0 && value <= 1, "P value \(value)")
    return -log10(value == 0 ? Double.ulpOfOne : value)
  }
}
