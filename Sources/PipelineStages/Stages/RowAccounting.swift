package import GenomicTypes
package import ModelEvaluation

/// Every row from the input to the last model, step by step; each step takes what the one before left.
package struct RowAccounting: Codable {
  /// Rows of one role, and how many of them have a target for each task.
  package struct Role: Codable {
    package let role: String
    package let rows: Int
    package let rowsByTask: [String: Int]
  }

  /// The steps, in order.
  package let steps: [AttritionNode]
  /// What the rows that are left are used for.
  package let roles: [Role]

  /// Continues the accounting of `count` and `normalize` through the split.
  ///
  /// - Throws: ``AttritionImbalance`` when a step does not take what the one before left.
  package init(counted: [AttritionNode], split: Split, tasks: [String], observed: [[Double?]])
    throws
  {
    let rows = split.roles.indices
    let withTarget = rows.filter { row in observed.contains { $0[row] != nil } }
    var dropped: [String: Int] = [:]
    for row in withTarget {
      if let reason = split.roles[row].exclusion { dropped[reason.rawValue, default: 0] += 1 }
    }
    let targeted = try AttritionNode(
      step: "activity", unit: "fragment", entered: split.roles.count, left: withTarget.count,
      dropped: ["no_defined_target": split.roles.count - withTarget.count])
    let divided = try AttritionNode(
      step: "split", unit: "fragment", entered: withTarget.count,
      left: withTarget.count - dropped.values.reduce(0, +), dropped: dropped)
    let chain = try AttritionChain(of: "rows", nodes: counted + [targeted, divided])
    steps = chain.nodes
    roles = SplitRole.allCases.map { role in
      let members = withTarget.filter { split.roles[$0].role == role }
      return Role(
        role: role.rawValue, rows: members.count,
        rowsByTask: Dictionary(
          uniqueKeysWithValues: zip(tasks, observed).map { task, values in
            (task, members.count { values[$0] != nil })
          }))
    }
    let used = roles.map(\.rows).reduce(0, +)
    guard chain.left == used else {
      throw AttritionImbalance(step: "roles", entered: chain.left, left: used, dropped: [:])
    }
  }
}
