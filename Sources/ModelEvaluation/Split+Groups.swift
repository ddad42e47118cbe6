/// Keeps every group of rows within one role: of a group whose rows fall in several, only the rows
/// of the role with the highest priority (test, then validation, then train) stay.
///
/// Rows with an empty group label form no group. Excluded rows stay excluded.
///
/// ```swift
/// // roles train, test, train with groups "a", "a", "b" →
/// // excluded(group_crosses_split), test, train
/// ```
func excludingCrossingGroups(_ roles: [RowRole], groups: [String]) -> [RowRole] {
  var winners: [String: SplitRole] = [:]
  for (row, group) in groups.enumerated() where !group.isEmpty {
    guard let role = roles[row].role else { continue }
    if let winner = winners[group], priority(winner) >= priority(role) { continue }
    winners[group] = role
  }
  return roles.indices.map { row in
    guard let role = roles[row].role, let winner = winners[groups[row]], winner != role else {
      return roles[row]
    }
    return .excluded(.groupCrossesSplit)
  }
}

private func priority(_ role: SplitRole) -> Int {
  switch role {
  case .test: 2
  case .validation: 1
  case .train: 0
  }
}
