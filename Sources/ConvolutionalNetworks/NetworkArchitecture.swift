/// A network with everything resolved: sizes of all layers, the head decided, tasks counted.
package struct NetworkArchitecture: Hashable, Sendable {
  package enum Head: Hashable, Sendable {
    // Canvas length in pooled positions.
    case canvas(positions: Int)
    case pooling(averages: Bool, maximizes: Bool, totals: Bool = false)
  }

  package let blocks: [ConvolutionBlock]
  package let head: Head
  package let dense: [DenseBlock]
  package let taskCount: Int

  /// Product of the pooling windows: bases per position of the last map.
  var stride: Int { blocks.reduce(1) { $0 * $1.pool } }

  /// Longest fragment the network takes; nil when any length will do.
  package var longestFragment: Int? {
    // ⌈⌈l/a⌉/b⌉ = ⌈l/(ab)⌉, so a map fits exactly when l ≤ positions · stride.
    if case .canvas(let positions) = head { positions * stride } else { nil }
  }

  /// Values the head hands to the first dense layer.
  var headWidth: Int {
    let channels = blocks[blocks.count - 1].filters
    return switch head {
    case .canvas(let positions): positions * channels
    case .pooling(let averages, let maximizes, _):
      channels * ((averages ? 1 : 0) + (maximizes ? 1 : 0))
    }
  }

  package init(blocks: [ConvolutionBlock], head: Head, dense: [DenseBlock], taskCount: Int) {
    self.blocks = blocks
    self.head = head
    self.dense = dense
    self.taskCount = taskCount
  }

  /// Resolves options against the lengths of the fragments that training may see.
  package init(options: ConvolutionalNetworkOptions, lengths: [Int], taskCount: Int) {
    blocks = options.blocks
    dense = options.dense
    self.taskCount = taskCount
    let longest = lengths.max() ?? 0
    let shortest = lengths.min() ?? 0
    let stride = options.blocks.reduce(1) { $0 * $1.pool }
    func canvas(_ length: Int) -> Head {
      .canvas(positions: max(1, (length + stride - 1) / stride))
    }
    switch options.head {
    case .automatic:
      head =
        shortest * 10 >= longest * 9
        ? canvas(longest) : .pooling(averages: true, maximizes: true, totals: true)
    case .flatten(let canvasLength): head = canvas(canvasLength ?? longest)
    case .globalAverage: head = .pooling(averages: true, maximizes: false)
    case .globalMax: head = .pooling(averages: false, maximizes: true)
    case .globalAverageAndMax: head = .pooling(averages: true, maximizes: true)
    case .globalSumAndMax: head = .pooling(averages: true, maximizes: true, totals: true)
    }
  }
}
