import GenomicTypes

extension SplitContext {
  /// Roles by the values of a label column.
  func roles(byColumn labels: LabelRoles) throws(SplitError) -> [RowRole] {
    var places: [String: RowRole] = [:]
    var ambiguous: Set<String> = []
    let assigned: [(values: Set<String>, place: RowRole)] = [
      (labels.validation, .member(.validation)), (labels.test, .member(.test)),
      (labels.train, .member(.train)), (labels.excluded, .excluded(.labelExcluded)),
    ]
    for (values, place) in assigned {
      for value in values where places.updateValue(place, forKey: value) != nil {
        ambiguous.insert(value)
      }
    }
    if !ambiguous.isEmpty {
      throw SplitError(
        ambiguous.sorted().map { .ambiguousLabel(column: labels.column, value: $0) })
    }
    var problems: [SplitProblem] = []
    var reported: Set<String> = []
    var roles: [RowRole] = []
    for (row, value) in try self.labels(of: labels.column).enumerated() {
      if let place = places[value] {
        roles.append(place)
      } else if reported.insert(value).inserted {
        problems.append(
          .unknownLabel(
            column: labels.column, value: value, row: row, expected: places.keys.sorted()))
      }
    }
    if !problems.isEmpty { throw SplitError(problems) }
    return roles
  }
}
