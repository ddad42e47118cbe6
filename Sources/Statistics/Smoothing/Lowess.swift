/// A smooth curve through a cloud of points: locally weighted straight lines, made robust against
/// outliers (lowess; Cleveland 1979, doi 10.1080/01621459.1979.10481038).
///
/// Every fitted place uses its `span`·n nearest points with tricube weights; `iterations` more
/// rounds multiply them by bisquare weights of the residuals (scale: 6 medians of their absolute
/// values). Places closer than `delta` to the last fitted one are interpolated. Outside the range
/// of x the curve is constant. Equal x share one value.
///
/// ```swift
/// let curve = LowessCurve(x: [1, 2, 3, 4, 5], y: [2, 4, 6, 8, 10], span: 1)
/// curve?.value(at: 2.5)  // 5
/// curve?.value(at: 99)   // 10
/// ```
public struct LowessCurve: Hashable, Sendable {
  /// Distinct places, ascending.
  public let places: [Double]
  /// Value of the curve at each place.
  public let values: [Double]

  /// Fits the curve; nil for no points.
  ///
  /// - Parameters:
  ///   - span: share of the points that each local line uses, at least 2 points.
  ///   - delta: distance along x that is interpolated; nil for 1 % of the range.
  /// - Precondition: as many x as y, all finite; 0 < `span` ≤ 1.
  /// - Complexity: O(n log n + `span`·n · range/delta · `iterations`).
  public init?(
    x: [Double], y: [Double], span: Double = 2.0 / 3, iterations: Int = 3, delta: Double? = nil
  ) {
    precondition(x.count == y.count && span > 0 && span <= 1 && iterations >= 0)
    guard !x.isEmpty else { return nil }
    let order = ascendingOrder(x)
    var fit = LowessFit(x: order.map { x[$0] }, y: order.map { y[$0] }, span: span)
    fit.run(iterations: iterations, delta: delta ?? 0.01 * fit.range)
    var places: [Double] = []
    var values: [Double] = []
    for (place, value) in zip(fit.x, fit.smooth) where place != places.last {
      places.append(place)
      values.append(value)
    }
    self.places = places
    self.values = values
  }

  /// The curve at `x`, linear between the places and constant outside of them.
  public func value(at x: Double) -> Double {
    var low = 0
    var high = places.count - 1
    if x <= places[low] { return values[low] }
    if x >= places[high] { return values[high] }
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle] <= x { low = middle } else { high = middle }
    }
    let share = (x - places[low]) / (places[high] - places[low])
    return values[low] + share * (values[high] - values[low])
  }
}

/// Points in ascending order of x and the curve as it is being made.
private struct LowessFit {
  let x: [Double]
  let y: [Double]
  var smooth: [Double]
  var robustness: [Double]
  let window: Int

  init(x: [Double], y: [Double], span: Double) {
    self.x = x
    self.y = y
    smooth = y
    robustness = [Double](repeating: 1, count: x.count)
    window = min(x.count, max(2, Int(span * Double(x.count) + 1e-7)))
  }

  var range: Double { x[x.count - 1] - x[0] }

  mutating func run(iterations: Int, delta: Double) {
    guard x.count >= 2 else { return }
    for round in 0...iterations {
      pass(delta: delta)
      if round == iterations || !weighResiduals() { return }
    }
  }

  private mutating func pass(delta: Double) {
    var left = 0
    var last = -1
    var point = 0
    while last < x.count - 1 {
      while left + window < x.count, x[point] - x[left] > x[left + window] - x[point] { left += 1 }
      smooth[point] = local(at: point, from: left) ?? y[point]
      interpolate(from: last, to: point)
      last = point
      let limit = x[last] + delta
      point = last + 1
      while point < x.count, x[point] <= limit {
        if x[point] == x[last] {
          smooth[point] = smooth[last]
          last = point
        }
        point += 1
      }
      point = max(last + 1, point - 1)
    }
  }

  private mutating func interpolate(from last: Int, to point: Int) {
    guard last >= 0, last < point - 1 else { return }
    let width = x[point] - x[last]
    for between in (last + 1)..<point {
      let share = (x[between] - x[last]) / width
      smooth[between] = share * smooth[point] + (1 - share) * smooth[last]
    }
  }

  /// Value at x[point] of the weighted straight line through the window; nil when all its weights
  /// are 0.
  private func local(at point: Int, from left: Int) -> Double? {
    let centre = x[point]
    let reach = max(centre - x[left], x[left + window - 1] - centre)
    let (near, far) = (0.001 * reach, 0.999 * reach)
    var total = 0.0
    var sumX = 0.0
    var sumY = 0.0
    var sumXX = 0.0
    var sumXY = 0.0
    var index = left
    while index < x.count {
      let offset = x[index] - centre
      let distance = abs(offset)
      if distance > far {
        if offset > 0 { break }
      } else {
        var weight = robustness[index]
        if distance > near {
          let ratio = distance / reach
          let cube = 1 - ratio * ratio * ratio
          weight *= cube * cube * cube
        }
        total += weight
        sumX += weight * offset
        sumY += weight * y[index]
        sumXX += weight * offset * offset
        sumXY += weight * offset * y[index]
      }
      index += 1
    }
    guard total > 0 else { return nil }
    let meanX = sumX / total
    let meanY = sumY / total
    let spread = sumXX / total - meanX * meanX
    guard reach > 0, max(0, spread).squareRoot() > 0.001 * range else { return meanY }
    return meanY - meanX * (sumXY / total - meanX * meanY) / spread
  }

  /// Sets the bisquare weights; false when the curve passes through (nearly) all points.
  private mutating func weighResiduals() -> Bool {
    let residuals = zip(y, smooth).map { abs($0 - $1) }
    let scale = 6 * (median(of: residuals) ?? 0)
    guard scale >= 1e-7 * (mean(of: residuals) ?? 0), scale > 0 else { return false }
    for (index, residual) in residuals.enumerated() {
      if residual <= 0.001 * scale {
        robustness[index] = 1
      } else if residual <= 0.999 * scale {
        let ratio = residual / scale
        robustness[index] = (1 - ratio * ratio) * (1 - ratio * ratio)
      } else {
        robustness[index] = 0
      }
    }
    return true
  }
}
