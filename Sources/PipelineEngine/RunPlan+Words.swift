extension RunPlan {
  /// One line per stage: what `status` and `--dry-run` print.
  ///
  /// ```
  /// count      up to date
  /// normalize  will run: parameter normalize.minimum_input_dna changed: 5 → 10
  /// split      may run: normalize will run
  /// ```
  public var words: String {
    let width = stages.map(\.name.count).max() ?? 0
    return stages.map { stage in
      let padding = String(repeating: " ", count: width - stage.name.count + 2)
      return stage.name + padding + stage.words + "\n"
    }.joined()
  }

  /// Why one stage will or will not run: what `explain` prints.
  ///
  /// - Throws: ``EngineError/unknownStage(name:known:)``.
  public func explanation(of name: String) throws(EngineError) -> String {
    let stage = try self.stage(name)
    let heading = "\(stage.name): \(stage.summary)\n"
    switch stage.decision {
    case .reuse(let key):
      return heading + "Up to date: nothing that enters its key changed.\nKey \(key)\n"
    case .notSelected: return heading + "Left out by the options.\n"
    case .run(let reasons):
      let verdict =
        stage.mayBeReused ? "May run, unless what it builds on comes out the same:" : "Will run:"
      return heading + verdict + "\n" + reasons.map { "  - \($0.words)\n" }.joined()
    }
  }

  /// The plan for a program that reads JSON.
  public var json: ParameterValue {
    ["fresh": .bool(isFresh), "stages": .list(stages.map(\.json))]
  }
}

extension RunPlan: Encodable {
  /// Encodes ``json``.
  public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension PlannedStage {
  /// The decision and its reasons on one line.
  public var words: String {
    switch decision {
    case .reuse: "up to date"
    case .notSelected: "left out"
    case .run(let reasons):
      (mayBeReused ? "may run: " : "will run: ") + reasons.map(\.words).joined(separator: "; ")
    }
  }

  var json: ParameterValue {
    var members: [String: ParameterValue] = ["name": .string(name), "summary": .string(summary)]
    switch decision {
    case .reuse(let key):
      members["decision"] = "reuse"
      members["key"] = .string(key.description)
    case .notSelected: members["decision"] = "notSelected"
    case .run(let reasons):
      members["decision"] = "run"
      members["mayBeReused"] = .bool(mayBeReused)
      members["reasons"] = .list(reasons.map(\.json))
    }
    return .object(members)
  }
}
