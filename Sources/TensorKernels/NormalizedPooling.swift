private import CKernels
internal import Sharding

/// What happens after a convolution or a dense product: batch normalisation or a bias, ReLU, and
/// max pooling, in one pass over the activations.
///
/// Batch normalisation is per channel, over all positions of all sequences of the batch; gaps are
/// not positions, so nothing has to be masked. With n positions, mean μ and biased variance v:
/// y = γ (x − μ) / √(v + ε) + β, running ← (1 − m) running + m · new with the unbiased variance
/// v · n / (n − 1) (v itself when n = 1). Sums are fp64, reduced in shard order.
///
/// Max pooling has window = stride, is anchored at the first position of each fragment, and cuts
/// the last window short (ceil). The first of equal values wins, as in PyTorch.
package struct NormalizedPooling: Sendable {
  /// Number of channels.
  package let channels: Int
  /// Pooling window and stride; 1 is no pooling, at most 255.
  package let window: Int
  /// Whether activations are normalised; otherwise `shift` is a plain bias and `scale` unused.
  package let normalizes: Bool
  /// Added to the variance.
  package static let epsilon = 1e-5
  /// Share of the new batch in the running statistics.
  package static let momentum = 0.1

  let moments: AlignedSlice<Double>
  let mean: TensorSlice
  let inverse: TensorSlice
  let offset: TensorSlice
  let slope: TensorSlice
  let factor: TensorSlice
  let ones: TensorSlice

  /// Makes the stage with its working memory.
  ///
  /// - Throws: ``TensorError/outOfMemory(bytes:)``.
  package init(channels: Int, window: Int, normalizes: Bool) throws(TensorError) {
    precondition(channels >= 1 && window >= 1 && window <= 255, "window \(window)")
    self.channels = channels
    self.window = window
    self.normalizes = normalizes
    moments = try AlignedBuffer<Double>(count: PackedLayout.shardCount * 2 * channels).all
    let vectors = try TensorBuffer(count: 6 * channels)
    mean = vectors.slice(at: 0, count: channels)
    inverse = vectors.slice(at: channels, count: channels)
    offset = vectors.slice(at: 2 * channels, count: channels)
    slope = vectors.slice(at: 3 * channels, count: channels)
    factor = vectors.slice(at: 4 * channels, count: channels)
    ones = vectors.slice(at: 5 * channels, count: channels)
    ones.fill(1)
  }

  /// The trainable and the running vectors of the stage, one value per channel each.
  package struct Vectors: Sendable {
    /// γ; unused without normalisation.
    package let scale: TensorSlice
    /// β, or the bias.
    package let shift: TensorSlice
    /// Mean used in evaluation.
    package let runningMean: TensorSlice
    /// Variance used in evaluation.
    package let runningVariance: TensorSlice

    /// Bundles the vectors.
    package init(
      scale: TensorSlice, shift: TensorSlice, runningMean: TensorSlice,
      runningVariance: TensorSlice
    ) {
      self.scale = scale
      self.shift = shift
      self.runningMean = runningMean
      self.runningVariance = runningVariance
    }
  }

  /// The output of the stage with what its gradient needs; rows as in `layout`.
  package struct Output: Sendable {
    /// Output activations; gaps are zeroed.
    package let pooled: TensorSlice
    /// The normalised value behind each output.
    package let normalized: TensorSlice
    /// Which row of its window each output came from.
    package let winner: AlignedSlice<UInt8>

    /// Bundles the output memory.
    package init(pooled: TensorSlice, normalized: TensorSlice, winner: AlignedSlice<UInt8>) {
      self.pooled = pooled
      self.normalized = normalized
      self.winner = winner
    }
  }

  /// Training: normalises with the statistics of this batch and updates the running ones.
  ///
  /// - Parameter momentum: share of this batch in the running statistics; 1 / i in the i-th of
  ///   several passes makes them the plain mean over the passes.
  package func forwardTraining(
    _ z: TensorSlice, layout: PackedLayout, vectors: Vectors, into output: Output,
    outputLayout: PackedLayout, momentum: Double = Self.momentum, threads: Int
  ) throws {
    if normalizes {
      try measure(z, layout: layout, vectors: vectors, momentum: momentum, threads: threads)
    } else {
      mean.fill(0)
      inverse.fill(1)
    }
    try apply(
      z, layout: layout, vectors: vectors, into: output, outputLayout: outputLayout,
      keepsWinners: true, threads: threads)
  }

  /// Evaluation: normalises with the running statistics; `output.pooled` only is written.
  package func forwardEvaluation(
    _ z: TensorSlice, layout: PackedLayout, vectors: Vectors, into output: Output,
    outputLayout: PackedLayout, threads: Int
  ) throws {
    for channel in 0..<channels {
      mean[channel] = normalizes ? vectors.runningMean[channel] : 0
      let variance = normalizes ? Double(vectors.runningVariance[channel]) + Self.epsilon : 1
      inverse[channel] = Float(1 / variance.squareRoot())
    }
    try apply(
      z, layout: layout, vectors: vectors, into: output, outputLayout: outputLayout,
      keepsWinners: false, threads: threads)
  }

  /// Replaces `z` by the gradient with respect to it (gaps zeroed), given the gradient of the
  /// output of the last ``forwardTraining``, and writes the gradients of the vectors.
  package func backward(
    _ z: TensorSlice, layout: PackedLayout, vectors: Vectors, output: Output,
    outputLayout: PackedLayout, gradient: TensorSlice, dScale: TensorSlice, dShift: TensorSlice,
    threads: Int
  ) throws {
    try sumGradients(
      gradient, output: output, layout: outputLayout, dScale: dScale, dShift: dShift,
      threads: threads)
    let positions = Double(layout.positionCount)
    for channel in 0..<channels {
      if normalizes {
        let inverse = Double(self.inverse[channel])
        factor[channel] = Float(Double(vectors.scale[channel]) * inverse)
        offset[channel] = Float(Double(dShift[channel]) / positions)
        slope[channel] = Float(Double(dScale[channel]) * inverse / positions)
      } else {
        factor[channel] = 1
        offset[channel] = 0
        slope[channel] = 0
      }
    }
    try shardedForEach(shards: layout.shards.count, threads: threads) { shard in
      for sequence in layout.shards[shard] {
        let at = outputLayout.starts[sequence] * channels
        // Sequence rows of z, gradient and output lie inside their slices by the layouts.
        unsafe ck_normalize_backward(
          z.pointer(at: layout.starts[sequence] * channels), layout.lengths[sequence], channels,
          window, gradient.pointer(at: at), output.pooled.pointer(at: at),
          output.winner.pointer(at: at), factor.pointer, offset.pointer, mean.pointer,
          slope.pointer)
      }
      zeroGaps(of: z, channels: channels, layout: layout, shard: shard)
    }
  }
}
