/// Decides what every stage needs. `run`, `status`, `explain` and `--dry-run` all ask here, and the
/// decision is its own explanation.
struct Planner {
  let pipeline: Pipeline
  let workFolder: WorkFolder
  let memo: DigestMemo

  /// Decides about every stage without changing anything on disk but the digest memo.
  ///
  /// - Throws: ``EngineError`` for unknown stages, unusable inputs (all of them at once) and upstream
  ///   stages that are left out although they are not up to date.
  func plan(_ selection: RunSelection) throws(EngineError) -> RunPlan {
    let selected = try selection.stages(of: pipeline)
    var needed = selected
    for name in selected { needed.formUnion(try pipeline.ancestors(of: name)) }
    try checkInputs(of: needed)
    var planned: [PlannedStage] = []
    var settled: [String: StageResult] = [:]
    for stage in pipeline.stages {
      guard needed.contains(stage.name) else {
        planned.append(
          PlannedStage(
            name: stage.name, summary: stage.summary, decision: .notSelected, result: nil))
        continue
      }
      let isSelected = selected.contains(stage.name)
      let decision = try decide(
        stage, settled: settled, isForced: isSelected && selection.forces(stage.name))
      if !isSelected, !decision.reasons.isEmpty {
        throw .upstreamNotReady(
          stage: pipeline.stages.first { selected.contains($0.name) }?.name ?? stage.name,
          upstream: stage.name, reasons: decision.reasons)
      }
      settled[stage.name] = decision.result
      planned.append(isSelected ? decision : decision.leftOut)
    }
    return RunPlan(stages: planned)
  }

  /// Decides about one stage.
  ///
  /// - Parameter settled: results of the upstream stages that are there; a missing one will run
  ///   first.
  func decide(
    _ stage: StageDeclaration, settled: [String: StageResult], isForced: Bool
  ) throws(EngineError) -> PlannedStage {
    let parts = try keyParts(of: stage, settled: settled)
    let record = parts.key.flatMap { workFolder.record(stage: stage.name, key: $0) }
    var reasons = try staleReasons(stage, parts: parts, record: record, settled: settled)
    if isForced { reasons.insert(.forced, at: 0) }
    if let record, reasons.isEmpty {
      return PlannedStage(
        name: stage.name, summary: stage.summary, decision: .reuse(key: record.key),
        result: StageResult(key: record.key, outputDigest: record.outputDigest))
    }
    return PlannedStage(
      name: stage.name, summary: stage.summary, decision: .run(reasons: reasons), result: nil)
  }

  func keyParts(
    of stage: StageDeclaration, settled: [String: StageResult]
  ) throws(EngineError) -> KeyParts {
    var inputs: [String: ContentDigest] = [:]
    for input in stage.inputs { inputs[input.label] = try memo.digest(of: input.path) }
    let upstream = settled.filter { stage.upstream.contains($0.key) }.mapValues(\.outputDigest)
    return KeyParts(stage: stage, inputs: inputs, upstream: upstream)
  }

  private func staleReasons(
    _ stage: StageDeclaration, parts: KeyParts, record: StageRecord?,
    settled: [String: StageResult]
  ) throws(EngineError) -> [StaleReason] {
    if let record { return try damage(to: record) }
    guard let latest = workFolder.latestRecord(of: stage.name) else { return [.neverRun] }
    let differences = StaleReason.differences(
      from: latest.keyParts, to: parts.value, stage: stage,
      unsettled: Set(stage.upstream).subtracting(settled.keys))
    return differences.isEmpty ? [.neverRun] : differences
  }

  /// The first file of a recorded result that is not what was written, or nothing.
  ///
  /// A file whose size and time are those memoised is taken as it is; any other is digested again.
  private func damage(to record: StageRecord) throws(EngineError) -> [StaleReason] {
    let entry = workFolder.entry(stage: record.stage, key: record.key)
    for file in record.outputs {
      let path = entry + "/" + file.path
      guard let status = FileCalls.status(path, followLinks: false), status.kind == .file else {
        return [.outputMissing(file: file.path)]
      }
      guard status.size == file.size, try memo.digest(of: path) == file.digest else {
        return [.outputDamaged(file: file.path)]
      }
    }
    return []
  }

  private func checkInputs(of names: Set<String>) throws(EngineError) {
    var problems: [InputProblem] = []
    for stage in pipeline.stages where names.contains(stage.name) {
      for input in stage.inputs {
        guard let code = FileCalls.obstacleToReading(input.path) else { continue }
        problems.append(
          InputProblem(stage: stage.name, label: input.label, path: input.path, code: code))
      }
    }
    if !problems.isEmpty { throw .unusableInputs(problems) }
  }
}

extension PlannedStage {
  /// The same stage, left out by the options but usable as it is.
  var leftOut: PlannedStage {
    PlannedStage(name: name, summary: summary, decision: .notSelected, result: result)
  }
}
