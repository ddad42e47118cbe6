import Foundation

/// A mark on an axis with its label.
package struct AxisTick: Hashable, Sendable {
  package let value: Double
  package let label: String
}

extension AxisScale {
  /// Round numbers inside the range, about `target` of them: steps of 1, 2, 2.5 or 5 times a power
  /// of ten; decades (with 2 and 5 when there are few) on a logarithmic axis.
  ///
  /// ```swift
  /// AxisScale(from: 0, to: 1, start: 0, end: 100).ticks(5).map(\.label)
  /// // "0.0", "0.2", "0.4", "0.6", "0.8", "1.0"
  /// ```
  ///
  /// - Parameter wholeNumbers: allows no step that is not a whole number, for epochs and rounds.
  package func ticks(_ target: Int = 5, wholeNumbers: Bool = false) -> [AxisTick] {
    switch kind {
    case .linear: linearTicks(target, wholeNumbers: wholeNumbers)
    case .logarithmic: logarithmicTicks()
    }
  }

  private func linearTicks(_ target: Int, wholeNumbers: Bool) -> [AxisTick] {
    var step = Self.niceStep((upper - lower) / Double(max(target, 1)))
    if wholeNumbers { step = step == 2.5 ? 2 : max(1, step) }
    let first = Int((lower / step - 1e-9).rounded(.up))
    let last = Int((upper / step + 1e-9).rounded(.down))
    guard first <= last else { return [] }
    return (first...last).map { index in
      let value = Double(index) * step
      return AxisTick(value: value, label: Self.label(value, step: step))
    }
  }

  private func logarithmicTicks() -> [AxisTick] {
    let first = Int((log10(lower) + 1e-9).rounded(.down))
    let last = Int((log10(upper) - 1e-9).rounded(.up))
    let factors: [Double] = last - first <= 2 ? [1, 2, 5] : [1]
    let stride = max(1, (last - first) / 6)
    var ticks: [AxisTick] = []
    for exponent in Swift.stride(from: first, through: last, by: stride) {
      for factor in factors {
        let value = factor * pow(10, Double(exponent))
        if value >= lower * (1 - 1e-9), value <= upper * (1 + 1e-9) {
          ticks.append(AxisTick(value: value, label: Self.label(value, step: value)))
        }
      }
    }
    return ticks
  }

  private static func niceStep(_ rough: Double) -> Double {
    let power = pow(10, log10(rough).rounded(.down))
    let factor = rough / power
    for nice in [1.0, 2, 2.5, 5] where factor <= nice * 1.0001 { return nice * power }
    return 10 * power
  }

  private static func label(_ value: Double, step: Double) -> String {
    if max(abs(value), step) >= 1000 { return NumberText.compact(value) }
    if step < 1e-6 { return "\(value)" }
    let fraction = step / pow(10, log10(step).rounded(.down))
    let digits = Int(-log10(step).rounded(.down)) + (abs(fraction - 2.5) < 0.01 ? 1 : 0)
    return NumberText.display(value, min(max(digits, 0), 9))
  }
}
