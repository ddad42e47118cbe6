internal import Sharding

/// Places the feature map of every sequence, centred, on a canvas of fixed length: the input of a
/// head that looks at position.
///
/// A map of l positions on a canvas of L starts at ⌊(L − l) / 2⌋; everything around it is exactly
/// zero. Layout: packed rows (rows, channels) ↔ (sequences, positions · channels).
///
/// ```swift
/// // canvas of 4, one channel, a map [7, 8]: [0, 7, 8, 0]; a map [7]: [0, 7, 0, 0]
/// ```
package struct CanvasPlacement: Sendable {
  /// Length of the canvas in pooled positions.
  package let positions: Int
  /// Channels of the map.
  package let channels: Int

  /// Makes a placement.
  package init(positions: Int, channels: Int) {
    precondition(positions >= 0 && channels >= 1)
    self.positions = positions
    self.channels = channels
  }

  /// Values per sequence.
  package var width: Int { positions * channels }

  /// Copies maps onto canvases.
  ///
  /// - Precondition: no map is longer than the canvas.
  package func forward(
    _ x: TensorSlice, layout: PackedLayout, into canvas: TensorSlice, threads: Int
  ) throws {
    try shardedForEach(shards: layout.shards.count, threads: threads) { shard in
      for sequence in layout.shards[shard] {
        let target = canvas.slice(at: sequence * width, count: width)
        target.fill(0)
        let (source, place) = regions(x, target, layout: layout, sequence: sequence)
        // Two regions of equal size in different buffers, bounds-checked by `regions`.
        unsafe place.pointer.update(from: source.pointer, count: source.count)
      }
    }
  }

  /// Copies gradients of canvases back to the maps; gaps are left alone.
  package func backward(
    _ dCanvas: TensorSlice, layout: PackedLayout, into dx: TensorSlice, threads: Int
  ) throws {
    try shardedForEach(shards: layout.shards.count, threads: threads) { shard in
      for sequence in layout.shards[shard] {
        let (target, place) = regions(
          dx, dCanvas.slice(at: sequence * width, count: width), layout: layout,
          sequence: sequence)
        // Two regions of equal size in different buffers, bounds-checked by `regions`.
        unsafe target.pointer.update(from: place.pointer, count: target.count)
      }
    }
  }

  private func regions(
    _ x: TensorSlice, _ canvas: TensorSlice, layout: PackedLayout, sequence: Int
  ) -> (map: TensorSlice, place: TensorSlice) {
    let length = layout.lengths[sequence]
    precondition(length <= positions, "map of \(length) on a canvas of \(positions)")
    let count = length * channels
    return (
      x.slice(at: layout.starts[sequence] * channels, count: count),
      canvas.slice(at: (positions - length) / 2 * channels, count: count)
    )
  }
}
