/// A dense matrix of named features, (rows, features), column-major, 32-bit.
///
/// Every value is finite: a feature that is undefined for a row (GC of a fragment without a known
/// base) carries the value its definition prescribes. Column-major because trees bin and scan one
/// feature at a time.
public struct FeatureMatrix: Sendable {
  /// Number of rows, one per fragment.
  public let rowCount: Int
  /// Names of the features, unique, in column order.
  public let names: [String]
  /// `names.count × rowCount` values; the value of feature f in row r is at `f * rowCount + r`.
  public let values: [Float]

  /// Makes a matrix from its columns laid end to end.
  ///
  /// - Precondition: `values.count == names.count * rowCount`.
  public init(rowCount: Int, names: [String], values: [Float]) {
    precondition(
      values.count == names.count * rowCount,
      "\(values.count) values for \(names.count) features × \(rowCount) rows")
    self.rowCount = rowCount
    self.names = names
    self.values = values
  }

  /// Number of features.
  public var featureCount: Int { names.count }

  /// The values of one feature for all rows.
  public func column(_ feature: Int) -> ArraySlice<Float> {
    values[(feature * rowCount)..<((feature + 1) * rowCount)]
  }

  /// One value.
  public subscript(row: Int, feature: Int) -> Float { values[feature * rowCount + row] }

  /// The given rows, in that order, with all features.
  public func selecting(rows: [Int]) -> FeatureMatrix {
    var selected: [Float] = []
    selected.reserveCapacity(rows.count * featureCount)
    for feature in 0..<featureCount {
      let start = feature * rowCount
      for row in rows { selected.append(values[start + row]) }
    }
    return FeatureMatrix(rowCount: rows.count, names: names, values: selected)
  }

  /// The given features, in that order, for all rows.
  public func selecting(features: [Int]) -> FeatureMatrix {
    var selected: [Float] = []
    selected.reserveCapacity(rowCount * features.count)
    for feature in features { selected.append(contentsOf: column(feature)) }
    return FeatureMatrix(
      rowCount: rowCount, names: features.map { names[$0] }, values: selected)
  }
}
