import GenomicTypes

/// Intervals by chromosome index, to ask whether a fragment touches one of them.
struct IntervalFilter: Sendable {
  /// Disjoint intervals of each chromosome, ascending.
  private var starts: [[Int32]]
  private var ends: [[Int32]]
  let isEmpty: Bool
  /// Whether any interval lies on one of the chromosomes.
  private(set) var isOnKnownChromosome = false

  /// Merges intervals that overlap or touch; those on other chromosomes are left out.
  init(_ intervals: [GenomicInterval], chromosomeNames: [String]) {
    isEmpty = intervals.isEmpty
    starts = Array(repeating: [], count: chromosomeNames.count)
    ends = starts
    var indices: [String: Int] = [:]
    for (index, name) in chromosomeNames.enumerated() { indices[name] = index }
    let sorted = intervals.filter { $0.length > 0 }.sorted { $0.start < $1.start }
    for interval in sorted {
      guard let index = indices[interval.chromosome] else { continue }
      isOnKnownChromosome = true
      let (start, end) = (Int32(clamping: interval.start), Int32(clamping: interval.end))
      let last = ends[index].count - 1
      if last >= 0, start <= ends[index][last] {
        ends[index][last] = max(ends[index][last], end)
      } else {
        starts[index].append(start)
        ends[index].append(end)
      }
    }
  }

  /// Whether a 0-based half-open interval shares at least one base. O(log intervals).
  func touches(_ chromosome: Int32, _ start: Int32, _ end: Int32) -> Bool {
    // The first interval that ends after the start of the fragment is the only candidate.
    let ends = ends[Int(chromosome)]
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] > start { high = middle } else { low = middle + 1 }
    }
    return low < ends.count && starts[Int(chromosome)][low] < end
  }
}
