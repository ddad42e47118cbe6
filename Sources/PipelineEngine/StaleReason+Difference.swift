extension StaleReason {
  /// Every reason why key parts of a finished result differ from those wanted now.
  ///
  /// One small function per kind of part; the order is implementation, parameters (by name), seed,
  /// inputs, upstream stages.
  ///
  /// - Parameters:
  ///   - recorded: key parts of the finished result.
  ///   - wanted: key parts of the declared stage.
  ///   - unsettled: upstream stages whose output digest is not known yet.
  static func differences(
    from recorded: ParameterValue, to wanted: ParameterValue, stage: StageDeclaration,
    unsettled: Set<String>
  ) -> [StaleReason] {
    implementationDifference(recorded, wanted)
      + parameterDifferences(
        recorded["parameters"] ?? .null, wanted["parameters"] ?? .null, path: stage.name)
      + seedDifference(recorded, wanted)
      + inputDifferences(recorded, wanted, inputs: stage.inputs)
      + upstreamDifferences(recorded, wanted, unsettled: unsettled)
  }

  private static func implementationDifference(
    _ recorded: ParameterValue, _ wanted: ParameterValue
  ) -> [StaleReason] {
    let (from, to) = (recorded["implementation"]?.intValue, wanted["implementation"]?.intValue)
    guard from != to else { return [] }
    return [.implementationChanged(from: from ?? 0, to: to ?? 0)]
  }

  /// Differences of two parameter trees, one for each leaf; lists of records are compared element
  /// by element when they are equally long, other lists as a whole.
  static func parameterDifferences(
    _ from: ParameterValue, _ to: ParameterValue, path: String
  ) -> [StaleReason] {
    switch (from, to) {
    case (.object(let old), .object(let new)):
      return ParameterValue.canonicalOrder(Set(old.keys).union(new.keys)).flatMap { name in
        let memberPath = path + "." + name
        if let before = old[name], let after = new[name] {
          return parameterDifferences(before, after, path: memberPath)
        }
        return [.parameterChanged(path: memberPath, from: old[name], to: new[name])]
      }
    case (.list(let old), .list(let new))
    where old.count == new.count && (old + new).allSatisfy { $0.objectValue != nil }:
      return old.indices.flatMap {
        parameterDifferences(old[$0], new[$0], path: "\(path)[\($0)]")
      }
    default: return from == to ? [] : [.parameterChanged(path: path, from: from, to: to)]
    }
  }

  private static func seedDifference(
    _ recorded: ParameterValue, _ wanted: ParameterValue
  ) -> [StaleReason] {
    let from = recorded["seed"]?.stringValue.flatMap { UInt64($0) }
    let to = wanted["seed"]?.stringValue.flatMap { UInt64($0) }
    return from == to ? [] : [.seedChanged(from: from, to: to)]
  }

  private static func inputDifferences(
    _ recorded: ParameterValue, _ wanted: ParameterValue, inputs: [StageInput]
  ) -> [StaleReason] {
    let old = recorded["inputs"]?.objectValue ?? [:]
    let new = wanted["inputs"]?.objectValue ?? [:]
    return ParameterValue.canonicalOrder(Set(old.keys).union(new.keys)).compactMap { label in
      if new[label] == nil { return .inputRemoved(label: label) }
      if old[label] == nil { return .inputAdded(label: label) }
      guard old[label] != new[label] else { return nil }
      return .inputChanged(label: label, path: inputs.first { $0.label == label }?.path ?? label)
    }
  }

  private static func upstreamDifferences(
    _ recorded: ParameterValue, _ wanted: ParameterValue, unsettled: Set<String>
  ) -> [StaleReason] {
    let old = recorded["upstream"]?.objectValue ?? [:]
    let new = wanted["upstream"]?.objectValue ?? [:]
    let names = Set(old.keys).union(new.keys).union(unsettled)
    return ParameterValue.canonicalOrder(names).compactMap { name in
      if old[name] == nil { return .upstreamAdded(stage: name) }
      if unsettled.contains(name) { return .upstreamWillRun(stage: name) }
      if new[name] == nil { return .upstreamRemoved(stage: name) }
      return old[name] == new[name] ? nil : .upstreamOutputChanged(stage: name)
    }
  }
}
