internal import Sharding

/// Sizes of a convolution along the sequence: `taps` neighbouring positions, stride 1, SAME.
///
/// Output position l of a sequence sees the input positions l − q … l − q + taps − 1 with
/// q = ⌊(taps − 1) / 2⌋; positions outside the sequence are zero.
package struct ConvolutionShape: Hashable, Sendable {
  /// Width of a filter in positions.
  package let taps: Int
  /// Channels of the input.
  package let inputChannels: Int
  /// Number of filters.
  package let outputChannels: Int

  /// Makes a shape.
  ///
  /// - Precondition: all sizes ≥ 1.
  package init(taps: Int, inputChannels: Int, outputChannels: Int) {
    precondition(
      taps >= 1 && inputChannels >= 1 && outputChannels >= 1,
      "taps \(taps), channels \(inputChannels) → \(outputChannels)")
    self.taps = taps
    self.inputChannels = inputChannels
    self.outputChannels = outputChannels
  }

  /// Positions a window reaches to the left of its output.
  package var reach: Int { (taps - 1) / 2 }
  /// Zero rows a layout needs around every sequence.
  package var gap: Int { taps / 2 }
  /// Number of weights; layout (taps, input channels, output channels), row-major.
  package var weightCount: Int { taps * inputChannels * outputChannels }
}

/// One way of computing a convolution and its two gradients over a packed batch.
///
/// Layout of activations is (rows, channels), row-major, rows as in ``PackedLayout``. Every method
/// fills the rows of sequences; rows of gaps between sequences of one shard are overwritten with
/// values without meaning, so whoever convolves the result next zeroes its gaps first
/// (``zeroGaps(of:channels:layout:threads:)``). Results do not depend on `threads`.
package protocol SequenceConvolution: Sendable {
  /// Sizes.
  var shape: ConvolutionShape { get }

  /// z = x ∗ weights, without bias.
  func forward(
    _ x: TensorSlice, weights: TensorSlice, into z: TensorSlice, layout: PackedLayout,
    threads: Int) throws

  /// The gradient with respect to x, given the gradient `dz` with zero gaps.
  func backwardInput(
    _ dz: TensorSlice, weights: TensorSlice, into dx: TensorSlice, layout: PackedLayout,
    threads: Int) throws

  /// The gradient with respect to the weights, given the gradient `dz` with zero gaps.
  func backwardWeights(
    _ x: TensorSlice, dz: TensorSlice, into dWeights: TensorSlice, layout: PackedLayout,
    threads: Int) throws
}

/// Sets the gap rows of a packed batch to zero.
package func zeroGaps(
  of x: TensorSlice, channels: Int, layout: PackedLayout, threads: Int
) throws {
  try shardedForEach(shards: layout.shards.count, threads: threads) { shard in
    zeroGaps(of: x, channels: channels, layout: layout, shard: shard)
  }
}

/// Sets the gaps before every sequence of a shard to zero, and the one after the last sequence of
/// the batch.
func zeroGaps(of x: TensorSlice, channels: Int, layout: PackedLayout, shard: Int) {
  guard layout.gap > 0 else { return }
  let width = layout.gap * channels
  for sequence in layout.shards[shard] {
    x.slice(at: layout.starts[sequence] * channels - width, count: width).fill(0)
  }
  if layout.shards[shard].upperBound == layout.count {
    x.slice(at: layout.rowCount * channels - width, count: width).fill(0)
  }
}
