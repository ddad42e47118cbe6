import ConvolutionalNetworks
import PipelineEngine

/// The section `cnn`: a preset, and what differs from it.
enum NetworkSection {
  static let schema = RecordSchema(
    "A Basset-like regression network: a preset, and what differs from it.",
    fields: [
      Field("enabled", .boolean, default: .value(true), "Whether the network is trained."),
      Field(
        "preset", .choice(["small", "basset"]), default: .value("small"),
        """
        small: 64×15, 64×9, 64×5 filters pooled by 4, 128 units, Adam. basset: 300×19, 200×11, \
        200×7 filters pooled by 3, 4, 4, two times 1000 units with dropout, RMSprop.
        """),
      Field(
        "blocks", .list(.record(blockSchema)), default: .fromData("those of the preset"),
        "Convolutional layers, first to last."),
      Field(
        "head",
        .choice([
          "automatic", "flatten", "average", "maximum", "average_and_maximum", "sum_and_maximum",
        ]),
        default: .value("automatic"),
        """
        What follows the last convolution: the map on a fixed canvas (sees position), or global \
        pools (any length). `automatic` is flatten when fragments have nearly one length, else \
        sum_and_maximum.
        """),
      Field(
        "dense", .list(.record(denseSchema)), default: .fromData("those of the preset"),
        "Hidden dense layers."),
      Field(
        "strand_mode", .choice(StrandMode.allCases.map(\.rawValue)),
        default: .fromData("posthoc when assay.strand is symmetric, else none"),
        """
        none: as given; augment: random reverse complements in training; posthoc: augment, and the \
        mean of both strands predicted. Only none when assay.strand is oriented.
        """),
      Field(
        "batch_size", .integer(2...100_000), default: .fromData("that of the preset"),
        unit: "fragment", "Fragments per step."),
      Field(
        "maximum_epochs", .integer(1...100_000), default: .fromData("that of the preset"),
        "Epochs at most."),
      Field(
        "patience", .integer(1...100_000), default: .fromData("that of the preset"),
        "Epochs without a strictly better mean validation Spearman after which training stops."),
      Field(
        "optimizer", .choice(["adam", "rmsprop"]), default: .fromData("that of the preset"),
        "The optimiser."),
      Field(
        "learning_rate", .number(.aboveZero(upTo: 10)), default: .fromData("that of the preset"),
        "Learning rate at the start."),
      Field(
        "weight_penalty", .number(.closed(0, 1e6)), default: .fromData("that of the preset"),
        "λ of the penalty ½λ‖w‖²."),
      Field(
        "overfit_check", .boolean, default: .value(true),
        "Whether the network must first prove that it can learn one batch by heart."),
    ])

  private static let blockSchema = RecordSchema(
    "Convolution, batch normalisation, ReLU, max pooling.",
    fields: [
      Field("filters", .integer(1...100_000), default: .required, "Number of filters."),
      Field("kernel", .integer(1...10_000), default: .required, unit: "bp", "Width of a filter."),
      Field("pool", .integer(1...255), default: .value(1), "Pooling window; 1 for none."),
    ])

  private static let denseSchema = RecordSchema(
    "Dense layer, ReLU, dropout.",
    fields: [
      Field("units", .integer(1...1_000_000), default: .required, "Number of units."),
      Field("batch_normalization", .boolean, default: .value(false), "Whether to normalise."),
      Field("dropout", .number(.closed(0, 0.99)), default: .value(0), "Share of units dropped."),
    ])

  /// Reads the section.
  static func options(
    _ section: ConfigurationRecord, strand: StrandHypothesis, seed: UInt64
  ) throws -> ConvolutionalNetworkOptions {
    var options: ConvolutionalNetworkOptions =
      section.text("preset") == "basset" ? .basset : .small
    if section.hasValue("blocks") {
      options.blocks = section.records("blocks").map {
        ConvolutionBlock(
          filters: $0.int("filters"), kernel: $0.int("kernel"), pool: $0.int("pool"))
      }
    }
    if section.hasValue("dense") {
      options.dense = section.records("dense").map {
        DenseBlock(
          units: $0.int("units"), batchNormalization: $0.bool("batch_normalization"),
          dropout: $0.number("dropout"))
      }
    }
    switch section.text("head") {
    case "flatten": options.head = .flatten(canvasLength: nil)
    case "average": options.head = .globalAverage
    case "maximum": options.head = .globalMax
    case "average_and_maximum": options.head = .globalAverageAndMax
    case "sum_and_maximum": options.head = .globalSumAndMax
    default: options.head = .automatic
    }
    applyTraining(section, to: &options.training)
    options.strand = strand
    options.strandMode =
      section.text(ifSet: "strand_mode").flatMap { StrandMode(rawValue: $0) }
      ?? (strand == .symmetric ? .posthoc : .none)
    options.seed = seed
    do {
      try options.validate()
    } catch {
      throw ConfigurationProblems([
        section.problem(
          at: "strand_mode", found: "\(error)", expected: "a network that can be trained",
          fix: "Change the keys below 'cnn:'.")
      ])
    }
    return options
  }

  private static func applyTraining(
    _ section: ConfigurationRecord, to training: inout TrainingOptions
  ) {
    training.batchSize = section.int(ifSet: "batch_size") ?? training.batchSize
    training.maximumEpochs = section.int(ifSet: "maximum_epochs") ?? training.maximumEpochs
    training.patience = section.int(ifSet: "patience") ?? training.patience
    training.weightPenalty = section.number(ifSet: "weight_penalty") ?? training.weightPenalty
    training.overfitCheck = section.bool("overfit_check")
    let rate = section.number(ifSet: "learning_rate")
    switch section.text(ifSet: "optimizer") {
    case "adam": training.optimizer = .adam(learningRate: rate ?? 1e-3)
    case "rmsprop":
      training.optimizer = .rmsprop(learningRate: rate ?? 2e-3, decay: 0.98, epsilon: 1e-8)
    default:
      if let rate { training.optimizer = training.optimizer.with(learningRate: rate) }
    }
  }
}

extension OptimizerOptions {
  fileprivate func with(learningRate rate: Double) -> OptimizerOptions {
    switch self {
    case .adam(_, let first, let second, let epsilon):
      .adam(learningRate: rate, firstDecay: first, secondDecay: second, epsilon: epsilon)
    case .rmsprop(_, let decay, let epsilon):
      .rmsprop(learningRate: rate, decay: decay, epsilon: epsilon)
    }
  }
}
