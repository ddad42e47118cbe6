/// What one step did to the rows it was given: how many came in, how many left, and why the rest
/// were dropped.
///
/// ```swift
/// let node = try AttritionNode(
///   step: "normalize", unit: "fragment", entered: 10, left: 7, dropped: ["below_min_dna": 3])
/// ```
public struct AttritionNode: Hashable, Codable, Sendable {
  /// Name of the step.
  public let step: String
  /// What is counted: read, barcode, fragment.
  public let unit: String
  /// Rows that came in.
  public let entered: Int
  /// Rows that left.
  public let left: Int
  /// Reason code → rows dropped for it.
  public let dropped: [String: Int]
  /// True when rows were merged into rows of another unit: `entered` and `left` count different
  /// things and need not balance.
  public let collapses: Bool

  /// Makes a node that balances.
  ///
  /// - Throws: ``AttritionImbalance`` when `entered` is not `left` plus everything dropped.
  public init(
    step: String, unit: String, entered: Int, left: Int, dropped: [String: Int]
  ) throws(AttritionImbalance) {
    guard entered == left + dropped.values.reduce(0, +) else {
      throw AttritionImbalance(step: step, entered: entered, left: left, dropped: dropped)
    }
    self.step = step
    self.unit = unit
    self.entered = entered
    self.left = left
    self.dropped = dropped.filter { $0.value > 0 }
    collapses = false
  }

  /// A node whose numbers are known to balance, as sums of balanced nodes do.
  init(
    balancedStep step: String, unit: String, entered: Int, left: Int, dropped: [String: Int],
    collapses: Bool
  ) {
    self.step = step
    self.unit = unit
    self.entered = entered
    self.left = left
    self.dropped = dropped
    self.collapses = collapses
  }

  /// Makes a node that merges rows, for example barcodes into fragments.
  public init(step: String, collapsing entered: Int, into left: Int, unit: String) {
    self.step = step
    self.unit = unit
    self.entered = entered
    self.left = left
    dropped = [:]
    collapses = true
  }
}

/// Rows got lost without a reason: a bug, never a property of the input.
public struct AttritionImbalance: Error, Hashable, Sendable {
  /// Name of the step.
  public let step: String
  /// Rows that came in.
  public let entered: Int
  /// Rows that left.
  public let left: Int
  /// Reason code → rows dropped for it.
  public let dropped: [String: Int]

  /// Describes an imbalance.
  public init(step: String, entered: Int, left: Int, dropped: [String: Int]) {
    self.step = step
    self.entered = entered
    self.left = left
    self.dropped = dropped
  }
}

extension AttritionImbalance: CustomStringConvertible {
  /// The numbers that do not balance.
  public var description: String {
    let reasons = dropped.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return "step '\(step)' was given \(entered) rows and accounts for \(left) left and"
      + " \(dropped.values.reduce(0, +)) dropped (\(reasons.joined(separator: ", ")));"
      + " expected the numbers to balance. This is a bug in cupel: please report it."
  }
}
