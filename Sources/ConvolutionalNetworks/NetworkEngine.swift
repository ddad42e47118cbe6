package import TensorKernels

/// The working memory and the arithmetic of one network: everything is allocated once, for
/// batches of at most `capacity` fragments no longer than those it was made for.
///
/// Activations are NLC over a packed ragged batch (``PackedLayout``); a gap is no position, so
/// nothing a fragment's neighbours do can reach it in evaluation.
package final class NetworkEngine {
  struct ConvolutionStage {
    let convolution: any SequenceConvolution
    let pooling: NormalizedPooling
    let z: TensorSlice
    let output: NormalizedPooling.Output
    // Gradient with respect to `output.pooled`.
    let gradient: TensorSlice
  }

  struct DenseStage {
    let product: DenseProduct
    let activation: NormalizedPooling
    let z: TensorSlice
    let output: NormalizedPooling.Output
    let gradient: TensorSlice
    let dropout: Double
  }

  enum HeadStage {
    case canvas(CanvasPlacement)
    case pooling(GlobalPooling)

    var width: Int {
      switch self {
      case .canvas(let placement): placement.width
      case .pooling(let pooling): pooling.width
      }
    }
  }

  let architecture: NetworkArchitecture
  package let layout: ParameterLayout
  package let capacity: Int
  let threads: Int
  package let parameters: TensorSlice
  package let gradients: TensorSlice
  package let statistics: TensorSlice

  let input: TensorSlice
  let convolutions: [ConvolutionStage]
  let head: HeadStage
  let headOutput: TensorSlice
  let headGradient: TensorSlice
  let headWinner: AlignedSlice<Int32>
  let dense: [DenseStage]
  let outputProduct: DenseProduct
  package let predictions: TensorSlice
  package let predictionGradient: TensorSlice

  // Layouts of the current batch: before each convolution, and after the last.
  var layouts: [PackedLayout] = []

  /// Allocates an engine.
  ///
  /// - Parameter lengths: lengths of all fragments it will see; the longest `capacity` of them
  ///   bound the memory of any batch.
  package init(
    architecture: NetworkArchitecture, lengths: [Int], capacity: Int, threads: Int
  ) throws(TensorError) {
    BLAS.prepare()
    self.architecture = architecture
    self.capacity = max(1, min(capacity, lengths.count))
    self.threads = threads
    layout = ParameterLayout(architecture)
    parameters = try TensorBuffer(count: layout.count).all
    gradients = try TensorBuffer(count: layout.count).all
    statistics = try TensorBuffer(count: layout.statisticsCount).all
    let longest = Array(lengths.sorted(by: >).prefix(self.capacity))
    let bounds = Self.layouts(architecture, lengths: longest)
    input = try TensorBuffer(count: bounds[0].rowCount * 4).all
    convolutions = try Self.makeConvolutions(architecture, bounds)
    let channels = architecture.blocks[architecture.blocks.count - 1].filters
    switch architecture.head {
    case .canvas(let positions):
      head = .canvas(CanvasPlacement(positions: positions, channels: channels))
    case .pooling(let averages, let maximizes, let totals):
      head = .pooling(
        GlobalPooling(
          channels: channels, averages: averages, maximizes: maximizes, totals: totals))
    }
    headOutput = try TensorBuffer(count: self.capacity * head.width).all
    headGradient = try TensorBuffer(count: self.capacity * head.width).all
    headWinner = try AlignedBuffer<Int32>(count: self.capacity * channels).all
    dense = try Self.makeDense(architecture, items: self.capacity)
    let width = architecture.dense.last?.units ?? head.width
    outputProduct = DenseProduct(inputs: width, outputs: architecture.taskCount)
    predictions = try TensorBuffer(count: self.capacity * architecture.taskCount).all
    predictionGradient = try TensorBuffer(count: self.capacity * architecture.taskCount).all
  }

  private static func makeConvolutions(
    _ architecture: NetworkArchitecture, _ bounds: [PackedLayout]
  ) throws(TensorError) -> [ConvolutionStage] {
    var stages: [ConvolutionStage] = []
    var channels = 4
    for (index, block) in architecture.blocks.enumerated() {
      let rows = bounds[index].rowCount
      let shape = ConvolutionShape(
        taps: block.kernel, inputChannels: channels, outputChannels: block.filters)
      stages.append(
        ConvolutionStage(
          convolution: try TapProductConvolution(shape: shape),
          pooling: try NormalizedPooling(
            channels: block.filters, window: block.pool, normalizes: block.batchNormalization),
          z: try TensorBuffer(count: rows * block.filters).all,
          output: try output(bounds[index + 1].rowCount * block.filters),
          gradient: try TensorBuffer(count: bounds[index + 1].rowCount * block.filters).all))
      channels = block.filters
    }
    return stages
  }

  private static func makeDense(
    _ architecture: NetworkArchitecture, items: Int
  ) throws(TensorError) -> [DenseStage] {
    var stages: [DenseStage] = []
    var width = architecture.headWidth
    for block in architecture.dense {
      stages.append(
        DenseStage(
          product: DenseProduct(inputs: width, outputs: block.units),
          activation: try NormalizedPooling(
            channels: block.units, window: 1, normalizes: block.batchNormalization),
          z: try TensorBuffer(count: items * block.units).all,
          output: try output(items * block.units),
          gradient: try TensorBuffer(count: items * block.units).all, dropout: block.dropout))
      width = block.units
    }
    return stages
  }

  private static func output(_ count: Int) throws(TensorError) -> NormalizedPooling.Output {
    NormalizedPooling.Output(
      pooled: try TensorBuffer(count: count).all, normalized: try TensorBuffer(count: count).all,
      winner: try AlignedBuffer<UInt8>(count: count).all)
  }

  static func layouts(_ architecture: NetworkArchitecture, lengths: [Int]) -> [PackedLayout] {
    let gaps = architecture.blocks.map { $0.kernel / 2 } + [0]
    var layouts = [PackedLayout(lengths: lengths, gap: gaps[0])]
    for (index, block) in architecture.blocks.enumerated() {
      layouts.append(layouts[index].pooled(window: block.pool, gap: gaps[index + 1]))
    }
    return layouts
  }

  /// Fragments in the current batch.
  var items: Int { layouts.first?.count ?? 0 }

  func parameter(_ index: Int, in vector: TensorSlice) -> TensorSlice {
    vector.slice(at: layout.tensors[index].offset, count: layout.tensors[index].count)
  }

  /// The vectors of layer `index`; a layer without normalisation gets stand-ins it never reads.
  func vectors(_ index: Int) -> NormalizedPooling.Vectors {
    let layer = layout.layers[index]
    let shift = parameter(layer.shift, in: parameters)
    guard let scale = layer.scale, let first = layer.statistics else {
      return NormalizedPooling.Vectors(
        scale: shift, shift: shift, runningMean: shift, runningVariance: shift)
    }
    let running = (layout.statistics[first], layout.statistics[first + 1])
    return NormalizedPooling.Vectors(
      scale: parameter(scale, in: parameters), shift: shift,
      runningMean: statistics.slice(at: running.0.offset, count: running.0.count),
      runningVariance: statistics.slice(at: running.1.offset, count: running.1.count))
  }
}
