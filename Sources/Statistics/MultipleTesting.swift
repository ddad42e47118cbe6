import Foundation

/// Benjamini–Hochberg adjusted p-values: q₍ᵢ₎ = min over j ≥ i of p₍ⱼ₎·m/j, at most 1
/// (doi 10.1111/j.2517-6161.1995.tb02031.x).
///
/// Missing p-values stay missing and do not count in m. The order of the input is kept.
///
/// ```swift
/// benjaminiHochberg([0.01, 0.04, nil, 0.03])  // [0.03, 0.04, nil, 0.04]
/// ```
///
/// - Precondition: every p-value is in [0, 1].
public func benjaminiHochberg(_ pValues: [Double?]) -> [Double?] {
  let order = ascendingTests(pValues)
  let tests = Double(order.count)
  var adjusted: [Double?] = Array(repeating: nil, count: pValues.count)
  var smallest = 1.0
  for (position, test) in order.enumerated().reversed() {
    smallest = min(smallest, test.p * tests / Double(position + 1))
    adjusted[test.index] = smallest
  }
  return adjusted
}

/// Benjamini–Hochberg adjusted p-values from and to natural logarithms, so that p-values too small
/// for a number keep their order and size.
///
/// ```swift
/// benjaminiHochberg(logarithms: [-2_000, nil, -1_000])  // [−2000 + ln 2, nil, −1000]
/// ```
///
/// - Precondition: every logarithm is ≤ 0.
public func benjaminiHochberg(logarithms: [Double?]) -> [Double?] {
  var order: [Int] = []
  for (index, logarithm) in logarithms.enumerated() {
    guard let logarithm else { continue }
    precondition(logarithm <= 0, "ln p \(logarithm)")
    order.append(index)
  }
  let sorted = order.map { logarithms[$0] ?? 0 }
  let tests = log(Double(order.count))
  var adjusted: [Double?] = Array(repeating: nil, count: logarithms.count)
  var smallest = 0.0
  for (position, entry) in ascendingOrder(sorted).enumerated().reversed() {
    smallest = min(smallest, sorted[entry] + tests - log(Double(position + 1)))
    adjusted[order[entry]] = smallest
  }
  return adjusted
}

/// Holm's step-down adjusted p-values: p₍ᵢ₎·(m − i + 1), running maximum, at most 1 (Holm 1979).
///
/// Missing p-values stay missing and do not count in m. The order of the input is kept.
///
/// ```swift
/// holm([0.01, 0.04, nil, 0.03])  // [0.03, 0.06, nil, 0.06]
/// ```
///
/// - Precondition: every p-value is in [0, 1].
public func holm(_ pValues: [Double?]) -> [Double?] {
  let order = ascendingTests(pValues)
  var adjusted: [Double?] = Array(repeating: nil, count: pValues.count)
  var largest = 0.0
  for (position, test) in order.enumerated() {
    largest = min(1, max(largest, test.p * Double(order.count - position)))
    adjusted[test.index] = largest
  }
  return adjusted
}

private func ascendingTests(_ pValues: [Double?]) -> [(index: Int, p: Double)] {
  var tests: [(index: Int, p: Double)] = []
  for (index, p) in pValues.enumerated() {
    guard let p else { continue }
    precondition(p >= 0 && p <= 1, "p-value \(p)")
    tests.append((index, p))
  }
  return tests.sorted { ($0.p, $0.index) < ($1.p, $1.index) }
}
