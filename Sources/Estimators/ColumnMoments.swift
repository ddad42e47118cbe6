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
    for row in rows {
      let value = input.values[start + row]
      low = min(low, value)
      high = max(high, value)
      sum += Double(value)
    }
    if low == high {
      mean = Double(low)
      scale = 0
      return
    }
    guard let weights else {
      let mean = sum / Double(rows.count)
      var squares = 0.0
      for row in rows {
        let deviation = Double(input.values[start + row]) - mean
        squares += deviation * deviation
      }
      self.mean = mean
      scale = (squares / Double(rows.count)).squareRoot()
      return
    }
    var total = 0.0
    sum = 0
    for (weight, row) in zip(weights, rows) {
      total += weight
      sum += weight * Double(input.values[start + row])
    }
    let mean = sum / total
    var squares = 0.0
    for (weight, row) in zip(weights, rows) {
      let deviation = Double(input.values[start + row]) - mean
      squares += weight * (deviation * deviation)
    }
    self.mean = mean
    scale = (squares / total).squareRoot()
  }
}
