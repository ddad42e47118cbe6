import Wording

/// The known chromosome that a reader most likely meant: one that differs only in a leading "chr"
/// or in case, else the one with the nearest name. Nil when nothing is near.
///
/// ```swift
/// nearestChromosome(to: "8", among: ["chr7", "chr8"])      // "chr8"
/// nearestChromosome(to: "chrX", among: ["x", "y"])         // "x"
/// nearestChromosome(to: "scafold_9", among: ["scaffold_9"])  // "scaffold_9"
/// ```
package func nearestChromosome(to name: String, among known: [String]) -> String? {
  let bare = withoutChromosomePrefix(name)
  return known.first { withoutChromosomePrefix($0) == bare } ?? nearestName(to: name, among: known)
}

private func withoutChromosomePrefix(_ name: String) -> String {
  let lower = name.lowercased()
  return lower.hasPrefix("chr") ? String(lower.dropFirst(3)) : lower
}
