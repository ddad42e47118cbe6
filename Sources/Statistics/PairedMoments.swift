/// Sums over paired values (x, y) from which correlation, regression and squared error follow.
///
/// The values are kept in a frame of their own, u = (x − shift)/scale, so that sums of squares do
/// not cancel. Sums of several sets of rows in the same frame can be added with any weights.
///
/// ```swift
/// let moments = PairedMoments(x: [1, 2, 3], y: [1, 3, 2])
/// moments.correlation             // 0.5
/// moments.slope                   // 0.5, of y on x
/// moments.meanSquaredDifference   // (0 + 1 + 1)/3
/// ```
public struct PairedMoments: Hashable, Sendable {
  /// Count, Σu, Σv, Σu², Σv², Σuv; the last two lanes are unused.
  var sums: SIMD8<Double>
  /// Where u and v are zero and how long their unit is.
  var frame: PairFrame

  /// The moments of paired values.
  ///
  /// - Precondition: as many y as x, all finite.
  public init(x: [Double], y: [Double]) {
    let pair = ColumnPair(x: x, y: y)
    frame = PairFrame(pair)
    sums = .zero
    for row in x.indices { sums += frame.contribution(x[row], y[row]) }
  }

  init(sums: SIMD8<Double>, frame: PairFrame) {
    self.sums = sums
    self.frame = frame
  }

  /// Number of pairs, counted with their weights.
  public var count: Double { sums[0] }
  /// Mean of x; nil without pairs.
  public var meanOfX: Double? {
    count > 0 ? frame.shiftX + frame.scaleX * sums[1] / count : nil
  }
  /// Mean of y; nil without pairs.
  public var meanOfY: Double? {
    count > 0 ? frame.shiftY + frame.scaleY * sums[2] / count : nil
  }

  /// Variance of u over n, at least 0; u has variance 1 over all rows of the frame.
  private var spreadU: Double { max(0, sums[3] / count - sums[1] * sums[1] / (count * count)) }
  private var spreadV: Double { max(0, sums[4] / count - sums[2] * sums[2] / (count * count)) }
  private var jointSpread: Double { sums[5] / count - sums[1] * sums[2] / (count * count) }

  /// Variances below this share of the frame's own are rounding error.
  private static let negligibleSpread = 1e-13

  /// Pearson's correlation; nil for fewer than two pairs or without variance.
  public var correlation: Double? {
    guard count >= 2, spreadU > Self.negligibleSpread, spreadV > Self.negligibleSpread else {
      return nil
    }
    return min(1, max(-1, jointSpread / (spreadU * spreadV).squareRoot()))
  }

  /// Lin's concordance correlation, as ``concordance(_:_:)``; nil like the correlation.
  public var concordance: Double? {
    guard let correlation, let meanOfX, let meanOfY else { return nil }
    let (x, y) = (frame.scaleX * spreadU.squareRoot(), frame.scaleY * spreadV.squareRoot())
    return Statistics.concordance(
      correlation: correlation, deviations: (x, y), shift: meanOfX - meanOfY)
  }

  /// Slope of the least-squares line of y on x; nil without variance of x.
  public var slope: Double? {
    guard count >= 2, spreadU > Self.negligibleSpread else { return nil }
    return jointSpread / spreadU * frame.scaleY / frame.scaleX
  }

  /// Intercept of the least-squares line of y on x; nil without variance of x.
  public var intercept: Double? {
    guard let slope, let meanOfX, let meanOfY else { return nil }
    return meanOfY - slope * meanOfX
  }

  /// Mean of (x − y)²; nil without pairs.
  public var meanSquaredDifference: Double? {
    guard let meanOfX, let meanOfY else { return nil }
    let bias = meanOfX - meanOfY
    let spread =
      frame.scaleX * frame.scaleX * spreadU + frame.scaleY * frame.scaleY * spreadV
      - 2 * frame.scaleX * frame.scaleY * jointSpread
    return bias * bias + max(0, spread)
  }

  /// 1 − Σ(y − x)²/Σ(y − ȳ)², the coefficient of determination of x as a prediction of y; it is
  /// negative when the mean of y predicts better. Nil without variance of y.
  public var determination: Double? {
    guard count >= 2, spreadV > Self.negligibleSpread, let error = meanSquaredDifference else {
      return nil
    }
    return 1 - error / (frame.scaleY * frame.scaleY * spreadV)
  }
}

/// Two columns of paired values and, optionally, which rows take part.
public struct ColumnPair: Sendable {
  /// First variable, one value per row.
  public let x: [Double]
  /// Second variable, one value per row.
  public let y: [Double]
  /// Rows that take part; nil for all.
  public let isUsed: [Bool]?

  /// Pairs two complete columns.
  ///
  /// - Precondition: as many y as x.
  public init(x: [Double], y: [Double]) {
    precondition(x.count == y.count, "\(x.count) and \(y.count) values")
    self.x = x
    self.y = y
    isUsed = nil
  }

  /// Pairs two columns with gaps: a row takes part when both values are known.
  ///
  /// - Precondition: as many y as x.
  public init(x: [Double?], y: [Double?]) {
    precondition(x.count == y.count, "\(x.count) and \(y.count) values")
    self.x = x.map { $0 ?? 0 }
    self.y = y.map { $0 ?? 0 }
    isUsed = x.indices.map { x[$0] != nil && y[$0] != nil }
  }

  /// The pair with both variables replaced by their mid-ranks among the rows that take part.
  public func ranked() -> ColumnPair {
    guard let isUsed else { return ColumnPair(x: midRanks(x), y: midRanks(y)) }
    let rows = isUsed.indices.filter { isUsed[$0] }
    func ranks(_ column: [Double]) -> [Double?] {
      var ranked: [Double?] = Array(repeating: nil, count: column.count)
      for (row, rank) in zip(rows, midRanks(rows.map { column[$0] })) { ranked[row] = rank }
      return ranked
    }
    return ColumnPair(x: ranks(x), y: ranks(y))
  }
}

/// Location and scale of a pair of variables.
struct PairFrame: Hashable, Sendable {
  var shiftX = 0.0
  var scaleX = 1.0
  var shiftY = 0.0
  var scaleY = 1.0

  init(_ pair: ColumnPair) {
    var x = pair.x
    var y = pair.y
    if let used = pair.isUsed {
      let rows = used.indices.filter { used[$0] }
      x = rows.map { pair.x[$0] }
      y = rows.map { pair.y[$0] }
    }
    (shiftX, scaleX) = Self.locationAndScale(x)
    (shiftY, scaleY) = Self.locationAndScale(y)
  }

  private static func locationAndScale(_ values: [Double]) -> (Double, Double) {
    guard let centre = mean(of: values) else { return (0, 1) }
    var squares = 0.0
    for value in values { squares += (value - centre) * (value - centre) }
    let scale = (squares / Double(values.count)).squareRoot()
    let isConstant = scale <= 1e-13 * abs(centre) || scale == 0
    return (centre, isConstant ? max(abs(centre), 1) : scale)
  }

  @inline(__always)
  func contribution(_ x: Double, _ y: Double) -> SIMD8<Double> {
    let u = (x - shiftX) / scaleX
    let v = (y - shiftY) / scaleY
    return SIMD8(1, u, v, u * u, v * v, u * v, 0, 0)
  }
}
