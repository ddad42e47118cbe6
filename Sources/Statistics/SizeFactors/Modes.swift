import Foundation

/// The half-sample mode: the shortest interval with half of the values, again within it, until two
/// or three are left (Bickel and Frühwirth 2006, doi 10.1016/j.csda.2005.07.011).
///
/// It takes no bandwidth and hardly moves for outliers. Of equally short halves the lowest counts,
/// so the value is the same for any order of the values. Nil without values.
///
/// ```swift
/// halfSampleMode(of: [0, 1, 1.1, 1.3, 9])  // 1, 1.1, 1.3 is shortest; then 1 and 1.1: 1.05
/// ```
///
/// - Precondition: values are finite.
/// - Complexity: O(n log n).
public func halfSampleMode(of values: [Double]) -> Double? {
  precondition(values.allSatisfy(\.isFinite), "values that are not finite")
  let sorted = values.sorted()
  var range = 0..<sorted.count
  while range.count > 3 {
    let half = (range.count + 1) / 2
    var best = (start: range.lowerBound, width: Double.infinity)
    for start in range.lowerBound...(range.upperBound - half) {
      let width = sorted[start + half - 1] - sorted[start]
      if width < best.width { best = (start, width) }
    }
    range = best.start..<(best.start + half)
  }
  let rest = sorted[range]
  guard let first = rest.first, let last = rest.last else { return nil }
  guard rest.count == 3 else { return (first + last) / 2 }
  let middle = sorted[range.lowerBound + 1]
  let (left, right) = (middle - first, last - middle)
  if left < right { return (first + middle) / 2 }
  return right < left ? (middle + last) / 2 : middle
}

/// The mode of a Gaussian kernel density estimate.
public struct KernelMode: Hashable, Codable, Sendable {
  /// Where the density is highest.
  public let mode: Double
  /// Standard deviation of the kernel.
  public let bandwidth: Double
}

/// The mode of a Gaussian kernel density estimate with the bandwidth 0.9·min(s, IQR/1.34)·n^(−1/5)
/// (Silverman 1986, equation 3.31); nil without values.
///
/// Values are shared out linearly between the points of a grid of 1/20 bandwidth (at most 2²⁰
/// points); the top is that of the parabola through the three highest neighbours. Where all values
/// are equal, that value with bandwidth 0.
///
/// ```swift
/// kernelMode(of: [0, 0, 1])?.mode  // near 0: two of the three values are there
/// ```
///
/// - Precondition: values are finite.
/// - Complexity: O(n log n + grid).
public func kernelMode(of values: [Double]) -> KernelMode? {
  precondition(values.allSatisfy(\.isFinite), "values that are not finite")
  let sorted = values.sorted()
  guard let first = sorted.first, let last = sorted.last else { return nil }
  guard let deviation = standardDeviation(of: sorted), deviation > 0,
    let low = quantile(ofSorted: sorted, at: 0.25), let high = quantile(ofSorted: sorted, at: 0.75)
  else { return KernelMode(mode: first, bandwidth: 0) }
  let spread = high > low ? min(deviation, (high - low) / 1.34) : deviation
  let bandwidth = 0.9 * spread * pow(Double(sorted.count), -0.2)
  let step = max(bandwidth / 20, (last - first) / Double(1 << 20))
  let margin = 5 * bandwidth
  let points = Int(((last - first + 2 * margin) / step).rounded(.up)) + 2
  var masses = [Double](repeating: 0, count: points)
  for value in sorted {
    let place = (value - first + margin) / step
    let below = Int(place)
    masses[below] += 1 - (place - Double(below))
    masses[below + 1] += place - Double(below)
  }
  let reach = Int((margin / step).rounded(.up))
  let kernel = (0...reach).map { offset in
    let z = Double(offset) * step / bandwidth
    return exp(-z * z / 2)
  }
  var density = [Double](repeating: 0, count: points)
  for point in 0..<points where masses[point] > 0 {
    for other in max(0, point - reach)...min(points - 1, point + reach) {
      density[other] += masses[point] * kernel[abs(other - point)]
    }
  }
  var top = 1
  for point in 1..<(points - 1) where density[point] > density[top] { top = point }
  let (left, centre, right) = (density[top - 1], density[top], density[top + 1])
  let bend = left - 2 * centre + right
  let shift = bend < 0 ? (left - right) / (2 * bend) : 0
  return KernelMode(
    mode: first - margin + (Double(top) + shift) * step, bandwidth: bandwidth)
}
