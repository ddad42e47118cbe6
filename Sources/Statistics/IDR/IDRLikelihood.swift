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

  @inline(__always) func value(sum: IDRLanes, scatter: IDRLanes) -> IDRLanes {
    let distance = sum - center
    return constant + scatter * scatterWeight + sum * sum * sumWeight
      - distance * distance * distanceWeight
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
  /// - Complexity: O(N): one exponential and one division per row.
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
    var total = IDRLanes.zero
    for block in sums.indices {
      total += sums[block] * sums[block] / Double(replicates) + scatters[block]
    }
    return total.sum()
  }

  fileprivate func expectation(_ odds: IDRLogOdds) -> IDRExpectation {
    var sums = IDRLaneSums()
    let width = IDRLanes.scalarCount
    let whole = count / width
    var block = 0
    while block < whole {
      // A product of 512 factors of at most 2 does not overflow.
      let end = min(block + 512, whole)
      while block < end {
        sums.add(odds, self.sums[block], scatters[block])
        block += 1
      }
      sums.takeLogarithm()
    }
    if count > width * whole {
      let isRow = idrLanePlaces .< Double(count - width * whole)
      sums.add(odds, self.sums[whole], scatters[whole], only: isRow)
      sums.takeLogarithm()
    }
    return sums.total
  }
}

/// Running sums, one for each lane.
private struct IDRLaneSums {
  private var weight = IDRLanes.zero
  private var distance = IDRLanes.zero
  private var squaredDistance = IDRLanes.zero
  private var scatter = IDRLanes.zero
  private var product = IDRLanes(repeating: 1)
  private var positive = IDRLanes.zero
  private var logSum = 0.0

  @inline(__always)
  mutating func add(_ odds: IDRLogOdds, _ sum: IDRLanes, _ scatter: IDRLanes) {
    let logOdds = odds.value(sum: sum, scatter: scatter)
    // Both branches of the logistic function from exp of a number that is not positive; below −37
    // it vanishes beside 1.
    let isNoise = logOdds .< 0
    let negative = (0 - logOdds).replacing(with: logOdds, where: isNoise)
    let small = exponentials(negative.replacing(with: -37, where: negative .< -37))
    let inverse = 1 / (1 + small)
    let probability = inverse.replacing(with: small * inverse, where: isNoise)
    product *= 1 + small
    positive += logOdds.replacing(with: 0, where: isNoise)
    take(probability, odds, sum, scatter)
  }

  mutating func add(
    _ odds: IDRLogOdds, _ sum: IDRLanes, _ scatter: IDRLanes,
    only isRow: SIMDMask<IDRLanes.MaskStorage>
  ) {
    var single = IDRLaneSums()
    single.add(odds, sum, scatter)
    weight += single.weight.replacing(with: 0, where: .!isRow)
    distance += single.distance.replacing(with: 0, where: .!isRow)
    squaredDistance += single.squaredDistance.replacing(with: 0, where: .!isRow)
    self.scatter += single.scatter.replacing(with: 0, where: .!isRow)
    product *= single.product.replacing(with: 1, where: .!isRow)
    positive += single.positive.replacing(with: 0, where: .!isRow)
  }

  @inline(__always)
  private mutating func take(
    _ probability: IDRLanes, _ odds: IDRLogOdds, _ sum: IDRLanes, _ scatter: IDRLanes
  ) {
    let distance = sum - odds.center
    let weighted = probability * distance
    weight += probability
    self.distance += weighted
    squaredDistance += weighted * distance
    self.scatter += probability * scatter
  }

  /// Replaces the product by its logarithm before it overflows.
  mutating func takeLogarithm() {
    for lane in product.indices { logSum += log(product[lane]) }
    product = IDRLanes(repeating: 1)
  }

  var total: IDRExpectation {
    IDRExpectation(
      weight: weight.sum(), distance: distance.sum(), squaredDistance: squaredDistance.sum(),
      scatter: scatter.sum(), logSum: logSum + positive.sum())
  }
}
