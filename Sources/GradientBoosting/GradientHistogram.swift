/// Gradient sums of one node by feature and bin: 8 features of 256 bins, bin b of feature slot s at
/// `s * 256 + b`.
struct GradientHistogram: Sendable {
  static let binsPerFeature = 256
  static let size = FeatureOctet.width * binsPerFeature

  private(set) var sums = [GradientSum](repeating: GradientSum(0, 0), count: size)

  /// Replaces the sums by those of the given rows.
  ///
  /// - Parameters:
  ///   - rows: row numbers; those at `positions` are summed, in order.
  ///   - gradients: gradient pairs laid out like `rows`.
  mutating func build(
    _ octet: FeatureOctet, rows: [UInt32], gradients: [GradientPair], positions: Range<Int>
  ) {
    clear(octet)
    precondition(positions.upperBound <= rows.count && rows.count == gradients.count)
    let words = octet.words.span
    let rowSpan = rows.span
    let pairs = gradients.span
    var table = sums.mutableSpan
    precondition(table.count == 2048)
    for position in positions {
      let word = words[Int(rowSpan[position])]
      let pair = GradientSum(pairs[position])
      table[Int(word & 255)] += pair
      table[Int(word >> 8 & 255) + 256] += pair
      table[Int(word >> 16 & 255) + 512] += pair
      table[Int(word >> 24 & 255) + 768] += pair
      table[Int(word >> 32 & 255) + 1024] += pair
      table[Int(word >> 40 & 255) + 1280] += pair
      table[Int(word >> 48 & 255) + 1536] += pair
      table[Int(word >> 56) + 1792] += pair
    }
  }

  /// Bins of features the octet lacks collect sums that nothing reads; they need no clearing.
  private mutating func clear(_ octet: FeatureOctet) {
    var table = sums.mutableSpan
    for (slot, count) in octet.binCounts.enumerated() {
      let start = slot * Self.binsPerFeature
      for index in start..<(start + count) { table[index] = GradientSum(0, 0) }
    }
  }

  /// Takes the sums of one child away, which leaves those of the other.
  mutating func subtract(_ child: GradientHistogram, _ octet: FeatureOctet) {
    let taken = child.sums.span
    var table = sums.mutableSpan
    for (slot, count) in octet.binCounts.enumerated() {
      let start = slot * Self.binsPerFeature
      for index in start..<(start + count) { table[index] -= taken[index] }
    }
  }

  /// The best split of a node with the given sum.
  ///
  /// Of equal gains the lower feature, then the lower threshold wins. Bins without rows
  /// are no place to split.
  func bestSplit(
    _ octet: FeatureOctet, allowed: [Bool], sum: GradientSum, penalty: SplitPenalty
  ) -> SplitCandidate {
    var best = SplitCandidate.none
    for slot in octet.binCounts.indices where allowed[octet.firstFeature + slot] {
      let found =
        penalty.isPlain
        ? scanPlain(slot, octet.binCounts[slot], sum, penalty, above: best.childGain)
        : scan(slot, octet.binCounts[slot], sum, penalty, above: best.childGain)
      guard let found else { continue }
      best = SplitCandidate(
        childGain: found.gain, feature: octet.firstFeature + slot, bin: found.bin,
        left: found.left)
    }
    return best
  }

  private typealias Found = (gain: Float, bin: Int, left: GradientSum)

  /// The scan when the gain of a child is G²/(H + λ): both children over one division.
  private func scanPlain(
    _ slot: Int, _ binCount: Int, _ sum: GradientSum, _ penalty: SplitPenalty, above: Float
  ) -> Found? {
    let start = slot * Self.binsPerFeature
    let table = sums.span
    let lambda = penalty.l2
    let least = max(penalty.minimumHessian, Double.leastNonzeroMagnitude)
    var best: Found = (above, -1, GradientSum(0, 0))
    var left = GradientSum(0, 0)
    for bin in 0..<max(binCount - 1, 0) {
      let own = table[start + bin]
      if own.y == 0 { continue }
      left += own
      let right = sum - left
      if left.y < least { continue }
      if right.y < least { break }
      let leftHessian = left.y + lambda
      let rightHessian = right.y + lambda
      let gain = Float(
        (left.x * left.x * rightHessian + right.x * right.x * leftHessian)
          / (leftHessian * rightHessian))
      if gain > best.gain { best = (gain, bin, left) }
    }
    return best.bin < 0 ? nil : best
  }

  private func scan(
    _ slot: Int, _ binCount: Int, _ sum: GradientSum, _ penalty: SplitPenalty, above: Float
  ) -> Found? {
    let start = slot * Self.binsPerFeature
    let least = max(penalty.minimumHessian, Double.leastNonzeroMagnitude)
    var best: Found = (above, -1, GradientSum(0, 0))
    var left = GradientSum(0, 0)
    for bin in 0..<max(binCount - 1, 0) {
      let own = sums[start + bin]
      if own.y == 0 { continue }
      left += own
      let right = sum - left
      if left.y < least { continue }
      if right.y < least { break }
      let gain = Float(penalty.gain(left) + penalty.gain(right))
      if gain > best.gain { best = (gain, bin, left) }
    }
    return best.bin < 0 ? nil : best
  }
}
