import Foundation

/// How data become positions along one axis.
package struct AxisScale: Hashable, Sendable {
  /// Equal steps or equal ratios.
  package enum Kind: String, Codable, Sendable {
    case linear, logarithmic
  }

  package let kind: Kind
  /// Data at the start of the axis.
  package let lower: Double
  /// Data at the end of the axis; always above `lower`.
  package let upper: Double
  /// Position of `lower` on the canvas.
  package let start: Double
  /// Position of `upper` on the canvas.
  package let end: Double

  /// Makes a scale; an empty or reversed range is widened around its middle.
  package init(
    _ kind: Kind = .linear, from lower: Double, to upper: Double, start: Double, end: Double
  ) {
    self.kind = kind
    self.start = start
    self.end = end
    switch kind {
    case .linear:
      let room = upper > lower ? 0 : max(0.5, abs(lower) * 0.05)
      self.lower = lower - room
      self.upper = max(upper, lower) + room
    case .logarithmic:
      let floor = max(lower, 1e-12)
      self.lower = upper > floor ? floor : floor / 2
      self.upper = upper > floor ? upper : floor * 2
    }
  }

  /// The position of a value, clamped to the axis.
  package func position(_ value: Double) -> Double {
    let share: Double
    switch kind {
    case .linear: share = (value - lower) / (upper - lower)
    case .logarithmic:
      share = log10(max(value, lower) / lower) / log10(upper / lower)
    }
    return start + min(max(share, 0), 1) * (end - start)
  }

  /// The smallest range that holds all values with a margin on both sides; 0…1 when there are none.
  ///
  /// ```swift
  /// AxisScale.range(of: [0, 10], margin: 0.05)  // (-0.5, 10.5)
  /// ```
  package static func range(of values: [Double], margin: Double = 0.04) -> (
    lower: Double, upper: Double
  ) {
    guard let lowest = values.min(), let highest = values.max() else { return (0, 1) }
    let room = highest > lowest ? (highest - lowest) * margin : max(0.5, abs(lowest) * 0.05)
    return (lowest - room, highest + room)
  }
}
