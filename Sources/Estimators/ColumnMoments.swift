/// Mean and population standard deviation of one feature over some rows, by their weights.
struct ColumnMoments: Sendable {
  /// The mean; the value itself for a constant column.
  let mean: Double
  /// The standard deviation; exactly 0 for a constant column.
  let scale: Double

  /// - Parameter weights: one per row, above 0; nil when all rows count alike.
  init(_ input: FeatureMatrix, feature: Int, rows: [Int], weights: [Double]?) {
    let start = feature * input.rowCount
    var low = Float.infinity
    var high = -Float.infinity
    var sum = 0.0
    for (position, row) in rows.enumerated() {
      let value = input.values[start + row]
      low = min(low, value)
      high = max(high, value)
      sum += weights.map { $0[position] * Double(value) } ?? Double(value)
    }
    if low == high {
      mean = Double(low)
      scale = 0
      return
    }
    let total = weights?.reduce(0, +) ?? Double(rows.count)
    let mean = sum / total
    var squares = 0.0
    for (position, row) in rows.enumerated() {
      let deviation = Double(input.values[start + row]) - mean
      squares += weights.map { $0[position] * deviation * deviation } ?? deviation * deviation
    }
    self.mean = mean
    scale = (squares / total).squareRoot()
  }
}
