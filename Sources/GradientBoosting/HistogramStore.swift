import Synchronization

/// What a batch of splits asks of every octet: the histograms of one node, or of two siblings.
struct HistogramRequest: Sendable {
  /// A node whose best split is wanted.
  struct Node: Sendable {
    let id: Int
    /// Where its rows lie in the row order.
    let positions: Range<Int>
    let sum: GradientSum
    /// True when its children will be asked for.
    let isKept: Bool
  }

  /// The root, or the child of fewer rows: its histogram is built from rows.
  let built: Node
  /// The other child: parent less `built`, or built from rows when the parent was not kept.
  let derived: Node?
  /// The node both come from, when its histogram was kept.
  let parent: Int?
}

/// The histograms of one octet of features that a growing tree may still need.
///
/// One thread at a time works on an octet; the lock only proves it.
final class HistogramStore: Sendable {
  private struct State: Sendable {
    var kept: [Int: GradientHistogram] = [:]
    var spare: [GradientHistogram] = []
  }

  private let octet: FeatureOctet
  private let state = Mutex(State())

  init(_ octet: FeatureOctet) { self.octet = octet }

  /// Forgets the histograms of the last tree, keeping their memory.
  func beginTree() {
    state.withLock { state in
      state.spare += state.kept.values
      state.kept = [:]
    }
  }

  /// The best split in this octet of every requested node, in the order built, derived of each
  /// request.
  func bestSplits(
    _ requests: [HistogramRequest], rows: [UInt32], gradients: [GradientPair], allowed: [Bool],
    penalty: SplitPenalty
  ) -> [SplitCandidate] {
    state.withLock { state in
      var candidates: [SplitCandidate] = []
      candidates.reserveCapacity(2 * requests.count)
      for request in requests {
        var parent = request.parent.flatMap { state.kept.removeValue(forKey: $0) }
        var built = state.spare.popLast() ?? GradientHistogram()
        built.build(
          octet, rows: rows, gradients: gradients, positions: request.built.positions)
        candidates.append(
          built.bestSplit(octet, allowed: allowed, sum: request.built.sum, penalty: penalty))
        if let derived = request.derived {
          let isKnown = parent != nil
          var other = parent.take() ?? state.spare.popLast() ?? GradientHistogram()
          if isKnown {
            other.subtract(built, octet)
          } else {
            other.build(octet, rows: rows, gradients: gradients, positions: derived.positions)
          }
          candidates.append(
            other.bestSplit(octet, allowed: allowed, sum: derived.sum, penalty: penalty))
          keep(&state, derived, other)
        }
        keep(&state, request.built, built)
      }
      return candidates
    }
  }

  private func keep(
    _ state: inout State, _ node: HistogramRequest.Node, _ histogram: consuming GradientHistogram
  ) {
    if node.isKept {
      state.kept[node.id] = histogram
    } else {
      state.spare.append(histogram)
    }
  }

  /// Gives up the histogram of a node that stays a leaf.
  func release(_ nodes: [Int]) {
    state.withLock { state in
      for node in nodes {
        if let histogram = state.kept.removeValue(forKey: node) { state.spare.append(histogram) }
      }
    }
  }
}
