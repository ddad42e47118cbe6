private import CKernels
internal import Sharding

extension NormalizedPooling {
  // Batch statistics into `mean` and `inverse`, and into the running ones.
  func measure(
    _ z: TensorSlice, layout: PackedLayout, vectors: Vectors, momentum: Double, threads: Int
  ) throws {
    let width = 2 * channels
    try shardedForEach(shards: layout.shards.count, threads: threads) { shard in
      let sums = moments.slice(at: shard * width, count: width)
      sums.fill(0)
      for sequence in layout.shards[shard] {
        // Rows of one sequence of z; sums and squares are this shard's own.
        unsafe ck_channel_moments(
          z.pointer(at: layout.starts[sequence] * channels), layout.lengths[sequence], channels,
          sums.pointer, sums.pointer(at: channels))
      }
    }
    let positions = Double(layout.positionCount)
    for channel in 0..<channels {
      let (sum, squares) = reducedMoments(channel, shards: layout.shards.count)
      let mu = positions > 0 ? sum / positions : 0
      let variance = positions > 0 ? max(0, squares / positions - mu * mu) : 0
      mean[channel] = Float(mu)
      inverse[channel] = Float(1 / (variance + Self.epsilon).squareRoot())
      let unbiased = positions > 1 ? variance * positions / (positions - 1) : variance
      update(vectors.runningMean, channel, with: mu, momentum)
      update(vectors.runningVariance, channel, with: unbiased, momentum)
    }
  }

  private func update(
    _ running: TensorSlice, _ channel: Int, with value: Double, _ momentum: Double
  ) {
    running[channel] = Float((1 - momentum) * Double(running[channel]) + momentum * value)
  }

  func reducedMoments(_ channel: Int, shards: Int) -> (first: Double, second: Double) {
    var first = 0.0
    var second = 0.0
    for shard in 0..<shards {
      first += moments[shard * 2 * channels + channel]
      second += moments[(shard * 2 + 1) * channels + channel]
    }
    return (first, second)
  }

  func apply(
    _ z: TensorSlice, layout: PackedLayout, vectors: Vectors, into output: Output,
    outputLayout: PackedLayout, keepsWinners: Bool, threads: Int
  ) throws {
    precondition(z.count >= layout.rowCount * channels)
    precondition(output.pooled.count >= outputLayout.rowCount * channels)
    precondition(outputLayout.shards == layout.shards, "layouts of different batches")
    let scale = normalizes ? vectors.scale : ones
    try shardedForEach(shards: layout.shards.count, threads: threads) { shard in
      // Four vectors of `channels` values that live as long as their buffers.
      var normalization = unsafe ck_normalization(
        mean: mean.pointer, inverse: inverse.pointer, scale: scale.pointer,
        shift: vectors.shift.pointer)
      for sequence in layout.shards[shard] {
        let at = outputLayout.starts[sequence] * channels
        // Rows of one sequence, inside the slices by the layouts checked above.
        unsafe ck_normalize_rectify_pool(
          z.pointer(at: layout.starts[sequence] * channels), layout.lengths[sequence], channels,
          window, &normalization, output.pooled.pointer(at: at),
          keepsWinners ? output.normalized.pointer(at: at) : nil,
          keepsWinners ? output.winner.pointer(at: at) : nil)
      }
      zeroGaps(of: output.pooled, channels: channels, layout: outputLayout, shard: shard)
    }
  }

  func sumGradients(
    _ gradient: TensorSlice, output: Output, layout: PackedLayout, dScale: TensorSlice,
    dShift: TensorSlice, threads: Int
  ) throws {
    let width = 2 * channels
    try shardedForEach(shards: layout.shards.count, threads: threads) { shard in
      let sums = moments.slice(at: shard * width, count: width)
      sums.fill(0)
      for sequence in layout.shards[shard] {
        let at = layout.starts[sequence] * channels
        // Cells of one sequence; the sums are this shard's own.
        unsafe ck_normalize_gradient_sums(
          gradient.pointer(at: at), output.pooled.pointer(at: at),
          output.normalized.pointer(at: at), layout.lengths[sequence], channels, sums.pointer,
          sums.pointer(at: channels))
      }
    }
    for channel in 0..<channels {
      let (sum, product) = reducedMoments(channel, shards: layout.shards.count)
      dShift[channel] = Float(sum)
      if normalizes { dScale[channel] = Float(product) }
    }
  }
}
