public import Estimators
public import GenomicTypes
internal import TensorKernels

/// Fits a convolutional network to sequences and their activities.
///
/// Deterministic: the same rows, options and seed give the same weights and files for any number
/// of threads on the same kind of processor.
///
/// ```swift
/// let regressor = ConvolutionalNetworkRegressor(options: .small)
/// let network = try regressor.fit(training: training, validation: validation, threads: 2)
/// let activity = try network.predict(sequences, threads: 2)[0]
/// ```
public struct ConvolutionalNetworkRegressor: Regressor {
  /// What the network is and how it is trained.
  public let options: ConvolutionalNetworkOptions

  /// Makes a regressor.
  public init(options: ConvolutionalNetworkOptions) { self.options = options }

  /// Name of the processor kernel in use; files are byte-identical only between equal kernels.
  public static var processorKernel: String { BLAS.coreName }

  /// Fits the network; see ``train(training:validation:threads:checkpointFolder:resume:progress:)``.
  public func fit(
    training: LabelledRows<SequenceCollection>, validation: LabelledRows<SequenceCollection>,
    threads: Int
  ) throws -> FittedConvolutionalNetwork {
    try train(training: training, validation: validation, threads: threads)
  }

  /// Trains with early stopping on the mean validation Spearman and returns the best epoch.
  ///
  /// Tasks are standardised on the observed training rows; rows without any observed target are
  /// set aside. The validation rows choose the epoch and, with the training rows, the length of an
  /// automatic canvas; nothing else.
  ///
  /// Weights of targets enter the loss (`MaskedSquaredError`), the standardisation and the validation
  /// loss. The validation Spearman, the statistics of normalised layers and the overfit check do not
  /// look at them. A target of weight 0 counts as missing everywhere.
  ///
  /// - Parameters:
  ///   - checkpointFolder: where the state after each epoch is kept; nil for nowhere.
  ///   - resume: continue from the checkpoint of the folder when there is one; the result is the
  ///     same, byte for byte, as that of an undisturbed run.
  ///   - progress: receives news on the calling thread.
  /// - Throws: ``ConvolutionalNetworkError``, memory and file errors.
  public func train(
    training: LabelledRows<SequenceCollection>, validation: LabelledRows<SequenceCollection>,
    threads: Int, checkpointFolder: String? = nil, resume: Bool = false,
    progress: (TrainingEvent) -> Void = { _ in }
  ) throws -> FittedConvolutionalNetwork {
    try options.validate()
    guard training.targets.tasks == validation.targets.tasks else {
      throw ConvolutionalNetworkError.taskMismatch(
        training: training.targets.tasks, validation: validation.targets.tasks)
    }
    try TrainingData.check(training, role: "training", needed: 2)
    try TrainingData.check(validation, role: "validation", needed: 3)
    let scaling = try TaskScaling.measured(on: training.targets.withoutZeroWeights)
    return try withoutActuallyEscaping(progress) { report in
      let run = try TrainingRun(
        options: options, training: TrainingData(training, scaling: scaling),
        validation: TrainingData(validation, scaling: scaling), scaling: scaling,
        threads: threads, checkpointFolder: checkpointFolder, report: report)
      try run.run(resume: resume)
      return FittedConvolutionalNetwork(
        options: options, scaling: scaling, history: run.history, warnings: run.warnings,
        architecture: run.engine.architecture, parameters: run.engine.parameters.values,
        statistics: run.engine.statistics.values)
    }
  }
}
