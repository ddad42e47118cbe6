import Wording

/// Stages in an order in which each comes after those it builds on.
public struct Pipeline: Sendable {
  /// Topological order; among stages that could come next, the one declared first.
  public let stages: [StageDeclaration]
  private let positions: [String: Int]

  /// Checks and orders stages.
  ///
  /// - Throws: ``EngineError`` for a duplicate or unusable name, an unknown upstream stage or a
  ///   circle.
  /// - Complexity: quadratic in the number of stages.
  public init(stages declared: [StageDeclaration]) throws(EngineError) {
    try Self.checkNames(declared)
    var ordered: [StageDeclaration] = []
    var placed: Set<String> = []
    var waiting = declared
    while !waiting.isEmpty {
      guard let next = waiting.firstIndex(where: { placed.isSuperset(of: $0.upstream) }) else {
        throw .stageCycle(path: Self.cycle(in: waiting))
      }
      let stage = waiting.remove(at: next)
      placed.insert(stage.name)
      ordered.append(stage)
    }
    stages = ordered
    positions = Dictionary(
      uniqueKeysWithValues: ordered.enumerated().map { ($0.element.name, $0.offset) })
  }

  /// The stage with this name.
  ///
  /// - Throws: ``EngineError/unknownStage(name:known:)``.
  public func stage(_ name: String) throws(EngineError) -> StageDeclaration {
    guard let position = positions[name] else {
      throw .unknownStage(name: name, known: stages.map(\.name))
    }
    return stages[position]
  }

  /// The stages this one builds on, directly or not, and itself.
  public func ancestors(of name: String) throws(EngineError) -> Set<String> {
    var found: Set<String> = []
    var pending = [try stage(name).name]
    while let next = pending.popLast() {
      if found.insert(next).inserted { pending += try stage(next).upstream }
    }
    return found
  }

  /// The stages that build on this one, directly or not, and itself.
  public func descendants(of name: String) throws(EngineError) -> Set<String> {
    var found: Set<String> = [try stage(name).name]
    for candidate in stages where !found.isDisjoint(with: candidate.upstream) {
      found.insert(candidate.name)
    }
    return found
  }

  private static func checkNames(_ stages: [StageDeclaration]) throws(EngineError) {
    let names = stages.map(\.name)
    for (position, stage) in stages.enumerated() {
      guard isUsableName(stage.name) else { throw .unusableStageName(name: stage.name) }
      if names[..<position].contains(stage.name) { throw .duplicateStage(name: stage.name) }
      for upstream in stage.upstream where !names.contains(upstream) {
        throw .unknownUpstream(
          stage: stage.name, upstream: upstream, nearest: nearestName(to: upstream, among: names))
      }
    }
  }

  private static func isUsableName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, ("a"..."z").contains(first) else { return false }
    return name.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
    }
  }

  /// One circle among stages none of which can come next: follow the first unplaced upstream stage
  /// until a stage returns.
  private static func cycle(in waiting: [StageDeclaration]) -> [String] {
    var path: [String] = []
    var stage = waiting.first
    while let current = stage {
      if let start = path.firstIndex(of: current.name) {
        return Array(path[start...]) + [current.name]
      }
      path.append(current.name)
      stage = waiting.first { current.upstream.contains($0.name) }
    }
    return path
  }
}
