/// The arithmetic mean, nil for no values.
///
/// Two passes: the second adds the mean of the deviations, so the result hardly depends on the
/// order of the values.
///
/// ```swift
/// mean(of: [1, 2, 6])  // 3
/// ```
public func mean(of values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let count = Double(values.count)
  var sum = 0.0
  for value in values { sum += value }
  let first = sum / count
  var rest = 0.0
  for value in values { rest += value - first }
  return first + rest / count
}

/// The unbiased sample variance Σ(x − x̄)²/(n − 1), nil for fewer than two values.
///
/// ```swift
/// variance(of: [1, 2, 6])  // (4 + 1 + 9) / 2 = 7
/// ```
public func variance(of values: [Double]) -> Double? {
  guard values.count >= 2, let centre = mean(of: values) else { return nil }
  var squares = 0.0
  for value in values { squares += (value - centre) * (value - centre) }
  return squares / Double(values.count - 1)
}

/// The square root of the unbiased sample variance, nil for fewer than two values.
///
/// ```swift
/// standardDeviation(of: [1, 2, 6])  // √7 = 2.6458
/// ```
public func standardDeviation(of values: [Double]) -> Double? {
  variance(of: values)?.squareRoot()
}
