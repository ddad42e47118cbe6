import Statistics

/// First-order chains of bases with a given GC fraction and a given depletion of CpG.
///
/// The probability of the dinucleotide xy is the product of its base probabilities, changed by d =
/// (1 − observed/expected) · (GC / 2)²: CG loses d; TG, CA, AG and CT gain d / 2; TA and AT lose
/// d / 2. Rows and columns keep their sums, so base composition is exactly the one asked for and
/// both strands look the same. d is held below what TA and AT can give, which matters only above
/// GC 0.6.
struct BaseChain: Sendable {
  /// Cumulative probabilities in units of 2⁻³² of A, C and G after each base: (base, 3).
  private let thresholds: [UInt32]
  private let first: [UInt32]

  /// - Precondition: 0 < gc < 1 and 0 ≤ cpgObservedToExpected ≤ 1.
  init(gc: Double, cpgObservedToExpected: Double) {
    let strong = gc / 2
    let weak = (1 - gc) / 2
    let marginal = [weak, strong, strong, weak]
    let lost = min((1 - cpgObservedToExpected) * strong * strong, 1.8 * weak * weak)
    var joint = marginal.map { left in marginal.map { left * $0 } }
    joint[1][2] -= lost
    for (left, right) in [(3, 2), (1, 0), (0, 2), (1, 3)] { joint[left][right] += lost / 2 }
    for (left, right) in [(3, 0), (0, 3)] { joint[left][right] -= lost / 2 }
    thresholds = joint.indices.flatMap { Self.cumulative(joint[$0], sum: marginal[$0]) }
    first = Self.cumulative(marginal, sum: 1)
  }

  private static func cumulative(_ weights: [Double], sum: Double) -> [UInt32] {
    var total = 0.0
    return weights.dropLast().map { weight in
      total += weight
      return UInt32(min(max(total / sum * 0x1p32, 0), 0x1p32 - 1))
    }
  }

  /// The base after `previous`; the first of a chain after an unknown base.
  func next(after previous: UInt8, _ generator: inout SeededGenerator) -> UInt8 {
    let draw = UInt32(truncatingIfNeeded: generator.next() >> 32)
    if previous > 3 { return Self.base(draw, first[0], first[1], first[2]) }
    let row = 3 * Int(previous)
    return Self.base(draw, thresholds[row], thresholds[row + 1], thresholds[row + 2])
  }

  private static func base(_ draw: UInt32, _ a: UInt32, _ c: UInt32, _ g: UInt32) -> UInt8 {
    (draw < a ? 0 : 1) + (draw < c ? 0 : 1) + (draw < g ? 0 : 1)
  }

  /// One chain from its start.
  func sequence(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    var codes = [UInt8](repeating: 0, count: count)
    var previous: UInt8 = 4
    for position in 0..<count {
      previous = next(after: previous, &generator)
      codes[position] = previous
    }
    return codes
  }
}
