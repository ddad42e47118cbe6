import Statistics

/// Rows of one stratum.
struct Stratum: Sendable {
  var variable: String
  var name: String
  var range: ClosedRange<Double>?
  /// Positions among the rows of the task.
  var positions: [Int]
}

extension StratumVariable {
  /// The strata of the given rows; empty ones are left out.
  func strata(rows: [Int]) -> [Stratum] {
    switch values {
    case .quintiles(let values): quintiles(rows.map { values[$0] })
    case .categories(let values): categories(rows.map { values[$0] })
    }
  }

  /// Quintile q holds the values above the type 7 quantile at (q − 1)/5 up to the one at q/5; equal
  /// values are never parted, so tied data give fewer and larger strata.
  private func quintiles(_ values: [Double?]) -> [Stratum] {
    let defined = values.compactMap { $0 }.filter(\.isFinite)
    guard let edges = quantiles(of: defined, at: [0.2, 0.4, 0.6, 0.8]) else { return [] }
    var positions = [[Int]](repeating: [], count: 5)
    for (position, value) in values.enumerated() {
      guard let value, value.isFinite else { continue }
      positions[edges.firstIndex { value <= $0 } ?? 4].append(position)
    }
    return positions.indices.compactMap { quintile in
      let members = positions[quintile].compactMap { values[$0] }
      guard let lowest = members.min(), let highest = members.max() else { return nil }
      return Stratum(
        variable: name, name: "q\(quintile + 1)", range: lowest...highest,
        positions: positions[quintile])
    }
  }

  private func categories(_ values: [String?]) -> [Stratum] {
    var positions: [String: [Int]] = [:]
    for (position, value) in values.enumerated() {
      if let value { positions[value, default: []].append(position) }
    }
    return positions.keys.sorted { naturallyPrecedes($0, $1) }.map {
      Stratum(variable: name, name: $0, range: nil, positions: positions[$0] ?? [])
    }
  }
}

/// The order of names in which runs of digits count as numbers: chr2 before chr10.
///
/// ```swift
/// ["chr10", "chrX", "chr2"].sorted { naturallyPrecedes($0, $1) }  // chr2, chr10, chrX
/// ```
func naturallyPrecedes(_ a: String, _ b: String) -> Bool {
  let first = nameParts(a)
  let second = nameParts(b)
  for (x, y) in zip(first, second) where x != y {
    switch (Int(x), Int(y)) {
    case (let m?, let n?) where m != n: return m < n
    case (_?, nil): return true
    case (nil, _?): return false
    default: return x < y
    }
  }
  return first.count == second.count ? a < b : first.count < second.count
}

/// Runs of digits and runs of anything else.
private func nameParts(_ name: String) -> [String] {
  var parts: [String] = []
  var lastWasDigit = false
  for character in name {
    let isDigit = character.isASCII && character.isNumber
    if let last = parts.last, isDigit == lastWasDigit {
      parts[parts.count - 1] = last + String(character)
    } else {
      parts.append(String(character))
    }
    lastWasDigit = isDigit
  }
  return parts
}
