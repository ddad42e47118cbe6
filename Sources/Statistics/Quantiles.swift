/// The quantile at probability `p` by linear interpolation between order statistics: type 7 of
/// Hyndman and Fan 1996 (doi 10.2307/2684934), the default of NumPy and R.
///
/// The position is h = (n − 1)·p counted from 0; the value is x₍⌊h⌋₎ + (h − ⌊h⌋)(x₍⌊h⌋₊₁₎ − x₍⌊h⌋₎).
/// Nil for no values.
///
/// ```swift
/// quantile(of: [4, 1, 2, 3], at: 0.25)  // h = 0.75 → 1 + 0.75·(2 − 1) = 1.75
/// ```
///
/// - Precondition: 0 ≤ p ≤ 1 and no value is NaN.
public func quantile(of values: [Double], at p: Double) -> Double? {
  quantile(ofSorted: values.sorted(), at: p)
}

/// The type 7 quantiles at several probabilities, sorting the values once; nil for no values.
///
/// ```swift
/// quantiles(of: [4, 1, 2, 3], at: [0, 0.5, 1])  // [1, 2.5, 4]
/// ```
public func quantiles(of values: [Double], at probabilities: [Double]) -> [Double]? {
  let sorted = values.sorted()
  guard !sorted.isEmpty else { return nil }
  return probabilities.compactMap { quantile(ofSorted: sorted, at: $0) }
}

/// The type 7 quantile of values that are already in ascending order.
public func quantile(ofSorted sorted: [Double], at p: Double) -> Double? {
  precondition(p >= 0 && p <= 1, "probability \(p)")
  guard let last = sorted.indices.last else { return nil }
  let position = Double(last) * p
  let below = min(Int(position), last)
  let above = min(below + 1, last)
  let fraction = position - Double(below)
  if fraction == 0 { return sorted[below] }
  return sorted[below] + fraction * (sorted[above] - sorted[below])
}

/// The median, the mean of the two middle values for an even number of values; nil for none.
///
/// ```swift
/// median(of: [3, 1, 2])  // 2
/// ```
public func median(of values: [Double]) -> Double? {
  quantile(of: values, at: 0.5)
}
