extension CountOfCounts {
  /// N/U, the mean count of the things that were seen; nil when nothing was.
  public var mean: Double? { isEmpty ? nil : Double(total) / Double(distinct) }

  /// The unbiased variance of the counts; nil for fewer than two things.
  public var variance: Double? {
    let things = distinct
    guard let mean, things >= 2 else { return nil }
    var squares = 0.0
    for (value, frequency) in zip(values, frequencies) {
      squares += Double(frequency) * (Double(value) - mean) * (Double(value) - mean)
    }
    return squares / Double(things - 1)
  }

  /// Standard deviation over mean; nil for fewer than two things.
  public var coefficientOfVariation: Double? {
    guard let mean, let variance else { return nil }
    return variance.squareRoot() / mean
  }

  /// The type 7 quantile of the counts, as ``quantile(of:at:)`` gives for the list of them; nil
  /// when nothing was counted.
  ///
  /// ```swift
  /// CountOfCounts(of: [4, 1, 2, 3] as [Int]).quantile(at: 0.25)  // 1.75
  /// ```
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  public func quantile(at p: Double) -> Double? {
    precondition(p >= 0 && p <= 1, "probability \(p)")
    guard !isEmpty else { return nil }
    let position = Double(distinct - 1) * p
    let below = min(Int(position), distinct - 1)
    let fraction = position - Double(below)
    let low = value(atRank: below)
    return fraction == 0 ? low : low + fraction * (value(atRank: below + 1) - low)
  }

  /// The count at a rank from 0 in ascending order.
  private func value(atRank rank: Int) -> Double {
    var before = 0
    for (value, frequency) in zip(values, frequencies) {
      before += frequency
      if rank < before { return Double(value) }
    }
    return Double(values[values.count - 1])
  }

  /// The share of the total that the most counted `fraction` of the things holds; the number of
  /// things is rounded up, so it is at least one. Nil when nothing was counted.
  ///
  /// ```swift
  /// CountOfCounts(of: [96, 1, 1, 1, 1] as [Int]).share(ofTop: 0.001)  // 96/100 = 0.96
  /// ```
  ///
  /// - Precondition: 0 < fraction ≤ 1.
  public func share(ofTop fraction: Double) -> Double? {
    precondition(fraction > 0 && fraction <= 1, "fraction \(fraction)")
    guard !isEmpty else { return nil }
    var wanted = max(1, Int((fraction * Double(distinct)).rounded(.up)))
    var held = 0
    for (value, frequency) in zip(values, frequencies).reversed() {
      let taken = min(wanted, frequency)
      held += taken * value
      wanted -= taken
      if wanted == 0 { break }
    }
    return Double(held) / Double(total)
  }

  /// Things per doubling bin of their count: 1, 2–3, 4–7, 8–15, …, up to the bin of the largest.
  ///
  /// ```swift
  /// CountOfCounts(of: [1, 1, 3, 9] as [Int]).doublingBins  // [2, 1, 0, 1]
  /// ```
  public var doublingBins: [Int] {
    var bins: [Int] = []
    for (value, frequency) in zip(values, frequencies) {
      let bin = Int.bitWidth - 1 - value.leadingZeroBitCount
      while bins.count <= bin { bins.append(0) }
      bins[bin] += frequency
    }
    return bins
  }
}
