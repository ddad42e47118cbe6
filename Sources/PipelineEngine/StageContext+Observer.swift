import Logging

extension StageContext {
  /// Makes a context for a stage that is run outside a pipeline and reports to an observer.
  public init(
    stage: String, outputDirectory: String, checkpointDirectory: String,
    inputs: [String: String] = [:], upstream: [String: String] = [:], threads: Int = 1,
    seed: UInt64? = nil, reportingTo observer: any RunObserver
  ) {
    let progress = ProgressReporter(stage: stage, interval: observer.progressInterval) {
      observer.observe(.progress($0))
    }
    self.init(
      stage: stage, outputDirectory: outputDirectory, checkpointDirectory: checkpointDirectory,
      inputs: inputs, upstream: upstream, threads: threads, seed: seed, progress: progress,
      logger: Logger(label: "cupel.\(stage)") { _ in
        ObserverLogHandler(stage: stage, observer: observer)
      })
  }
}
