private import CKernels
internal import Sharding

/// Summaries of each channel over all positions of a sequence: average, maximum, or both side by
/// side (averages first). The result does not depend on where a feature lies, and a longer
/// fragment needs no other weights.
///
/// A sequence without positions gives zeros.
package struct GlobalPooling: Sendable {
  /// Channels of the map.
  package let channels: Int
  /// Whether the average is part of the result.
  package let averages: Bool
  /// Whether the sum over ``referencePositions`` takes the place of the average: then a longer
  /// fragment with twice the features counts twice.
  package let totals: Bool
  /// Whether the maximum is part of the result.
  package let maximizes: Bool

  /// Makes a pooling.
  ///
  /// - Precondition: at least one of the two summaries.
  package init(channels: Int, averages: Bool, maximizes: Bool, totals: Bool = false) {
    precondition(channels >= 1 && (averages || maximizes))
    self.channels = channels
    self.averages = averages
    self.totals = totals
    self.maximizes = maximizes
  }

  /// Values per sequence.
  package var width: Int { channels * ((averages ? 1 : 0) + (maximizes ? 1 : 0)) }

  /// What sums are divided by, so that they are of the size of averages: 16 positions are about
  /// 1000 bp after three layers that pool by 4.
  package static let referencePositions = 16

  private func divisor(rows: Int) -> Int { totals ? Self.referencePositions : rows }

  private var maximumOffset: Int { averages ? channels : 0 }

  /// Pools; `winner` (sequences, channels) remembers the rows of the maxima.
  package func forward(
    _ x: TensorSlice, layout: PackedLayout, into pooled: TensorSlice,
    winner: AlignedSlice<Int32>, threads: Int
  ) throws {
    check(x, pooled, winner, layout: layout)
    try shardedForEach(shards: layout.shards.count, threads: threads) { shard in
      for sequence in layout.shards[shard] {
        let rows = layout.lengths[sequence]
        // Rows, results and winners of one sequence; extents checked above.
        let source = unsafe x.pointer(at: layout.starts[sequence] * channels)
        let target = unsafe pooled.pointer(at: sequence * width)
        if averages {
          unsafe ck_global_average(source, rows, channels, Double(divisor(rows: rows)), target)
        }
        if maximizes {
          unsafe ck_global_maximum(
            source, rows, channels, target + maximumOffset,
            winner.pointer(at: sequence * channels))
        }
      }
    }
  }

  /// The gradient with respect to x; gaps are left alone.
  package func backward(
    _ gradient: TensorSlice, layout: PackedLayout, into dx: TensorSlice,
    winner: AlignedSlice<Int32>, threads: Int
  ) throws {
    check(dx, gradient, winner, layout: layout)
    try shardedForEach(shards: layout.shards.count, threads: threads) { shard in
      for sequence in layout.shards[shard] {
        // Rows, gradients and winners of one sequence; extents checked above.
        let source = unsafe gradient.pointer(at: sequence * width)
        unsafe ck_global_backward(
          dx.pointer(at: layout.starts[sequence] * channels), layout.lengths[sequence], channels,
          Float(divisor(rows: layout.lengths[sequence])),
          averages ? source : nil, maximizes ? source + maximumOffset : nil,
          winner.pointer(at: sequence * channels))
      }
    }
  }

  private func check(
    _ x: TensorSlice, _ pooled: TensorSlice, _ winner: AlignedSlice<Int32>, layout: PackedLayout
  ) {
    precondition(x.count >= layout.rowCount * channels, "rows")
    precondition(pooled.count >= layout.count * width, "pooled")
    precondition(!maximizes || winner.count >= layout.count * channels, "winners")
  }
}
