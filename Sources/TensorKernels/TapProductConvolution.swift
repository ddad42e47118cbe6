private import CKernels
private import COpenBLAS
internal import Sharding

/// Convolution as matrix products over overlapping windows, without copying the windows out.
///
/// In the packed layout the window of `g` taps of one position is a contiguous run of g·C numbers,
/// C being the input channels. Rows that are `g` positions apart have windows that do not overlap,
/// so they form an ordinary matrix with leading dimension g·C: a group of g taps takes g products,
/// one per residue of the row modulo g, and the groups accumulate. With g = 1 this is the
/// tap-by-tap form (one product per tap); with g = taps every output is written once. Narrow
/// inputs (one-hot DNA has C = 4) need a large g, wide ones a small g; the work is cut into tiles
/// of rows whose outputs stay in the second-level cache while the taps accumulate.
///
/// Memory: a flipped copy of the weights and one weight gradient per shard.
package struct TapProductConvolution: SequenceConvolution {
  package let shape: ConvolutionShape
  /// Taps per product; only speed and rounding depend on it.
  package let tapsPerProduct: Int
  private let flipped: TensorSlice
  private let shardGradients: TensorSlice
  private static let tileRows = 512

  /// Makes the convolution with its working memory.
  ///
  /// - Parameter tapsPerProduct: nil chooses from the shape.
  /// - Throws: ``TensorError/outOfMemory(bytes:)``.
  package init(shape: ConvolutionShape, tapsPerProduct: Int? = nil) throws(TensorError) {
    self.shape = shape
    self.tapsPerProduct =
      tapsPerProduct ?? Self.groupSize(taps: shape.taps, channels: shape.inputChannels)
    precondition(self.tapsPerProduct >= 1 && self.tapsPerProduct <= shape.taps)
    flipped = try TensorBuffer(count: shape.weightCount).all
    shardGradients = try TensorBuffer(count: shape.weightCount * PackedLayout.shardCount).all
  }

  // Enough taps for an inner dimension of about 128: below that a product spends its time
  // loading and storing outputs.
  private static func groupSize(taps: Int, channels: Int) -> Int {
    min(taps, max(1, (128 + channels - 1) / channels))
  }

  package func forward(
    _ x: TensorSlice, weights: TensorSlice, into z: TensorSlice, layout: PackedLayout,
    threads: Int
  ) throws {
    let product = WindowProduct(
      taps: shape.taps, group: tapsPerProduct, reach: shape.reach, from: shape.inputChannels,
      to: shape.outputChannels)
    try product.run(x, weights: weights, into: z, layout: layout, threads: threads)
  }

  package func backwardInput(
    _ dz: TensorSlice, weights: TensorSlice, into dx: TensorSlice, layout: PackedLayout,
    threads: Int
  ) throws {
    let size = shape.inputChannels * shape.outputChannels
    let (shape, flipped) = (self.shape, self.flipped)
    precondition(weights.count == shape.weightCount)
    try shardedForEach(shards: shape.taps, threads: threads) { tap in
      // Tap t of the weights becomes tap taps − 1 − t of the flipped copy; both lie inside.
      unsafe ck_flip_taps(
        weights.pointer(at: tap * size), 1, shape.inputChannels, shape.outputChannels,
        flipped.pointer(at: (shape.taps - 1 - tap) * size))
    }
    let product = WindowProduct(
      taps: shape.taps,
      group: min(tapsPerProduct, Self.groupSize(taps: shape.taps, channels: shape.outputChannels)),
      reach: shape.taps - 1 - shape.reach, from: shape.outputChannels, to: shape.inputChannels)
    try product.run(dz, weights: flipped, into: dx, layout: layout, threads: threads)
  }

  package func backwardWeights(
    _ x: TensorSlice, dz: TensorSlice, into dWeights: TensorSlice, layout: PackedLayout,
    threads: Int
  ) throws {
    precondition(x.count >= layout.rowCount * shape.inputChannels)
    precondition(dz.count >= layout.rowCount * shape.outputChannels)
    precondition(dWeights.count == shape.weightCount && layout.gap >= shape.gap)
    let parts = shardGradients
    let size = shape.weightCount
    try shardedForEach(shards: layout.shards.count, threads: threads) { shard in
      accumulateWeights(
        x, dz, rows: layout.rows(ofShard: shard), into: parts.slice(at: shard * size, count: size))
    }
    let pieces = shardRanges(count: size, shards: PackedLayout.shardCount)
    let shards = layout.shards.count
    try shardedForEach(shards: pieces.count, threads: threads) { piece in
      // Part s of the shard gradients starts at s · size; the piece lies inside each of them.
      unsafe ck_reduce_parts(
        dWeights.pointer(at: pieces[piece].lowerBound),
        parts.pointer(at: pieces[piece].lowerBound), shards, size, pieces[piece].count)
    }
  }

  private func accumulateWeights(
    _ x: TensorSlice, _ dz: TensorSlice, rows: Range<Int>, into gradient: TensorSlice
  ) {
    let (from, to) = (shape.inputChannels, shape.outputChannels)
    if rows.isEmpty { gradient.fill(0) }
    for firstTap in stride(from: 0, to: shape.taps, by: tapsPerProduct) {
      let group = min(tapsPerProduct, shape.taps - firstTap)
      for residue in 0..<min(group, rows.count) {
        let count = (rows.count - residue + group - 1) / group
        let row = rows.lowerBound + residue
        // Reads windows inside the layout (its gaps are as wide as the window reaches, checked
        // by the caller) and writes group · from rows of the gradient.
        unsafe cblas_sgemm(
          CblasRowMajor, CblasTrans, CblasNoTrans, Int32(group * from), Int32(to), Int32(count),
          1, x.pointer(at: (row - shape.reach + firstTap) * from), Int32(group * from),
          dz.pointer(at: row * to), Int32(group * to),
          residue == 0 ? 0 : 1, gradient.pointer(at: firstTap * from * to), Int32(to))
      }
    }
  }

  // One direction of the convolution: out[row] = Σ_t in[row − reach + t] · weights[t].
  private struct WindowProduct: Sendable {
    let taps: Int
    let group: Int
    let reach: Int
    let from: Int
    let to: Int

    func run(
      _ x: TensorSlice, weights: TensorSlice, into z: TensorSlice, layout: PackedLayout,
      threads: Int
    ) throws {
      precondition(x.count >= layout.rowCount * from && z.count >= layout.rowCount * to)
      precondition(weights.count == taps * from * to)
      precondition(layout.gap >= max(reach, taps - 1 - reach), "gap \(layout.gap), taps \(taps)")
      try shardedForEach(shards: layout.shards.count, threads: threads) { shard in
        let rows = layout.rows(ofShard: shard)
        var row = rows.lowerBound
        while row < rows.upperBound {
          let count = min(tileRows, rows.upperBound - row)
          multiply(x, weights, z, row: row, count: count)
          row += count
        }
      }
    }

    private func multiply(
      _ x: TensorSlice, _ weights: TensorSlice, _ z: TensorSlice, row: Int, count: Int
    ) {
      for firstTap in stride(from: 0, to: taps, by: group) {
        let group = min(self.group, taps - firstTap)
        for residue in 0..<min(group, count) {
          // Windows of rows inside the layout stay inside it: the gaps are wide enough
          // (checked in `run`), and the outputs are the rows themselves.
          unsafe cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans,
            Int32((count - residue + group - 1) / group), Int32(to), Int32(group * from), 1,
            x.pointer(at: (row + residue - reach + firstTap) * from), Int32(group * from),
            weights.pointer(at: firstTap * from * to), Int32(to),
            firstTap == 0 ? 0 : 1, z.pointer(at: (row + residue) * to), Int32(group * to))
        }
      }
    }
  }
}
