import Glibc

/// Local and global irreproducible discovery rates of rows.
public struct IDRValues: Hashable, Sendable {
  /// Probability that the row is noise, from 1e-6 to 1; 1 where the pseudo-values sum to less
  /// than 0.
  public let local: [Double]
  /// Mean of the local rates of all rows whose local rate is at most that of the row.
  public let global: [Double]

  /// Smallest local rate.
  public static let smallest = 1e-6

  /// The rates of rows under a model.
  ///
  /// ```swift
  /// let values = IDRValues(pseudoValues: [[2, −1], [2, −1]], model: model)
  /// values.local[1]  // 1: −1 − 1 < 0
  /// ```
  ///
  /// - Parameters:
  ///   - pseudoValues: for each replicate the pseudo-value of each row.
  /// - Complexity: O(N log N).
  public init(pseudoValues: [[Double]], model: IDRModel) {
    let replicates = pseudoValues.count
    let odds = IDRLogOdds(model, replicates: replicates)
    var local: [Double] = []
    local.reserveCapacity(pseudoValues[0].count)
    for row in pseudoValues[0].indices {
      var sum = 0.0
      for column in pseudoValues { sum += column[row] }
      var scatter = 0.0
      let mean = sum / Double(replicates)
      if replicates == 2 {
        let difference = pseudoValues[0][row] - pseudoValues[1][row]
        scatter = 0.5 * difference * difference
      } else {
        for column in pseudoValues { scatter += (column[row] - mean) * (column[row] - mean) }
      }
      let noise = 1 / (1 + exp(odds.value(sum: sum, scatter: scatter)))
      local.append(sum < 0 ? 1 : min(1, max(Self.smallest, noise)))
    }
    self.local = local
    global = Self.globalRates(local)
  }

  /// The mean of all local rates that are at most the own one; equal rates share it.
  ///
  /// ```swift
  /// IDRValues.globalRates([0.3, 0.1, 0.1])  // [0.1667, 0.1, 0.1]
  /// ```
  ///
  /// - Complexity: O(N log N): one sort and running sums.
  public static func globalRates(_ local: [Double]) -> [Double] {
    let order = ascendingOrder(local)
    var global = [Double](repeating: 0, count: local.count)
    var sum = 0.0
    var start = 0
    while start < order.count {
      let value = local[order[start]]
      var end = start
      while end < order.count, local[order[end]] == value {
        sum += value
        end += 1
      }
      let mean = min(value, sum / Double(end))
      for place in start..<end { global[order[place]] = mean }
      start = end
    }
    return global
  }
}

extension IDRLogOdds {
  /// The log-odds of one row.
  func value(sum: Double, scatter: Double) -> Double {
    let distance = sum - center
    return constant + scatter * scatterWeight + sum * sum * sumWeight
      - distance * distance * distanceWeight
  }
}

extension IDRFit {
  /// The pseudo-values of rows by their ranks: one list for each replicate.
  public func pseudoValues(ranks: [[Int]]) -> [[Double]] {
    ranks.map { column in column.map { pseudoValueOfRank[$0] } }
  }

  /// The rates of rows by their ranks.
  public func values(ranks: [[Int]]) -> IDRValues {
    IDRValues(pseudoValues: pseudoValues(ranks: ranks), model: model)
  }
}
