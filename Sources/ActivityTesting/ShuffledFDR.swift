import Statistics

extension AllelicWilcoxonTest {
  /// The false-discovery rate of every tested variant by the rule of the raQTL study (van Arensbergen
  /// 2019, doi 10.1038/s41588-019-0455-2): shuffled p-values of at most t over real ones of at most t,
  /// for the t of at least its own p that makes it smallest, at most 1.
  ///
  /// It is 0 where no shuffle reaches the p. With one shuffle per variant, rates below about ten over
  /// the number of tested variants are guesses.
  ///
  /// - Complexity: O(n log n).
  public var shuffledFDR: [Double?] {
    shuffledFalseDiscoveryRates(
      logP: table.outcomes.map { $0.test?.logP }, shuffledLogP: shuffledLogP)
  }
}

/// False-discovery rates from one null p-value beside every real one.
///
/// For a real p-value it is min over t ≥ p of #{null ≤ t}/#{real ≤ t}, at most 1, t being a real
/// p-value. Missing values count on neither side.
///
/// ```swift
/// // real p .01 .02 .5, null p .02 .3 .9: 0/1, 1/2, 2/3
/// shuffledFalseDiscoveryRates(
///   logP: [log(0.01), log(0.02), log(0.5)], shuffledLogP: [log(0.02), log(0.3), log(0.9)])
/// // [0, 0.5, 0.6667]
/// ```
///
/// - Precondition: as many null as real values.
public func shuffledFalseDiscoveryRates(
  logP: [Double?], shuffledLogP: [Double?]
) -> [Double?] {
  precondition(logP.count == shuffledLogP.count, "\(logP.count) and \(shuffledLogP.count) values")
  let tested = logP.indices.filter { logP[$0] != nil }
  let order = ascendingOrder(tested.map { logP[$0] ?? 0 }).map { tested[$0] }
  let null = shuffledLogP.compactMap(\.self).sorted()
  var below = 0
  var rates = order.map { _ in 1.0 }
  var position = 0
  while position < order.count {
    let value = logP[order[position]]
    var end = position
    while end < order.count, logP[order[end]] == value { end += 1 }
    while below < null.count, null[below] <= value ?? 0 { below += 1 }
    for tie in position..<end { rates[tie] = Double(below) / Double(end) }
    position = end
  }
  var smallest = 1.0
  var found: [Double?] = logP.map { _ in nil }
  for (place, variant) in order.enumerated().reversed() {
    smallest = min(smallest, rates[place])
    found[variant] = smallest
  }
  return found
}
