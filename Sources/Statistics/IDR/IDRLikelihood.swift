import Glibc
import Sharding

/// The log-odds of signal over noise of one row, as a function of S and V.
///
/// With α = 1/(2σ²(1 − ρ)) and β = 1/(2nσ²(1 + (n − 1)ρ)) it is
/// ln(p/(1 − p)) − n ln σ − ½[(n − 1) ln(1 − ρ) + ln(1 + (n − 1)ρ)] + ½(V + S²/n) − αV − β(S − nμ)²:
/// squares only, so that nothing cancels near ρ = 1.
struct IDRLogOdds {
  let constant: Double
  let scatterWeight: Double
  let sumWeight: Double
  let distanceWeight: Double
  /// nμ.
  let center: Double

  init(_ model: IDRModel, replicates: Int) {
    let n = Double(replicates)
    let variance = model.deviation * model.deviation
    let rho = model.correlation
    let inflation = 1 + (n - 1) * rho
    constant =
      log(model.signalShare) - log(1 - model.signalShare) - n * log(model.deviation)
      - 0.5 * ((n - 1) * log(1 - rho) + log(inflation))
    scatterWeight = 0.5 - 1 / (2 * variance * (1 - rho))
    sumWeight = 0.5 / n
    distanceWeight = 1 / (2 * n * variance * inflation)
    center = n * model.mean
  }
}

/// Sums over rows of one expectation step, with e the probability of signal and T = S − nμ.
struct IDRExpectation: Sendable {
  /// Σe.
  var weight = 0.0
  /// ΣeT.
  var distance = 0.0
  /// ΣeT².
  var squaredDistance = 0.0
  /// ΣeV.
  var scatter = 0.0
  /// Σ ln(1 + exp(log-odds)): the log-likelihood without its part that is noise only.
  var logSum = 0.0

  mutating func add(_ other: IDRExpectation) {
    weight += other.weight
    distance += other.distance
    squaredDistance += other.squaredDistance
    scatter += other.scatter
    logSum += other.logSum
  }
}

extension IDRRows {
  /// The expectation step at a model, reduced in the order of the shards.
  ///
  /// - Complexity: O(N): one exponential and one division per row, by the instructions of the
  ///   processor; processors that round products differently may differ in the last digits.
  func expectation(_ model: IDRModel, threads: Int) throws -> IDRExpectation {
    let odds = IDRLogOdds(model, replicates: replicates)
    let shards = self.shards
    let parts = try shardedMap(shards: shards.count, threads: threads) { shard in
      shards[shard].expectation(odds)
    }
    var total = IDRExpectation()
    for part in parts { total.add(part) }
    return total
  }

  /// The log-likelihood of all rows at a model, without the part that depends on the pseudo-values
  /// only, which is ``pseudoValuePart()``.
  ///
  /// - Parameter expectation: the sums at the same model.
  func modelPart(_ model: IDRModel, _ expectation: IDRExpectation) -> Double {
    Double(count) * log(1 - model.signalShare) + expectation.logSum
  }

  /// The logarithm of the density of all pseudo-values were they noise.
  func pseudoValuePart() -> Double {
    var squares = 0.0
    for shard in shards { squares += shard.squares(replicates: replicates) }
    return -0.5 * (Double(count * replicates) * log(2 * Double.pi) + squares)
  }
}

extension IDRRows.Shard {
  /// ΣS²/n + V: the sum of the squared pseudo-values.
  fileprivate func squares(replicates: Int) -> Double {
    let share = 1 / Double(replicates)
    var total = 0.0
    for row in sums.indices { total += sums[row] * sums[row] * share + scatters[row] }
    return total
  }
}
