/// The mode of a sample by repeated halving: of all runs of half the points the shortest is kept,
/// until at most three points are left (Robertson and Cryer 1974, doi
/// 10.1080/01621459.1974.10480246; Bickel and Frühwirth 2006, doi 10.1016/j.csda.2005.07.011).
///
/// Of equally short runs the first counts. Three points give the mean of the closer two, the middle
/// point when both gaps are equal; two give their mean. Nil for no values.
///
/// ```swift
/// halfSampleMode(of: [0, 1, 2, 10, 10.25, 10.5, 30])
/// // (2, 10, 10.25, 10.5), then (10, 10.25), whose mean is 10.125
/// ```
///
/// - Precondition: no value is NaN.
public func halfSampleMode(of values: [Double]) -> Double? {
  let sorted = values.sorted()
  guard !sorted.isEmpty else { return nil }
  var start = 0
  var count = sorted.count
  while count > 3 {
    let half = (count + 1) / 2
    var best = (start: start, width: Double.infinity)
    for candidate in start...(start + count - half) {
      let width = sorted[candidate + half - 1] - sorted[candidate]
      if width < best.width { best = (candidate, width) }
    }
    start = best.start
    count = half
  }
  if count == 1 { return sorted[start] }
  if count == 2 { return (sorted[start] + sorted[start + 1]) / 2 }
  let lower = sorted[start + 1] - sorted[start]
  let upper = sorted[start + 2] - sorted[start + 1]
  if lower < upper { return (sorted[start] + sorted[start + 1]) / 2 }
  return lower > upper ? (sorted[start + 1] + sorted[start + 2]) / 2 : sorted[start + 1]
}
