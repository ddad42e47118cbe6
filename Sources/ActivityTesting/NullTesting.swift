extension LinearModelTest {
  /// Compares the activity of every element with that of inactive ones.
  ///
  /// With the interval (L, R) of the negative controls, c = (L + R)/2, h = (R − L)/2 and d = |b −
  /// c|, p = P(T > (d − h)/se) + P(T > (d + h)/se), which is at most 1 and tests both sides alike;
  /// looking for one direction only, p = P(T > (±(b − c) − h)/se). For ranks p comes from the ranks;
  /// for the other nulls from (b − c)/√(τ² + se²), with the degrees of freedom of se by Satterthwaite's
  /// rule: an element with few reads must lie further out than one with many. All tested elements,
  /// controls included, are one family. Standard errors and intervals are those of the linear model.
  ///
  /// ```swift
  /// let model = try ratios.linearModelTest(.activity(of: "K562"), threads: 4)
  /// let calls = try model.test(against: .automatic, controls: negativeControls)
  /// calls.table.significant(at: 0.05)
  /// ```
  ///
  /// - Parameters:
  ///   - controls: negative controls, by element.
  ///   - direction: what to look for; nil is `both` for nulls from controls, `greater` below the
  ///     mode.
  /// - Throws: ``ActivityTestingError`` when there are too few tested controls (one, for ranks;
  ///   ten for deviations; 40 for the interval), or the null has no spread.
  public func test(
    against null: ActivityNull, controls: [Int], direction: EffectDirection? = nil
  ) throws(ActivityTestingError) -> NullTest {
    try table.test(against: null, controls: controls, direction: direction)
  }
}

extension ElementTestTable {
  /// Compares effects with those of inactive elements; the part of
  /// ``LinearModelTest/test(against:controls:direction:)`` that needs the tests alone.
  package func test(
    against null: ActivityNull, controls: [Int], direction: EffectDirection? = nil
  ) throws(ActivityTestingError) -> NullTest {
    try nullTest(
      outcomes.map(NullElement.init), contrast: contrast, confidence: confidence,
      null.resolved(controls: testedCount(controls)), controls, direction)
  }

  private func testedCount(_ controls: [Int]) -> Int {
    Set(controls).reduce(0) { $0 + (outcomes[$1].test == nil ? 0 : 1) }
  }
}

extension LogRatios {
  /// Compares the mean log-ratio of every element in one condition with that of inactive elements,
  /// without a model: for experiments with a single replicate.
  ///
  /// `automatic` is `controlDeviations` with at least 40 observed controls, else `belowMode`; there
  /// are no standard errors, so the interval of the controls cannot be tested. In their place stands
  /// the noise of counting, the least that there can be.
  ///
  /// - Throws: ``ActivityTestingError``, as the test of a linear model; also for an unknown
  ///   condition or the interval of the controls.
  public func test(
    activityOf condition: String, against null: ActivityNull, controls: [Int],
    direction: EffectDirection? = nil
  ) throws(ActivityTestingError) -> NullTest {
    let columns = samples.indices.filter { samples[$0].condition == condition }
    if columns.isEmpty {
      let known = Set(samples.map(\.condition)).sorted()
      throw .unknownCondition(condition, known: known)
    }
    if null == .controlInterval {
      throw .parameter(
        name: "null", found: null.rawValue, expected: "a null that needs no replicates")
    }
    let wanted = Set(columns.map(Int32.init))
    let candidates = (0..<elementCount).map { element -> NullElement in
      let values = observations(of: element).filter { wanted.contains(sampleOf[$0]) }
      guard !values.isEmpty else { return .init(.notObserved) }
      let number = Double(values.count)
      let error = counting.map { counting in
        let variance = values.reduce(0) { $0 + counting.dna[$1] + counting.rna[$1] }
        return StandardError(
          variance.squareRoot() / number, degreesOfFreedom: .infinity)
      }
      let mean = values.reduce(0) { $0 + ratios[$1] } / number
      return .init(mean: mean, observations: values.count, error: error)
    }
    let observed = Set(controls).count { candidates[$0].isTested }
    let isEnough = observed >= ActivityNull.controlsOfInterval
    return try nullTest(
      candidates, contrast: condition, confidence: 0.95,
      null == .automatic ? (isEnough ? .controlDeviations : .belowMode) : null, controls, direction)
  }
}

/// An element whose effect is compared with a null.
struct NullCandidate {
  let test: UnadjustedTest
  /// How exactly the effect is known.
  let error: StandardError?
}

/// An element, or why it has no effect.
private struct NullElement {
  let result: Result<NullCandidate, UntestedReason>

  var isTested: Bool { (try? result.get()) != nil }

  init(_ reason: UntestedReason) { result = .failure(reason) }

  init(mean: Double, observations: Int, error: StandardError?) {
    let test = UnadjustedTest(
      effect: mean, mean: mean, observations: observations, statistic: 0, logP: 0)
    result = .success(NullCandidate(test: test, error: error))
  }

  init(_ outcome: ElementOutcome) {
    switch outcome {
    case .tested(let test):
      let error = test.standardError.map {
        StandardError($0, degreesOfFreedom: test.degreesOfFreedom ?? .infinity)
      }
      result = .success(NullCandidate(test: UnadjustedTest(test), error: error))
    case .untested(let reason): result = .failure(reason)
    }
  }
}

private func nullTest(
  _ candidates: [NullElement], contrast: String, confidence: Double, _ null: ActivityNull,
  _ controls: [Int], _ direction: EffectDirection?
) throws(ActivityTestingError) -> NullTest {
  let effects = candidates.map { element in
    (try? element.result.get()).map {
      MeasuredEffect(value: $0.test.effect, error: $0.error?.value ?? 0)
    }
  }
  let controlEffects = Set(controls).sorted().compactMap { effects[$0] }
  if controlEffects.count < null.controlsNeeded {
    throw .tooFewControls(
      found: controlEffects.count, needed: null.controlsNeeded, null: null)
  }
  let looksFor = direction ?? (null == .belowMode ? .greater : .both)
  let shape = try null.shape(of: effects.compactMap { $0 }, controls: controlEffects)
  let judge = NullJudge(
    null: null, shape: shape, controls: controlEffects.map(\.value).sorted(), direction: looksFor)
  let table = ElementTestTable(
    method: null.rawValue, contrast: contrast, family: "all_tested", confidence: confidence,
    candidates.map { $0.result.map(judge.judge) })
  return NullTest(
    table: table, null: null, centre: shape.centre,
    spread: null == .controlRanks ? nil : shape.spread, controls: controlEffects.count,
    direction: looksFor)
}

extension ActivityNull {
  fileprivate func resolved(controls: Int) -> ActivityNull {
    guard self == .automatic else { return self }
    return controls >= Self.controlsOfInterval ? .controlInterval : .belowMode
  }

  fileprivate var controlsNeeded: Int {
    switch self {
    case .controlInterval: Self.controlsOfInterval
    case .controlRanks: 1
    case .controlDeviations: 10
    case .belowMode, .automatic: 0
    }
  }

  fileprivate func shape(
    of effects: [MeasuredEffect], controls: [MeasuredEffect]
  ) throws(ActivityTestingError) -> NullShape {
    let shape: NullShape? =
      switch self {
      case .controlInterval: NullShape(interval: controls.map(\.value), level: 0.95)
      case .controlRanks: NullShape(interval: controls.map(\.value), level: 0)
      case .controlDeviations: NullShape(deviationsOf: controls)
      case .belowMode, .automatic: NullShape(belowModeOf: effects)
      }
    guard let shape else { throw .noSpread(self) }
    return shape
  }
}
