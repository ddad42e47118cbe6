/// The intraclass correlation ICC(1) of a one-way random-effects model: the share of variance that
/// lies between rows, when the columns are interchangeable measurements of each row
/// (Shrout and Fleiss 1979, doi 10.1037/0033-2909.86.2.420).
///
/// (B − W)/(B + (k − 1)·W) with mean squares B between and W within rows. It is negative when rows
/// differ less than chance would have them. Nil for fewer than two rows or columns, a value that
/// is not finite, or without any variance.
///
/// ```swift
/// // rows (1, 2), (3, 4): row means 1.5 and 3.5; B = 2·(1 + 1)/1 = 4, W = 4·0.25/2 = 0.5
/// intraclassCorrelation([[1, 3], [2, 4]])  // 3.5/4.5 = 0.7778
/// ```
///
/// - Parameter columns: one array per measurement, all with one value per row.
public func intraclassCorrelation(_ columns: [[Double]]) -> Double? {
  let rows = columns.first?.count ?? 0
  precondition(columns.allSatisfy { $0.count == rows }, "columns of \(columns.map(\.count)) values")
  guard columns.count >= 2, rows >= 2 else { return nil }
  let k = Double(columns.count)
  let means = (0..<rows).map { row in columns.reduce(0) { $0 + $1[row] } / k }
  guard let centre = mean(of: means), centre.isFinite else { return nil }
  var between = 0.0
  var within = 0.0
  for row in 0..<rows {
    between += (means[row] - centre) * (means[row] - centre)
    for column in columns { within += (column[row] - means[row]) * (column[row] - means[row]) }
  }
  between *= k / Double(rows - 1)
  within /= Double(rows) * (k - 1)
  let total = between + (k - 1) * within
  guard total.isFinite, total > 1e-24 * max(1, centre * centre) else { return nil }
  return (between - within) / total
}
