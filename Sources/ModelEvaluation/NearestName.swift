/// The known name that a reader most likely meant: one that differs only in a leading "chr" or in
/// case, else the one within the fewest edits, at most a third of the length (at least 1). Nil when
/// nothing is near.
///
/// ```swift
/// nearestName(to: "8", among: ["chr7", "chr8"])   // "chr8"
/// nearestName(to: "chrX", among: ["x", "y"])      // "x"
/// nearestName(to: "fodl", among: ["fold", "gc"])  // "fold"
/// ```
public func nearestName(to name: String, among known: [String]) -> String? {
  let bare = withoutChromosomePrefix(name)
  if let match = known.first(where: { withoutChromosomePrefix($0) == bare }) { return match }
  let limit = max(1, name.count / 3)
  var best: (name: String, distance: Int)?
  for candidate in known {
    let distance = editDistance(Array(name.lowercased()), Array(candidate.lowercased()))
    if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
  }
  return best?.name
}

private func withoutChromosomePrefix(_ name: String) -> String {
  let lower = name.lowercased()
  return lower.hasPrefix("chr") ? String(lower.dropFirst(3)) : lower
}

/// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1] + [Int](repeating: 0, count: b.count)
    for j in 0..<b.count {
      row[j + 1] = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
      }
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
