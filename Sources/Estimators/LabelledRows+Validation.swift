extension LabelledRows where Input == FeatureMatrix {
  /// Checks that features and targets of training and validation rows fit together.
  ///
  /// - Throws: ``EstimatorError/rowCountMismatch(features:targets:)`` and
  ///   ``EstimatorError/validationMismatch(what:training:validation:)``.
  package func checkAgrees(with validation: LabelledRows<FeatureMatrix>) throws {
    for rows in [self, validation] where !rows.targets.tasks.isEmpty {
      if rows.input.rowCount != rows.targets.rowCount {
        throw EstimatorError.rowCountMismatch(
          features: rows.input.rowCount, targets: rows.targets.rowCount)
      }
    }
    if targets.tasks != validation.targets.tasks {
      throw EstimatorError.validationMismatch(
        what: "tasks", training: targets.tasks, validation: validation.targets.tasks)
    }
    if input.names != validation.input.names {
      throw EstimatorError.validationMismatch(
        what: "features", training: input.names, validation: validation.input.names)
    }
  }
}

extension FeatureMatrix {
  /// Checks that the features are exactly the ones a model was fitted on, in their order.
  ///
  /// - Throws: ``EstimatorError/featureMismatch(position:expected:found:)`` for the first
  ///   difference.
  package func checkNames(equal expected: [String]) throws {
    if names == expected { return }
    for position in 0..<max(names.count, expected.count) {
      let found = position < names.count ? names[position] : nil
      let wanted = position < expected.count ? expected[position] : nil
      if found != wanted {
        throw EstimatorError.featureMismatch(position: position, expected: wanted, found: found)
      }
    }
  }

  /// The indices of named features.
  ///
  /// - Throws: ``EstimatorError/unknownFeature(name:known:)``.
  package func indices(of wanted: [String]) throws -> [Int] {
    let positions = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return try wanted.map { name in
      guard let position = positions[name] else {
        throw EstimatorError.unknownFeature(name: name, known: names)
      }
      return position
    }
  }
}
