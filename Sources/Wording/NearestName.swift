/// The known name that a reader most likely meant, nil when none is close.
///
/// Close means that at most a third of the letters, at least one, are inserted, deleted, changed or
/// swapped with their neighbour; case does not count. Of equally close names the first counts.
///
/// ```swift
/// nearestName(to: "pseudocuont", among: ["minimum", "pseudocount"])  // "pseudocount"
/// nearestName(to: "fodl", among: ["gc", "fold"])                     // "fold"
/// nearestName(to: "fodl", among: ["gc", "gold"])                     // nil
/// ```
package func nearestName(to name: String, among known: [String]) -> String? {
  let letters = Array(name.lowercased())
  let limit = max(1, letters.count / 3)
  var best: (name: String, distance: Int)?
  for candidate in known {
    let distance = editDistance(letters, Array(candidate.lowercased()))
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.name
}

/// Optimal string alignment distance: Levenshtein with swaps of neighbours. O(a·b).
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    row.reserveCapacity(b.count + 1)
    for j in 0..<b.count {
      var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, beforeLast[j - 1] + 1)
      }
      row.append(best)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
