/// Which stages a run is about, and which of them run even though they are up to date.
public struct RunSelection: Hashable, Sendable {
  /// Stages that run although they are up to date.
  public enum Force: Hashable, Sendable {
    /// These; each must be selected.
    case stages([String])
    /// Every selected stage.
    case all
  }

  /// Only this stage and what it builds on.
  public var until: String?
  /// Only this stage; what it builds on must be up to date.
  public var only: String?
  /// Only this stage and what builds on it; what it builds on must be up to date.
  public var from: String?
  /// Stages that run although they are up to date.
  public var force: Force

  /// Selects stages; several restrictions hold together.
  public init(
    until: String? = nil, only: String? = nil, from: String? = nil, force: Force = .stages([])
  ) {
    self.until = until
    self.only = only
    self.from = from
    self.force = force
  }

  /// Every stage, none forced.
  public static let everything = RunSelection()

  /// Names of the selected stages.
  ///
  /// - Throws: ``EngineError/unknownStage(name:known:)`` and
  ///   ``EngineError/forcedStageNotSelected(name:)``.
  func stages(of pipeline: Pipeline) throws(EngineError) -> Set<String> {
    var selected = Set(pipeline.stages.map(\.name))
    if let until { selected.formIntersection(try pipeline.ancestors(of: until)) }
    if let from { selected.formIntersection(try pipeline.descendants(of: from)) }
    if let only { selected.formIntersection([try pipeline.stage(only).name]) }
    if case .stages(let forced) = force {
      for name in forced where !selected.contains(try pipeline.stage(name).name) {
        throw .forcedStageNotSelected(name: name)
      }
    }
    return selected
  }

  func forces(_ stage: String) -> Bool {
    switch force {
    case .all: true
    case .stages(let names): names.contains(stage)
    }
  }
}
