import Logging

/// What may differ between two runs without changing a byte of the results.
public struct RunnerOptions: Sendable {
  /// The most threads a stage may use.
  public var threads: Int
  /// Version of the program, for records.
  public var version: String
  /// The least severe messages of stages that are passed on: trace, debug, info, notice, warning, …
  public var logLevel: String

  /// Options of a run.
  public init(threads: Int = 1, version: String, logLevel: String = "info") {
    precondition(threads >= 1, "threads \(threads)")
    self.threads = threads
    self.version = version
    self.logLevel = logLevel
  }
}

/// Brings the results of a pipeline in a work folder up to date.
///
/// ```swift
/// let runner = Runner(
///   workFolder: WorkFolder("work"), pipeline: pipeline, options: RunnerOptions(version: "1.0"))
/// try runner.run().ran  // every stage
/// try runner.run().ran  // []: nothing changed
/// ```
public struct Runner: Sendable {
  let workFolder: WorkFolder
  let pipeline: Pipeline
  let options: RunnerOptions
  let observer: any RunObserver

  /// Prepares a runner; nothing happens on disk yet.
  public init(
    workFolder: WorkFolder, pipeline: Pipeline, options: RunnerOptions,
    observer: any RunObserver = SilentObserver()
  ) {
    self.workFolder = workFolder
    self.pipeline = pipeline
    self.options = options
    self.observer = observer
  }

  /// What ``run(_:)`` would do. Takes no lock and changes nothing but the memo of digests.
  ///
  /// - Throws: ``EngineError`` as ``run(_:)`` would before its first stage.
  public func plan(_ selection: RunSelection = .everything) throws(EngineError) -> RunPlan {
    let planner = makePlanner()
    let plan = try planner.plan(selection)
    // A plan may be asked for where nothing can be written; then the next one digests again.
    if FileCalls.status(workFolder.path) != nil { try? planner.memo.save() }
    return plan
  }

  /// Runs what is out of date, in order, and decides about every stage anew when its turn comes.
  ///
  /// - Throws: ``StageFailure`` when a stage throws; its half-written output is removed, and what
  ///   finished before stays. ``EngineError`` for a locked folder, unusable inputs and files that
  ///   cannot be written.
  public func run(_ selection: RunSelection = .everything) throws -> RunSummary {
    let clock = ContinuousClock()
    let start = clock.now
    let lock = try WorkFolderLock(workFolder)
    defer { lock.release() }
    try workFolder.removeLeftovers()
    let planner = makePlanner()
    let plan = try planner.plan(selection)
    observer.observe(.planned(plan))
    var settled: [String: StageResult] = [:]
    var ran: [String] = []
    var reused: [String] = []
    for (stage, planned) in zip(pipeline.stages, plan.stages) {
      if planned.decision == .notSelected {
        settled[stage.name] = planned.result
        continue
      }
      let decision = try planner.decide(
        stage, settled: settled, isForced: selection.forces(stage.name))
      if let result = decision.result {
        try workFolder.makeCurrent(stage: stage.name, key: result.key)
        observer.observe(.stageReused(stage: stage.name, key: result.key))
        settled[stage.name] = result
        reused.append(stage.name)
      } else {
        settled[stage.name] = try execute(
          stage, reasons: decision.reasons, settled: settled, planner: planner)
        ran.append(stage.name)
      }
      try planner.memo.save()
    }
    try planner.memo.save()
    let summary = RunSummary(ran: ran, reused: reused, seconds: seconds(clock.now - start))
    observer.observe(.finished(summary))
    return summary
  }

  private func makePlanner() -> Planner {
    let observer = self.observer
    let memo = DigestMemo(file: workFolder.memoFile) { path, bytes in
      observer.observe(.digesting(path: path, bytes: bytes))
    }
    return Planner(pipeline: pipeline, workFolder: workFolder, memo: memo)
  }
}

extension Runner {
  /// Runs the body of one stage and puts its result in place.
  private func execute(
    _ stage: StageDeclaration, reasons: [StaleReason], settled: [String: StageResult],
    planner: Planner
  ) throws -> StageResult {
    let parts = try planner.keyParts(of: stage, settled: settled)
    let publication = try StagePublication(
      stage: stage, parts: parts, workFolder: workFolder, memo: planner.memo)
    do {
      observer.observe(.stageStarted(stage: stage.name, summary: stage.summary, reasons: reasons))
      ProcessFacts.forgetPeakMemory()
      let clock = ContinuousClock()
      let start = clock.now
      do {
        try stage.body(context(of: stage, publication: publication, settled: settled))
      } catch {
        observer.observe(.stageFailed(stage: stage.name, seconds: seconds(clock.now - start)))
        throw StageFailure(
          stage: stage.name, cause: error, freeBytes: FileCalls.freeBytes(at: workFolder.path))
      }
      let record = try publication.publish(
        seconds: seconds(clock.now - start), threads: options.threads, version: options.version)
      observer.observe(.stageFinished(record))
      return StageResult(key: record.key, outputDigest: record.outputDigest)
    } catch {
      publication.abandon()
      throw error
    }
  }

  private func context(
    of stage: StageDeclaration, publication: StagePublication, settled: [String: StageResult]
  ) -> StageContext {
    let observer = self.observer
    var logger = Logger(label: "cupel.\(stage.name)") { _ in
      ObserverLogHandler(stage: stage.name, observer: observer)
    }
    logger.logLevel = Logger.Level(rawValue: options.logLevel) ?? .info
    let progress = ProgressReporter(
      stage: stage.name, interval: observer.progressInterval
    ) { observer.observe(.progress($0)) }
    let inputs = stage.inputs.map { ($0.label, $0.path) }
    let upstream = stage.upstream.compactMap { name in
      settled[name].map { (name, workFolder.entry(stage: name, key: $0.key)) }
    }
    return StageContext(
      stage: stage.name, outputDirectory: publication.staging,
      checkpointDirectory: publication.checkpoint,
      inputs: Dictionary(uniqueKeysWithValues: inputs),
      upstream: Dictionary(uniqueKeysWithValues: upstream), threads: options.threads,
      seed: stage.seed, progress: progress, logger: logger)
  }

  private func seconds(_ duration: Duration) -> Double {
    let parts = duration.components
    let seconds = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    return (seconds * 1000).rounded() / 1000
  }
}
