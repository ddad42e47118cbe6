/// What a run does with one stage.
public enum StageDecision: Hashable, Sendable {
  /// The result with this key is there and complete.
  case reuse(key: StageKey)
  /// The stage runs, for these reasons (at least one).
  case run(reasons: [StaleReason])
  /// The options leave the stage out.
  case notSelected
}

/// A finished result: where it is and what it holds.
struct StageResult: Hashable, Sendable {
  let key: StageKey
  let outputDigest: ContentDigest
}

/// One stage in a plan.
public struct PlannedStage: Hashable, Sendable {
  /// Name of the stage.
  public let name: String
  /// One line for people.
  public let summary: String
  /// What will be done.
  public let decision: StageDecision
  /// The result that will be used, when it is there already.
  let result: StageResult?

  /// The reasons to run, none for other decisions.
  public var reasons: [StaleReason] {
    if case .run(let reasons) = decision { return reasons }
    return []
  }

  /// True when the only reason is that upstream stages run: if their outputs come out the same, this
  /// stage is reused.
  public var mayBeReused: Bool {
    !reasons.isEmpty
      && reasons.allSatisfy { if case .upstreamWillRun = $0 { true } else { false } }
  }
}

/// What a run will do with every stage, in the order it will do it.
public struct RunPlan: Hashable, Sendable {
  /// Every stage of the pipeline, in topological order.
  public let stages: [PlannedStage]

  /// True when no stage runs.
  public var isFresh: Bool { stages.allSatisfy { $0.reasons.isEmpty } }

  /// The planned stage with this name.
  ///
  /// - Throws: ``EngineError/unknownStage(name:known:)``.
  public func stage(_ name: String) throws(EngineError) -> PlannedStage {
    guard let stage = stages.first(where: { $0.name == name }) else {
      throw .unknownStage(name: name, known: stages.map(\.name))
    }
    return stage
  }
}
