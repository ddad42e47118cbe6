private import CKernels
private import COpenBLAS
internal import Sharding

/// A fully connected layer without its bias: y = x · W.
///
/// Layout: x (items, inputs), W (inputs, outputs), y (items, outputs), all row-major. The work is
/// cut along the weights, never along the items, so that every weight is packed once, and into a
/// number of shards that depends on the sizes only.
package struct DenseProduct: Sendable {
  /// Width of the input.
  package let inputs: Int
  /// Width of the output.
  package let outputs: Int

  /// Makes a layer.
  package init(inputs: Int, outputs: Int) {
    precondition(inputs >= 1 && outputs >= 1, "inputs \(inputs), outputs \(outputs)")
    self.inputs = inputs
    self.outputs = outputs
  }

  /// Number of weights.
  package var weightCount: Int { inputs * outputs }

  private static func columnShards(_ width: Int) -> [Range<Int>] {
    shardRanges(count: width, shards: max(1, min(PackedLayout.shardCount, width / 48)))
  }

  /// y = x · W.
  package func forward(
    _ x: TensorSlice, weights: TensorSlice, into y: TensorSlice, items: Int, threads: Int
  ) throws {
    check(x, weights, y, items: items)
    let shards = Self.columnShards(outputs)
    try shardedForEach(shards: shards.count, threads: threads) { shard in
      let columns = shards[shard]
      // A block of columns of W and y; extents checked above.
      unsafe cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(items), Int32(columns.count),
        Int32(inputs), 1, x.pointer, Int32(inputs), weights.pointer(at: columns.lowerBound),
        Int32(outputs), 0, y.pointer(at: columns.lowerBound), Int32(outputs))
    }
  }

  /// dx = dy · Wᵀ.
  package func backwardInput(
    _ dy: TensorSlice, weights: TensorSlice, into dx: TensorSlice, items: Int, threads: Int
  ) throws {
    check(dx, weights, dy, items: items)
    let shards = Self.columnShards(inputs)
    try shardedForEach(shards: shards.count, threads: threads) { shard in
      let columns = shards[shard]
      // A block of rows of W gives a block of columns of dx; extents checked above.
      unsafe cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, Int32(items), Int32(columns.count),
        Int32(outputs), 1, dy.pointer, Int32(outputs),
        weights.pointer(at: columns.lowerBound * outputs), Int32(outputs), 0,
        dx.pointer(at: columns.lowerBound), Int32(inputs))
    }
  }

  /// dW = xᵀ · dy.
  package func backwardWeights(
    _ x: TensorSlice, dy: TensorSlice, into dWeights: TensorSlice, items: Int, threads: Int
  ) throws {
    check(x, dWeights, dy, items: items)
    let shards = Self.columnShards(inputs)
    try shardedForEach(shards: shards.count, threads: threads) { shard in
      let rows = shards[shard]
      // A block of columns of x gives a block of rows of dW; extents checked above.
      unsafe cblas_sgemm(
        CblasRowMajor, CblasTrans, CblasNoTrans, Int32(rows.count), Int32(outputs), Int32(items),
        1, x.pointer(at: rows.lowerBound), Int32(inputs), dy.pointer, Int32(outputs), 0,
        dWeights.pointer(at: rows.lowerBound * outputs), Int32(outputs))
    }
  }

  /// y += bias in every row.
  package func addBias(_ bias: TensorSlice, to y: TensorSlice, items: Int) {
    precondition(bias.count == outputs && y.count >= items * outputs)
    // Extents checked above.
    unsafe ck_add_bias(y.pointer, items, outputs, bias.pointer)
  }

  /// The gradient of the bias: column sums of dy, in fp64.
  package func backwardBias(_ dy: TensorSlice, into dBias: TensorSlice, items: Int) {
    precondition(dBias.count == outputs && dy.count >= items * outputs)
    for output in 0..<outputs {
      var sum = 0.0
      for item in 0..<items { sum += Double(dy[item * outputs + output]) }
      dBias[output] = Float(sum)
    }
  }

  private func check(_ x: TensorSlice, _ weights: TensorSlice, _ y: TensorSlice, items: Int) {
    precondition(weights.count == weightCount, "\(weights.count) weights")
    precondition(x.count >= items * inputs && y.count >= items * outputs, "items \(items)")
  }
}
