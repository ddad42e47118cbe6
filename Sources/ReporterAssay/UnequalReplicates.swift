import Statistics

/// Noise ceilings of replicates that are not equally good, from the method of triads.
///
/// The reliability of replicate a is the median over triads of r_ab·r_ac/r_bc. The ceiling against
/// it is √ρ_a; that against the mean of all is √(1/(1 + Σ(1/ρ_a − 1)/n²)).
public struct UnequalReplicates: Hashable, Codable, Sendable {
  /// Reliability of each replicate.
  public let reliabilities: [IntervalEstimate]
  /// Reliability of the mean of all.
  public let reliabilityOfMean: IntervalEstimate
  /// Ceiling against each replicate.
  public let oneReplicate: [IntervalEstimate]
  /// Ceiling against the mean of all.
  public let meanOfReplicates: IntervalEstimate
}

extension UnequalReplicates {
  /// Makes the numbers from the correlations of all pairs in the order of ``replicatePairs(_:)``.
  static func estimates(_ correlations: [Double?], replicates: Int) -> [Estimate] {
    var matrix = [[Double?]](
      repeating: Array(repeating: nil, count: replicates), count: replicates)
    for ((a, b), correlation) in zip(replicatePairs(replicates), correlations) {
      matrix[a][b] = correlation
      matrix[b][a] = correlation
    }
    return triadReliabilities(correlations: matrix)
  }

  /// Reliabilities of the replicates, then that of their mean.
  static func statistics(_ correlations: [Double?], replicates: Int) -> [Double?] {
    let reliabilities = estimates(correlations, replicates: replicates).map(\.value)
    let known = reliabilities.compactMap { $0 }
    return reliabilities + [
      known.count == replicates ? Statistics.reliabilityOfMean(of: known) : nil
    ]
  }

  /// - Parameter drawn: ``statistics(_:replicates:)`` of every draw, (statistics, draws).
  init(_ correlations: [Double?], replicates: Int, drawn: [[Double?]]) {
    let central = Self.estimates(correlations, replicates: replicates)
    let mean = Self.statistics(correlations, replicates: replicates).last ?? nil
    let whole = Estimate(
      mean, orUndefined: central.compactMap(\.undefined).first ?? .correlationUndefined)
    let intervals = (central + [whole]).enumerated().map { index, estimate in
      estimate.value != nil && index < drawn.count ? percentileInterval(of: drawn[index]) : nil
    }
    reliabilities = zip(central, intervals).map { IntervalEstimate($0, interval: $1) }
    reliabilityOfMean = IntervalEstimate(whole, interval: intervals[central.count])
    let roots = zip(central + [whole], intervals).map { estimate, interval in
      IntervalEstimate(
        Estimate(
          estimate.value.map { $0.squareRoot() },
          orUndefined: estimate.undefined ?? .correlationUndefined),
        interval: interval.map {
          max(0, $0.lowerBound).squareRoot()...max(0, $0.upperBound).squareRoot()
        })
    }
    oneReplicate = Array(roots.dropLast())
    meanOfReplicates = roots[roots.count - 1]
  }
}
