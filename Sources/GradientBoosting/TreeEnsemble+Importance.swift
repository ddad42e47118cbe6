/// How much a feature contributes to an ensemble.
public struct FeatureImportance: Hashable, Codable, Sendable {
  /// Name of the feature.
  public let name: String
  /// Sum of the gains of its splits.
  public let totalGain: Double
  /// Number of its splits.
  public let splitCount: Int
  /// Sum of the Hessian sums of the nodes it splits; for squared error the number of rows.
  public let totalCover: Double
}

extension TreeEnsemble {
  /// Importance of every feature that some tree splits on, greatest total gain first; of equal
  /// gains the earlier feature first.
  public func featureImportance() -> [FeatureImportance] {
    var totals: [Int: (gain: Double, splits: Int, cover: Double)] = [:]
    for tree in trees {
      for node in 0..<tree.nodeCount where !tree.isLeaf(node) {
        let feature = Int(tree.splitFeatures[node])
        var total = totals[feature] ?? (0, 0, 0)
        total.gain += Double(tree.gains[node])
        total.splits += 1
        total.cover += Double(tree.hessianSums[node])
        totals[feature] = total
      }
    }
    return totals.sorted { ($1.value.gain, $0.key) < ($0.value.gain, $1.key) }.map {
      FeatureImportance(
        name: featureNames[$0.key], totalGain: $0.value.gain, splitCount: $0.value.splits,
        totalCover: $0.value.cover)
    }
  }
}
