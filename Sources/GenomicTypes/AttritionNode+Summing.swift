extension AttritionNode {
  /// The steps of several inputs of one kind, such as the lanes of a sample, as one.
  ///
  /// Steps are matched by name and unit, in the order of their first appearance; all their numbers
  /// are added.
  ///
  /// ```swift
  /// // lane 1: adapter 10 → 8; lane 2: adapter 5 → 5
  /// AttritionNode.summed([lane1, lane2])  // adapter 15 → 13, no_adapter 2
  /// ```
  public static func summed(_ inputs: [[AttritionNode]]) -> [AttritionNode] {
    var order: [String] = []
    var sums: [String: AttritionNode] = [:]
    for node in inputs.joined() {
      let key = "\(node.step)\t\(node.unit)"
      if let earlier = sums[key] {
        sums[key] = earlier.adding(node)
      } else {
        order.append(key)
        sums[key] = node
      }
    }
    return order.compactMap { sums[$0] }
  }

  private func adding(_ other: AttritionNode) -> AttritionNode {
    AttritionNode(
      balancedStep: step, unit: unit, entered: entered + other.entered, left: left + other.left,
      dropped: dropped.merging(other.dropped, uniquingKeysWith: +),
      collapses: collapses || other.collapses)
  }
}
