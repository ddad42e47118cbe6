private import CKernels
internal import Sharding

/// How the gradient of a tensor enters an optimiser step.
package struct GradientTreatment: Hashable, Sendable {
  /// Factor on the gradient (clipping), 1 for none.
  package var scale: Double
  /// λ of an L2 penalty ½λ‖w‖²: λ · w is added to the scaled gradient.
  package var penalty: Double

  /// Makes a treatment.
  package init(scale: Double = 1, penalty: Double = 0) {
    self.scale = scale
    self.penalty = penalty
  }
}

private let elementsPerShard = 1 << 16

private func elementShards(_ count: Int) -> [Range<Int>] {
  shardRanges(count: count, shards: max(1, (count + elementsPerShard - 1) / elementsPerShard))
}

/// One step of Adam (Kingma and Ba 2015, arXiv 1412.6980) with bias correction:
/// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − r/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε).
package struct AdamStep: Sendable {
  /// Learning rate r.
  package var rate: Double
  /// β₁.
  package var firstDecay: Double
  /// β₂.
  package var secondDecay: Double
  /// ε, outside the root.
  package var epsilon: Double
  /// Step number t, from 1.
  package var step: Int

  /// Makes a step.
  package init(
    rate: Double, firstDecay: Double, secondDecay: Double, epsilon: Double, step: Int
  ) {
    self.rate = rate
    self.firstDecay = firstDecay
    self.secondDecay = secondDecay
    self.epsilon = epsilon
    self.step = step
  }

  /// Updates weights and moments in place.
  package func apply(
    to weights: TensorSlice, gradient: TensorSlice, first: TensorSlice, second: TensorSlice,
    treatment: GradientTreatment, threads: Int
  ) throws {
    let count = weights.count
    precondition(gradient.count == count && first.count == count && second.count == count)
    let corrected = 1 - power(firstDecay, step)
    let settings = ck_adam_settings(
      step: Float(rate / corrected), first_decay: Float(firstDecay),
      second_decay: Float(secondDecay),
      second_correction: Float((1 - power(secondDecay, step)).squareRoot()),
      epsilon: Float(epsilon))
    let shards = elementShards(count)
    try shardedForEach(shards: shards.count, threads: threads) { shard in
      let at = shards[shard].lowerBound
      // Each shard updates its own elements of four equally long slices.
      var settings = settings
      unsafe ck_adam(
        weights.pointer(at: at), gradient.pointer(at: at), first.pointer(at: at),
        second.pointer(at: at), shards[shard].count, Float(treatment.scale),
        Float(treatment.penalty), &settings)
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    var factor = base
    var left = exponent
    while left > 0 {
      if left & 1 == 1 { result *= factor }
      factor *= factor
      left >>= 1
    }
    return result
  }
}

/// One step of RMSprop (Tieleman and Hinton 2012): v ← αv + (1 − α)g², w ← w − r·g/(√v + ε).
package struct RMSpropStep: Sendable {
  /// Learning rate r.
  package var rate: Double
  /// α.
  package var decay: Double
  /// ε, outside the root.
  package var epsilon: Double

  /// Makes a step.
  package init(rate: Double, decay: Double, epsilon: Double) {
    self.rate = rate
    self.decay = decay
    self.epsilon = epsilon
  }

  /// Updates weights and the running mean square in place.
  package func apply(
    to weights: TensorSlice, gradient: TensorSlice, second: TensorSlice,
    treatment: GradientTreatment, threads: Int
  ) throws {
    let count = weights.count
    precondition(gradient.count == count && second.count == count)
    let shards = elementShards(count)
    try shardedForEach(shards: shards.count, threads: threads) { shard in
      let at = shards[shard].lowerBound
      // Each shard updates its own elements of three equally long slices.
      unsafe ck_rmsprop(
        weights.pointer(at: at), gradient.pointer(at: at), second.pointer(at: at),
        shards[shard].count, Float(treatment.scale), Float(treatment.penalty), Float(rate),
        Float(decay), Float(epsilon))
    }
  }
}

/// Σ x², accumulated in double in a fixed order.
package func sumOfSquares(_ x: TensorSlice, threads: Int) throws -> Double {
  let shards = elementShards(x.count)
  return try shardedMap(shards: shards.count, threads: threads) { shard in
    // Reads the shard's own elements.
    unsafe ck_sum_of_squares(x.pointer(at: shards[shard].lowerBound), shards[shard].count)
  }.reduce(0, +)
}

/// Max-norm constraint: scales every column of `weights` (rows, columns) whose Euclidean norm
/// exceeds `limit` down to it. A column holds the weights that come into one unit or filter.
package func limitColumnNorms(_ weights: TensorSlice, columns: Int, limit: Double) throws {
  precondition(columns >= 1 && weights.count % columns == 0, "columns \(columns)")
  let scratch = try AlignedBuffer<Double>(count: columns).all
  // (count / columns) rows of `columns` weights, and one double per column.
  unsafe ck_limit_column_norms(
    weights.pointer, weights.count / columns, columns, limit, scratch.pointer)
}
