/// The candidate with the smallest edit distance to a name, nil when none is close: more than a
/// third of the name's letters, at least two, would have to change.
///
/// Ties go to the earlier candidate.
///
/// ```swift
/// nearestName(to: "activty", in: ["counts", "activity"])  // "activity"
/// ```
func nearestName(to name: String, in candidates: [String]) -> String? {
  let limit = max(2, name.count / 3)
  var best: (distance: Int, name: String)?
  for candidate in candidates {
    let distance = editDistance(Array(name.lowercased()), Array(candidate.lowercased()))
    if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
  }
  return best?.name
}

private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
  var previous = Array(0...second.count)
  for (row, letter) in first.enumerated() {
    var current = [row + 1]
    for (column, other) in second.enumerated() {
      let substituted = previous[column] + (letter == other ? 0 : 1)
      current.append(min(substituted, previous[column + 1] + 1, current[column] + 1))
    }
    previous = current
  }
  return previous[second.count]
}

/// Names as a message shows them: quoted, at most twelve, then how many more there are.
struct NameList: CustomStringConvertible {
  let names: [String]

  init(_ names: [String]) { self.names = names }

  var description: String {
    guard !names.isEmpty else { return "none" }
    let shown = names.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
  }
}
