/// Joins UMIs that sequencing errors made out of others, by the directional method of UMI-tools
/// (Smith, Heger and Sudbery 2017, doi:10.1101/gr.209601.116).
///
/// UMI b follows from a when they differ in one base and n_a ≥ 2·n_b − 1. Starting from the most
/// abundant UMI that is not yet in a group, equal ones in the order of their letters, a group is
/// everything that follows from it in one or more steps and is in no earlier group.
///
/// ```swift
/// // AAAA 10 reads, AAAT 5, AATT 2, CCCC 5
/// DirectionalUMIs.groups(umis: [0, 3, 15, 85], counts: [10, 5, 2, 5], length: 4)
/// // [[0, 1, 2], [3]]: AAAA explains AAAT (10 ≥ 9), AAAT explains AATT (5 ≥ 3)
/// ```
public enum DirectionalUMIs {
  /// Above this many UMIs neighbours are looked up instead of compared one by one.
  private static let pairwiseLimit = 48

  /// Groups of positions in `umis`, the most abundant UMI of each group first; groups in the order
  /// they are made, the other members in the order they are reached.
  ///
  /// - Parameters:
  ///   - umis: distinct, ascending, in the numbering of `PackedBarcode`.
  ///   - counts: reads of each.
  /// - Complexity: O(n · length) look-ups.
  public static func groups(umis: [UInt64], counts: [UInt32], length: Int) -> [[Int]] {
    var result: [[Int]] = []
    visit(umis, counts, length) { isFirst, position in
      if isFirst { result.append([position]) } else { result[result.count - 1].append(position) }
    }
    return result
  }

  /// Number of groups.
  public static func groupCount(umis: [UInt64], counts: [UInt32], length: Int) -> Int {
    if umis.count <= 1 { return umis.count }
    var count = 0
    visit(umis, counts, length) { isFirst, _ in if isFirst { count += 1 } }
    return count
  }

  private static func visit(
    _ umis: [UInt64], _ counts: [UInt32], _ length: Int, _ body: (Bool, Int) -> Void
  ) {
    precondition(umis.count == counts.count, "\(umis.count) UMIs, \(counts.count) counts")
    let order = umis.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
    let index = umis.count > pairwiseLimit ? BarcodeIndex(umis, length: length) : nil
    var isGrouped = [Bool](repeating: false, count: umis.count)
    var queue: [Int] = []
    for root in order where !isGrouped[root] {
      isGrouped[root] = true
      body(true, root)
      queue.append(root)
      var next = 0
      while next < queue.count {
        let parent = queue[next]
        next += 1
        let limit = (UInt64(counts[parent]) + 1) / 2
        func join(_ child: Int) {
          if isGrouped[child] || UInt64(counts[child]) > limit { return }
          isGrouped[child] = true
          body(false, child)
          queue.append(child)
        }
        if let index {
          index.forEachNeighbour(of: umis[parent]) { child in
            join(child)
            return true
          }
        } else {
          for child in umis.indices where differsInOneBase(umis[parent], umis[child]) {
            join(child)
          }
        }
      }
      queue.removeAll(keepingCapacity: true)
    }
  }
}
