/// Everything that decides what a network is and how it is trained.
///
/// ```swift
/// var options = ConvolutionalNetworkOptions.small
/// options.blocks[0].filters = 96
/// options.training.maximumEpochs = 20
/// try options.validate()
/// ```
public struct ConvolutionalNetworkOptions: Hashable, Sendable, Codable {
  /// Convolutional layers, first to last; at least one.
  public var blocks: [ConvolutionBlock]
  /// What follows the last convolutional layer.
  public var head: NetworkHead
  /// Hidden dense layers; the linear output layer, one unit per task, is implied.
  public var dense: [DenseBlock]
  /// Optimiser, batches and stopping.
  public var training: TrainingOptions
  /// Whether orientation matters.
  public var strand: StrandHypothesis
  /// What is done with reverse complements.
  public var strandMode: StrandMode
  /// Seed of every random draw.
  public var seed: UInt64

  /// Makes options.
  public init(
    blocks: [ConvolutionBlock], head: NetworkHead = .automatic, dense: [DenseBlock],
    training: TrainingOptions, strand: StrandHypothesis = .oriented,
    strandMode: StrandMode = .none, seed: UInt64 = 1
  ) {
    self.blocks = blocks
    self.head = head
    self.dense = dense
    self.training = training
    self.strand = strand
    self.strandMode = strandMode
    self.seed = seed
  }

  /// A small network for first answers and tuning: 64 filters of width 15, 9 and 5, each pooled
  /// by 4; 128 hidden units; Adam 0.001, batches of 128, patience 5.
  public static let small = ConvolutionalNetworkOptions(
    blocks: [
      ConvolutionBlock(filters: 64, kernel: 15, pool: 4),
      ConvolutionBlock(filters: 64, kernel: 9, pool: 4),
      ConvolutionBlock(filters: 64, kernel: 5, pool: 4),
    ],
    dense: [DenseBlock(units: 128)],
    training: TrainingOptions(optimizer: .adam(learningRate: 1e-3)))

  /// The network of Basset (Kelley et al. 2016, doi 10.1101/gr.200535.115) for regression: 300×19,
  /// 200×11, 200×7 filters pooled by 3, 4, 4; two times 1000 normalised units with dropout 0.3;
  /// RMSprop 0.002 with α 0.98, max-norm 7, rate × ⅔ on a plateau, batches of 128, patience 10.
  public static let basset = ConvolutionalNetworkOptions(
    blocks: [
      ConvolutionBlock(filters: 300, kernel: 19, pool: 3),
      ConvolutionBlock(filters: 200, kernel: 11, pool: 4),
      ConvolutionBlock(filters: 200, kernel: 7, pool: 4),
    ],
    dense: [
      DenseBlock(units: 1000, batchNormalization: true, dropout: 0.3),
      DenseBlock(units: 1000, batchNormalization: true, dropout: 0.3),
    ],
    training: TrainingOptions(
      optimizer: .rmsprop(learningRate: 0.002, decay: 0.98, epsilon: 1e-8), patience: 10,
      maximumNorm: 7, plateauDecay: PlateauDecay(factor: 2.0 / 3, threshold: 1e-4)))

  /// Checks every value and every combination.
  ///
  /// - Throws: ``ConvolutionalNetworkError/invalidOptions(_:)`` with all problems at once, or
  ///   ``ConvolutionalNetworkError/strandConflict(mode:)``.
  public func validate() throws(ConvolutionalNetworkError) {
    if strand == .oriented, strandMode != .none { throw .strandConflict(mode: strandMode) }
    let problems = blockProblems + denseProblems + trainingProblems
    if !problems.isEmpty { throw .invalidOptions(problems) }
  }

  private var blockProblems: [OptionProblem] {
    var problems: [OptionProblem] = []
    if blocks.isEmpty { problems.append(OptionProblem("blocks", "none", "at least one")) }
    for (index, block) in blocks.enumerated() {
      let name = "blocks[\(index)]"
      problems.require(block.filters >= 1, "\(name).filters", block.filters, "≥ 1")
      problems.require(block.kernel >= 1, "\(name).kernel", block.kernel, "≥ 1")
      problems.require((1...255).contains(block.pool), "\(name).pool", block.pool, "1…255")
    }
    if case .flatten(let length?) = head {
      problems.require(length >= 1, "head.canvasLength", length, "≥ 1")
    }
    return problems
  }

  private var denseProblems: [OptionProblem] {
    var problems: [OptionProblem] = []
    for (index, block) in dense.enumerated() {
      problems.require(block.units >= 1, "dense[\(index)].units", block.units, "≥ 1")
      problems.require(
        block.dropout >= 0 && block.dropout < 1, "dense[\(index)].dropout", block.dropout,
        "in [0, 1)")
    }
    return problems
  }

  private var trainingProblems: [OptionProblem] {
    var problems: [OptionProblem] = []
    let options = training
    problems.require(options.batchSize >= 2, "training.batchSize", options.batchSize, "≥ 2")
    problems.require(
      options.maximumEpochs >= 1, "training.maximumEpochs", options.maximumEpochs, "≥ 1")
    problems.require(options.patience >= 1, "training.patience", options.patience, "≥ 1")
    problems.require(
      options.weightPenalty >= 0 && options.weightPenalty.isFinite, "training.weightPenalty",
      options.weightPenalty, "≥ 0")
    let rate = options.optimizer.learningRate
    problems.require(rate > 0 && rate.isFinite, "training.learningRate", rate, "> 0")
    if let norm = options.maximumNorm {
      problems.require(norm > 0, "training.maximumNorm", norm, "> 0")
    }
    if let clip = options.gradientClip {
      problems.require(clip > 0, "training.gradientClip", clip, "> 0")
    }
    if let decay = options.plateauDecay {
      problems.require(
        decay.factor > 0 && decay.factor < 1, "training.plateauDecay.factor", decay.factor,
        "in (0, 1)")
    }
    return problems
  }
}

extension [OptionProblem] {
  fileprivate mutating func require(
    _ holds: Bool, _ name: String, _ found: some CustomStringConvertible, _ expected: String
  ) {
    if !holds { append(OptionProblem(name, found.description, expected)) }
  }
}
