/// A square table of correlations, drawn as a heat map with its numbers.
public struct CorrelationMatrix: Codable, Hashable, Sendable {
  /// Title of the figure.
  public let title: String
  /// What the numbers are, for example "Spearman ρ of activity".
  public let measure: String
  /// Names of rows and columns.
  public let labels: [String]
  /// (labels, labels); nil where undefined.
  public let values: [[Double?]]

  /// Makes a matrix.
  ///
  /// - Throws: ``ReportsError/lengthMismatch(content:what:found:expected:)`` when it is not square.
  public init(title: String, measure: String, labels: [String], values: [[Double?]])
    throws(ReportsError)
  {
    guard values.count == labels.count else {
      throw .lengthMismatch(
        content: "matrix \(title)", what: "rows", found: values.count, expected: labels.count)
    }
    for row in values where row.count != labels.count {
      throw .lengthMismatch(
        content: "matrix \(title)", what: "columns", found: row.count, expected: labels.count)
    }
    self.title = title
    self.measure = measure
    self.labels = labels
    self.values = values
  }
}
