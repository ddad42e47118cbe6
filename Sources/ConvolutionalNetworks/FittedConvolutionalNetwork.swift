public import Estimators
public import GenomicTypes
internal import TensorKernels

/// A trained network.
///
/// The prediction of a fragment does not depend on the other rows: batch mates, their lengths and
/// the batch size change it by rounding only (≤ 1e-5 of the task's standard deviation).
public struct FittedConvolutionalNetwork: FittedRegressor {
  /// Options the network was trained with.
  public let options: ConvolutionalNetworkOptions
  /// Mean and standard deviation of each task on the training rows.
  public let scaling: [TaskScaling]
  /// The learning curve.
  public let history: TrainingHistory
  /// What deserved a look in training.
  public let warnings: [TrainingWarning]

  let architecture: NetworkArchitecture
  let parameters: [Float]
  let statistics: [Float]

  /// Names of the tasks, in output order.
  public var tasks: [String] { scaling.map(\.name) }

  /// Number of trained numbers.
  public var parameterCount: Int { parameters.count }

  /// Longest fragment the network predicts; nil when any length will do.
  public var longestFragment: Int? { architecture.longestFragment }

  /// The head in force, for example "flatten (13 positions)".
  public var headDescription: String {
    switch architecture.head {
    case .canvas(let positions): "flatten (\(positions) positions)"
    case .pooling(true, _, true): "global sum and maximum"
    case .pooling(true, true, _): "global average and maximum"
    case .pooling(true, _, _): "global average"
    case .pooling: "global maximum"
    }
  }

  /// Predicts every task for every sequence, in the unit of the training targets.
  ///
  /// - Throws: ``ConvolutionalNetworkError/fragmentTooLong(row:length:longest:)`` when the head has
  ///   a canvas that a fragment does not fit; memory errors; cancellation.
  public func predict(_ input: SequenceCollection, threads: Int) throws -> Predictions {
    try predict(input, threads: threads, batchSize: 64)
  }

  package func predict(
    _ input: SequenceCollection, threads: Int, batchSize: Int
  ) throws -> Predictions {
    let lengths = (0..<input.count).map { input.length(at: $0) }
    if let longest = architecture.longestFragment,
      let row = lengths.firstIndex(where: { $0 > longest })
    {
      throw ConvolutionalNetworkError.fragmentTooLong(
        row: row, length: lengths[row], longest: longest)
    }
    guard input.count > 0 else { return tasks.map { _ in [] } }
    let engine = try NetworkEngine(
      architecture: architecture, lengths: lengths, capacity: batchSize, threads: threads)
    engine.parameters.write(parameters)
    engine.statistics.write(statistics)
    let outputs = try engine.predict(
      input, rows: Array(0..<input.count), strandMode: options.strandMode)
    return scaling.enumerated().map { task, scale in
      (0..<input.count).map { row in
        Double(outputs[row * scaling.count + task]) * scale.standardDeviation + scale.mean
      }
    }
  }
}
