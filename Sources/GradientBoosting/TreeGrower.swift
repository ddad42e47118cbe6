import Sharding

/// Grows one regression tree after another on the same binned features.
struct TreeGrower {
  let features: BinnedFeatures
  let options: GradientBoostingOptions
  let threads: Int
  let penalty: SplitPenalty
  private let stores: [HistogramStore]
  /// Greatest number of nodes whose histograms are kept for subtraction.
  private let keptLimit: Int

  init(features: BinnedFeatures, options: GradientBoostingOptions, threads: Int) {
    self.features = features
    self.options = options
    self.threads = threads
    penalty = SplitPenalty(options)
    stores = features.octets.map { HistogramStore($0) }
    let bytes = GradientHistogram.size * MemoryLayout<GradientSum>.stride
    keptLimit = options.keptHistogramBytes / (bytes * max(features.octets.count, 1))
  }

  /// Grows a tree.
  ///
  /// - Parameters:
  ///   - gradients: one pair per binned row.
  ///   - rows: the rows the tree sees, ascending, not empty.
  ///   - allowed: per feature, whether it may be split on.
  ///   - learningRate: η of the round.
  func grow(
    gradients: [GradientPair], rows: [UInt32], allowed: [Bool], learningRate: Float
  ) throws -> GrownTree {
    for store in stores { store.beginTree() }
    var growing = GrowingTree(
      gradients: gradients, rows: rows, allowed: allowed, learningRate: learningRate,
      penalty: penalty)
    switch options.growth {
    case .depthWise:
      try growDepthWise(&growing)
    case .lossGuided(let maximumLeaves):
      try growLossGuided(&growing, maximumLeaves: maximumLeaves)
    }
    return growing.finished()
  }

  private func growDepthWise(_ growing: inout GrowingTree) throws {
    var level = try evaluated([NodePair(first: growing.root, second: nil)], &growing)
    while !level.isEmpty {
      let splitting = level.filter { isWorthSplitting($0) }
      release(level.filter { !isWorthSplitting($0) }, &growing)
      level = try evaluated(try split(splitting, &growing), &growing)
    }
  }

  private func growLossGuided(_ growing: inout GrowingTree, maximumLeaves: Int) throws {
    var open = try evaluated([NodePair(first: growing.root, second: nil)], &growing)
    var leaves = 1
    while leaves < maximumLeaves {
      release(open.filter { !isWorthSplitting($0) }, &growing)
      open.removeAll { !isWorthSplitting($0) }
      guard let best = open.max(by: { ($0.gain, -$0.id) < ($1.gain, -$1.id) }) else { return }
      open.removeAll { $0.id == best.id }
      open += try evaluated(try split([best], &growing), &growing)
      leaves += 1
    }
  }

  /// The histogram rule: a node whose best split gains less than γ, or next to nothing, is a leaf
  /// whatever its descendants could gain.
  private func isWorthSplitting(_ node: GrowingNode) -> Bool {
    node.gain > 1e-6 && node.gain >= Float(options.minimumSplitGain)
  }

  /// Splits nodes, in order, and returns their children.
  private func split(
    _ nodes: [GrowingNode], _ growing: inout GrowingTree
  ) throws -> [NodePair] {
    if nodes.isEmpty { return [] }
    let boundaries = try growing.order.divide(
      nodes.map {
        RowOrder.Division(
          positions: $0.positions, feature: $0.best.feature, lastLeftBin: $0.best.bin)
      }, features: features, threads: threads)
    return zip(nodes, boundaries).map { node, boundary in
      growing.split(
        node, boundary: boundary,
        threshold: features.cuts[node.best.feature].threshold(afterBin: node.best.bin))
    }
  }

  /// Finds the best split of every node that may still be split; deeper nodes are leaves.
  private func evaluated(
    _ pairs: [NodePair], _ growing: inout GrowingTree
  ) throws -> [GrowingNode] {
    let open = pairs.filter { $0.first.depth < options.maximumDepth }
    if open.isEmpty { return [] }
    let requests = open.map { request($0, &growing) }
    growing.gatherGradients(requests)
    let (rows, gradients, allowed) = (growing.order.rows, growing.ordered, growing.allowed)
    let found = try shardedMap(shards: stores.count, threads: threads) { shard in
      stores[shard].bestSplits(
        requests, rows: rows, gradients: gradients, allowed: allowed, penalty: penalty)
    }
    var nodes: [GrowingNode] = []
    var position = 0
    for (pair, request) in zip(open, requests) {
      for asked in [request.built, request.derived].compactMap({ $0 }) {
        guard var node = pair.nodes.first(where: { $0.id == asked.id }) else { continue }
        for candidates in found where candidates[position].childGain > node.best.childGain {
          node.best = candidates[position]
        }
        node.gain = node.best.childGain - Float(penalty.gain(node.sum))
        nodes.append(node)
        position += 1
      }
    }
    return nodes.sorted { $0.id < $1.id }
  }

  private func request(_ pair: NodePair, _ growing: inout GrowingTree) -> HistogramRequest {
    let parent = growing.kept.remove(Int(growing.tree.parents[pair.first.id]))
    var ordered = pair.nodes
    if ordered.count == 2, ordered[1].positions.count < ordered[0].positions.count {
      ordered.swapAt(0, 1)
    }
    let asked = ordered.map { node in
      let isKept = node.depth + 1 < options.maximumDepth && growing.kept.count < keptLimit
      if isKept { growing.kept.insert(node.id) }
      return HistogramRequest.Node(
        id: node.id, positions: node.positions, sum: node.sum, isKept: isKept)
    }
    return HistogramRequest(
      built: asked[0], derived: asked.count > 1 ? asked[1] : nil, parent: parent)
  }

  private func release(_ nodes: [GrowingNode], _ growing: inout GrowingTree) {
    let kept = nodes.map(\.id).filter { growing.kept.remove($0) != nil }
    if kept.isEmpty { return }
    for store in stores { store.release(kept) }
  }
}
