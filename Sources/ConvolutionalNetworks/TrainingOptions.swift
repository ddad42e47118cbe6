/// The optimiser and its constants.
public enum OptimizerOptions: Hashable, Sendable, Codable {
  /// Adam with bias correction.
  case adam(learningRate: Double, firstDecay: Double, secondDecay: Double, epsilon: Double)
  /// RMSprop; ε is outside the root.
  case rmsprop(learningRate: Double, decay: Double, epsilon: Double)

  /// Adam with its customary constants.
  public static func adam(learningRate: Double) -> OptimizerOptions {
    .adam(learningRate: learningRate, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-8)
  }

  /// The learning rate at the start.
  public var learningRate: Double {
    switch self {
    case .adam(let rate, _, _, _), .rmsprop(let rate, _, _): rate
    }
  }
}

/// Lowers the learning rate when the training loss stalls.
public struct PlateauDecay: Hashable, Sendable, Codable {
  /// Factor on the learning rate, in (0, 1).
  public var factor: Double
  /// The rate is lowered after an epoch whose training loss fell by less than this share of the
  /// loss of the epoch before.
  public var threshold: Double

  /// Makes a rule.
  public init(factor: Double, threshold: Double) {
    self.factor = factor
    self.threshold = threshold
  }
}

/// How a network is trained.
public struct TrainingOptions: Hashable, Sendable, Codable {
  /// The optimiser.
  public var optimizer: OptimizerOptions
  /// Fragments per step; an epoch is cut into batches whose sizes differ by at most one.
  public var batchSize: Int
  /// Epochs at most.
  public var maximumEpochs: Int
  /// Epochs without a strictly better mean validation Spearman after which training stops.
  public var patience: Int
  /// λ of the penalty ½λ‖w‖² on filters and dense weights; biases and normalisation are free.
  public var weightPenalty: Double
  /// Largest norm of the weights into one filter or unit, applied after each step; nil for none.
  public var maximumNorm: Double?
  /// Largest norm of the whole gradient of a step; nil for none.
  public var gradientClip: Double?
  /// When to lower the learning rate; nil for never.
  public var plateauDecay: PlateauDecay?
  /// Whether a network must first prove that it can learn one batch by heart.
  public var overfitCheck: Bool

  /// Makes options.
  public init(
    optimizer: OptimizerOptions, batchSize: Int = 128, maximumEpochs: Int = 50,
    patience: Int = 5, weightPenalty: Double = 0, maximumNorm: Double? = nil,
    gradientClip: Double? = nil, plateauDecay: PlateauDecay? = nil, overfitCheck: Bool = true
  ) {
    self.optimizer = optimizer
    self.batchSize = batchSize
    self.maximumEpochs = maximumEpochs
    self.patience = patience
    self.weightPenalty = weightPenalty
    self.maximumNorm = maximumNorm
    self.gradientClip = gradientClip
    self.plateauDecay = plateauDecay
    self.overfitCheck = overfitCheck
  }
}
