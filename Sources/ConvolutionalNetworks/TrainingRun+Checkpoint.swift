internal import Foundation
internal import TensorKernels

extension TrainingRun {
  private var runDescription: String {
    get throws {
      var comparable = options
      comparable.training.maximumEpochs = 0
      comparable.training.overfitCheck = false
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      let text = String(decoding: try encoder.encode(comparable), as: UTF8.self)
      return "\(text) head \(engine.architecture.head) tasks \(scaling.map(\.name))"
    }
  }

  private var dataDigests: [String] {
    [training, validation].map { String($0.fingerprint, radix: 16) }
  }

  func saveCheckpoint() throws {
    guard let checkpointFolder else { return }
    let progress = TrainingCheckpoint.makeProgress(
      run: try runDescription, data: dataDigests, step: optimizer.step, rate: optimizer.rate,
      history: history)
    try TrainingCheckpoint(
      progress: progress, parameters: engine.parameters.values,
      statistics: engine.statistics.values, first: optimizer.first.values,
      second: optimizer.second.values, bestParameters: bestParameters,
      bestStatistics: bestStatistics
    ).write(to: checkpointFolder)
  }

  func restore() throws -> Bool {
    guard let checkpointFolder,
      let state = try TrainingCheckpoint.read(
        from: checkpointFolder, run: try runDescription, data: dataDigests,
        sizes: (engine.layout.count, engine.layout.statisticsCount))
    else { return false }
    engine.parameters.write(state.parameters)
    engine.statistics.write(state.statistics)
    optimizer.first.write(state.first)
    optimizer.second.write(state.second)
    optimizer.step = state.progress.step
    optimizer.rate = state.progress.rate
    history = state.progress.history
    bestParameters = state.bestParameters
    bestStatistics = state.bestStatistics
    return true
  }
}
