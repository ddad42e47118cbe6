import Foundation
import Sharding

/// A log-linear dependence of counts on covariates, as factors by which exposures are multiplied.
///
/// ln E[R] = ln x + intercept + Σ columns · coefficients, R negative binomial. The factors are scaled so
/// that Σ x·factor = Σ x over the rows of the fit: mean activity then keeps its meaning, and the
/// intercept is not part of a factor. What a covariate explains of true activity is taken out of it
/// as well; a regression cannot tell the two apart.
public struct ExposureEffects: Hashable, Codable, Sendable {
  /// Names of the covariates that vary, in their order.
  public let names: [String]
  /// Coefficients of the columns, covariate after covariate; 0 for a dropped column.
  public let coefficients: [Double]
  /// Names of covariates that do not vary, or that have a column which the others determine.
  public let dropped: [String]
  /// Size α of the negative binomial at the maximum.
  public let size: Double
  /// ℓ at the maximum without the part that depends on the counts alone.
  public let logLikelihood: Double
  /// Rows that entered the fit: those with every covariate known.
  public let rows: Int
  /// How the iteration ended.
  public let convergence: Convergence
  let bases: [CovariateBasis]
  /// Place of each used covariate among those given.
  let places: [Int]
  let logScale: Double

  /// The factor for the exposure of a row; 1 where a covariate is not known.
  ///
  /// A value outside of the range of the fit has the factor of the nearest value inside: a parabola
  /// says nothing of places where no counts were.
  ///
  /// - Parameter values: one for each covariate that was given to the fit, in their order.
  public func factor(of values: [Double?]) -> Double {
    var columns: [Double] = []
    for (basis, place) in zip(bases, places) {
      guard let value = values[place] else { return 1 }
      basis.append(value, to: &columns)
    }
    return exp(logFactor(columns))
  }

  /// The factors of all rows, rounded to the nearest 1/64 octave (0.5 %), so that rows of the same
  /// counts keep having one of few exposures.
  ///
  /// - Parameters:
  ///   - covariates: those that were given to the fit, with one value per row.
  ///   - threads: upper bound on concurrency; the values do not depend on it.
  public func roundedFactors(of covariates: [ExposureCovariate], threads: Int) throws -> [Double] {
    let ranges = shardRanges(count: covariates.first?.values.count ?? 0, shards: 64)
    let shards = try shardedMap(shards: ranges.count, threads: threads) { shard in
      var factors: [Double] = []
      factors.reserveCapacity(ranges[shard].count)
      var columns: [Double] = []
      for row in ranges[shard] {
        columns.removeAll(keepingCapacity: true)
        var isKnown = true
        for (basis, place) in zip(bases, places) {
          guard let value = covariates[place].values[row] else {
            isKnown = false
            break
          }
          basis.append(value, to: &columns)
        }
        factors.append(
          isKnown ? exp2((logFactor(columns) / log(2.0) * 64).rounded() / 64) : 1)
      }
      return factors
    }
    return shards.flatMap { $0 }
  }

  private func logFactor(_ columns: [Double]) -> Double {
    var sum = logScale
    for (column, coefficient) in zip(columns, coefficients) { sum += column * coefficient }
    return sum
  }

  /// Fits coefficients by Fisher scoring and the size by Newton steps, in turn (the two are
  /// orthogonal in information; Lawless 1987, doi 10.2307/3314912).
  ///
  /// Rows are sorted first, so their order has no influence. Columns that the earlier ones determine
  /// within 1e-8 of their variance are dropped and named.
  ///
  /// - Parameters:
  ///   - counts: R of each row.
  ///   - exposures: x of each row; rows with x = 0 are left out.
  ///   - covariates: at least one, each as long as the rows.
  ///   - threads: upper bound on concurrency; the values do not depend on it.
  /// - Returns: nil when no row is usable or none has a count.
  /// - Complexity: O(rows × columns²) for each step.
  public static func fitted(
    counts: [Int], exposures: [Double], covariates: [ExposureCovariate], threads: Int
  ) throws -> ExposureEffects? {
    precondition(counts.count == exposures.count, "\(counts.count), \(exposures.count)")
    precondition(covariates.allSatisfy { $0.values.count == counts.count }, "covariates")
    let used = counts.indices.filter { row in
      exposures[row] > 0 && covariates.allSatisfy { $0.values[row] != nil }
    }
    guard used.contains(where: { counts[$0] > 0 }) else { return nil }
    let sorted = used.sorted { first, second in
      if exposures[first] != exposures[second] { return exposures[first] < exposures[second] }
      if counts[first] != counts[second] { return counts[first] < counts[second] }
      for covariate in covariates {
        let (one, other) = (covariate.values[first] ?? 0, covariate.values[second] ?? 0)
        if one != other { return one < other }
      }
      return false
    }
    return try fitted(
      counts: counts, exposures: exposures, covariates: covariates, used: sorted, threads: threads)
  }

  private static func fitted(
    counts: [Int], exposures: [Double], covariates: [ExposureCovariate], used: [Int], threads: Int
  ) throws -> ExposureEffects {
    let found = covariates.map { CovariateBasis($0, used: used) }
    let places = found.indices.filter { found[$0] != nil }
    let bases = found.compactMap { $0 }
    var columns: [Double] = []
    columns.reserveCapacity(used.count * (1 + bases.reduce(0) { $0 + $1.columnCount }))
    for row in used {
      columns.append(1)
      for (basis, place) in zip(bases, places) {
        basis.append(covariates[place].values[row] ?? 0, to: &columns)
      }
    }
    var regression = CountRegression(
      counts: used.map { counts[$0] }, exposures: used.map { exposures[$0] }, columns: columns)
    let result = try regression.fit(threads: threads)
    var owners: [String] = []
    for basis in bases { owners += Array(repeating: basis.name, count: basis.columnCount) }
    let redundant = Set(result.dropped.map { owners[$0 - 1] })
    let constant = covariates.indices.filter { found[$0] == nil }.map { covariates[$0].name }
    return ExposureEffects(
      names: bases.map(\.name), coefficients: Array(result.coefficients.dropFirst()),
      dropped: covariates.map(\.name).filter { constant.contains($0) || redundant.contains($0) },
      size: result.size, logLikelihood: result.logLikelihood, rows: used.count,
      convergence: result.convergence, bases: bases, places: places, logScale: result.logScale)
  }
}
