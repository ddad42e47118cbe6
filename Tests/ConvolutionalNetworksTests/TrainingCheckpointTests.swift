import ConvolutionalNetworks
import Estimators
import Foundation
import TestSupport
import Testing

@Suite struct TrainingCheckpointTests {
  private let training = PlantedMotifs().rows(120, seed: 1)
  private let validation = PlantedMotifs().rows(60, seed: 2)

  private func train(
    _ options: ConvolutionalNetworkOptions, in folder: String, resume: Bool = false
  ) throws -> FittedConvolutionalNetwork {
    try ConvolutionalNetworkRegressor(options: options).train(
      training: training, validation: validation, threads: 1, checkpointFolder: folder,
      resume: resume)
  }

  @Test(arguments: [
    OptimizerOptions.adam(learningRate: 5e-3),
    .rmsprop(learningRate: 2e-3, decay: 0.98, epsilon: 1e-8),
  ])
  func aResumedRunGivesTheBytesOfAnUndisturbedOne(_ optimizer: OptimizerOptions) throws {
    var options = tinyOptions(epochs: 4)
    options.training.optimizer = optimizer
    options.training.plateauDecay = PlateauDecay(factor: 0.5, threshold: 0.2)
    var half = options
    half.training.maximumEpochs = 2
    try withTemporaryFolder { folder in
      let (a, b) = ("\(folder)/a", "\(folder)/b")
      try train(options, in: a).write(to: "\(a)/model")
      _ = try train(half, in: b)
      try train(options, in: b, resume: true).write(to: "\(b)/model")
      #expect(try bytes(in: "\(a)/model") == bytes(in: "\(b)/model"))
      let name = "checkpoint.safetensors"
      #expect(FileManager.default.contentsEqual(atPath: "\(a)/\(name)", andPath: "\(b)/\(name)"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: a).sorted() == [name, "model"])
    }
  }

  @Test func aResumedRunWithWeightsGivesTheBytesOfAnUndisturbedOne() throws {
    let options = tinyOptions(epochs: 4)
    var half = options
    half.training.maximumEpochs = 2
    let (training, validation) = (
      training.weighted(by: (0..<120).map { Double($0 % 7) / 8 }),
      validation.weighted(by: (0..<60).map { 1 / Double(1 + $0) })
    )
    try withTemporaryFolder { folder in
      let (a, b) = ("\(folder)/a", "\(folder)/b")
      func train(_ options: ConvolutionalNetworkOptions, in folder: String, resume: Bool) throws
        -> FittedConvolutionalNetwork
      {
        try ConvolutionalNetworkRegressor(options: options).train(
          training: training, validation: validation, threads: 1, checkpointFolder: folder,
          resume: resume)
      }
      try train(options, in: a, resume: false).write(to: "\(a)/model")
      _ = try train(half, in: b, resume: false)
      try train(options, in: b, resume: true).write(to: "\(b)/model")
      #expect(try bytes(in: "\(a)/model") == bytes(in: "\(b)/model"))
      #expect(
        throws: ConvolutionalNetworkError.foreignCheckpoint(
          path: "\(a)/checkpoint.safetensors",
          difference: "with other training or validation rows")
      ) { try self.train(options, in: a, resume: true) }
    }
  }

  @Test func resumingACompleteRunChangesNothing() throws {
    try withTemporaryFolder { folder in
      let options = tinyOptions(epochs: 2)
      let first = try train(options, in: folder)
      let second = try train(options, in: folder, resume: true)
      #expect(first.history == second.history)
      let sequences = validation.input
      #expect(
        try first.predict(sequences, threads: 1) == second.predict(sequences, threads: 1))
    }
  }

  @Test func withoutACheckpointResumingStartsAfresh() throws {
    try withTemporaryFolder { folder in
      let network = try train(tinyOptions(epochs: 1), in: "\(folder)/new", resume: true)
      #expect(network.history.epochs.count == 1)
    }
  }

  @Test func aCheckpointOfOtherOptionsOrRowsIsRefused() throws {
    try withTemporaryFolder { folder in
      let options = tinyOptions(epochs: 1)
      _ = try train(options, in: folder)
      var other = options
      other.seed = 8
      let path = "\(folder)/checkpoint.safetensors"
      #expect(
        throws: ConvolutionalNetworkError.foreignCheckpoint(
          path: path, difference: "with other options, tasks or fragment lengths")
      ) { try train(other, in: folder, resume: true) }
      #expect(
        throws: ConvolutionalNetworkError.foreignCheckpoint(
          path: path, difference: "with other training or validation rows")
      ) {
        try ConvolutionalNetworkRegressor(options: options).train(
          training: PlantedMotifs().rows(120, seed: 9), validation: validation, threads: 1,
          checkpointFolder: folder, resume: true)
      }
    }
  }
}
