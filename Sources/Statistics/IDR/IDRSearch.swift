/// The state of a fit between rounds.
struct IDRSearch {
  var model: IDRModel
  private(set) var pseudoValues: IDRPseudoValues
  private(set) var rows: IDRRows
  private(set) var hasConverged = false
  /// Extrapolation is tried when a round changes the parameters by less than this, and again at a
  /// tenth of it when that failed.
  private var extrapolationChange = 0.05
  /// How often each rank occurs, over all replicates; nil when each occurs once in each.
  private let multiplicities: [Double]?
  let threads: Int

  private static let maximumSteps = 30
  private static let maximumSweeps = 30
  /// Below this many rows the dispatch of threads costs more than it saves.
  private static let rowsForThreads = 16_384
  private static let rowsForLimits = 1000
  /// Rounds that search by coordinates even when accelerated: they find the maximum that the
  /// published rounds find, where steps that hold parameters can end in a lesser one.
  private static let firstRounds = 3
  /// Rounds after which a fit that is no better than independence is given up.
  private static let aimlessRounds = 100
  /// Gain of a sweep at which these stop: next to nothing against what tells two maxima apart.
  private static let firstGain = 0.01

  init(ranks: [[Int]], start: IDRModel, threads: Int) {
    model = start
    let count = ranks[0].count
    pseudoValues = IDRPseudoValues(count: count)
    rows = IDRRows(ranks: ranks)
    self.threads = count < Self.rowsForThreads ? 1 : threads
    var multiplicities = [Double](repeating: 0, count: count)
    for column in ranks { for rank in column { multiplicities[rank] += 1 } }
    let isPermutation = multiplicities.allSatisfy { $0 == Double(ranks.count) }
    self.multiplicities = isPermutation ? nil : multiplicities
  }

  /// Runs rounds until nothing moves.
  mutating func run(_ options: IDRFit.Options) throws -> [IDRRound] {
    _ = try updatePseudoValues()
    var rounds: [IDRRound] = []
    while rounds.count < options.maximumRounds, !hasConverged {
      if options.method == .accelerated, shouldExtrapolate(rounds.last) {
        extrapolationChange /= 10
        hasConverged = try extrapolate(&rounds, options)
        continue
      }
      let before = model
      let isHeld = options.method == .accelerated && holdsLimits
      let step = try maximizeLikelihood(
        gain: options.tolerance / 10,
        atLimits: !isHeld
          ? .ascend(gain: options.tolerance / 10)
          : rounds.count < Self.firstRounds ? .ascend(gain: Self.firstGain) : .hold)
      let pseudoValuePart = rows.pseudoValuePart()
      model = step.model
      let parameterChange = model.distance(to: before)
      let pseudoValueChange = try updatePseudoValues()
      rounds.append(
        IDRRound(
          number: rounds.count + 1, model: model, parameterChange: parameterChange,
          pseudoValueChange: pseudoValueChange, steps: step.steps,
          usedCoordinateAscent: step.usedCoordinateAscent, isExtrapolated: false,
          logLikelihood: step.modelPart + pseudoValuePart))
      hasConverged =
        rounds.count > 4 && parameterChange < options.tolerance
        && pseudoValueChange < options.tolerance
      if isHeld, !hasConverged, try isAimless(afterRounds: rounds.count) { break }
    }
    return rounds
  }

  /// The log-likelihood of the current pseudo-values.
  func logLikelihood() throws -> Double {
    let sums = try rows.expectation(model, threads: threads)
    return rows.modelPart(model, sums) + rows.pseudoValuePart()
  }

  /// The log-likelihood of the ranks over what it is when the replicates are independent: of the
  /// copula, ln h(z) − Σ ln g(z_r) summed over rows, with h the density of a row and g that of one
  /// pseudo-value.
  func logLikelihoodRatio() throws -> Double {
    let densities = pseudoValues.logDensities(model)
    var alone = 0.0
    if let multiplicities {
      for (density, times) in zip(densities, multiplicities) { alone += density * times }
    } else {
      for density in densities { alone += density }
      alone *= Double(rows.replicates)
    }
    return try logLikelihood() - alone
  }

  /// Whether a fit with parameters at their limits wanders about: after a hundred rounds the ranks are
  /// no likelier than independent ones. Where it would end in thousands of rounds says nothing.
  private func isAimless(afterRounds count: Int) throws -> Bool {
    guard count == Self.aimlessRounds, any(model.atLimits) else { return false }
    return try logLikelihoodRatio() < IDRFit.ratioOfChance(rows: rows.count)
  }

  /// Whether an accelerated fit holds parameters at their limits instead of coordinate ascent: with
  /// fewer rows that is quick enough.
  var holdsLimits: Bool { rows.count >= Self.rowsForLimits }

  /// Extrapolation begins in the basin of the fixed point.
  private func shouldExtrapolate(_ last: IDRRound?) -> Bool {
    guard let last, holdsLimits || !last.usedCoordinateAscent else { return false }
    return last.number >= 3 && last.parameterChange < extrapolationChange
  }

  /// Recomputes the pseudo-values; returns the sum over replicates of their mean change.
  mutating func updatePseudoValues() throws -> Double {
    let changes = try pseudoValues.update(model, threads: threads)
    try rows.update(pseudoValues.values, threads: threads)
    var total = 0.0
    if let multiplicities {
      for (change, times) in zip(changes, multiplicities) { total += change * times }
    } else {
      for change in changes { total += change }
      total *= Double(rows.replicates)
    }
    return total / Double(rows.count)
  }

  private struct Step {
    let model: IDRModel
    let modelPart: Double
    let steps: Int
    let usedCoordinateAscent: Bool
  }

  /// What to do when a parameter would leave its limits.
  private enum AtLimits {
    /// Do the round again by coordinate ascent, until a sweep gains less than this.
    case ascend(gain: Double)
    /// Hold the parameter at its limit.
    case hold
  }

  /// Better parameters for the current pseudo-values: steps until one gains less than `gain`.
  private func maximizeLikelihood(gain: Double, atLimits: AtLimits) throws -> Step {
    var current = model
    var sums = try rows.expectation(current, threads: threads)
    var likelihood = rows.modelPart(current, sums)
    let atStart = likelihood
    for step in 1...Self.maximumSteps {
      var holds = true
      if case .ascend = atLimits { holds = false }
      guard let next = rows.step(sums, at: current, holdsLimits: holds) else {
        guard case .ascend(let gain) = atLimits else { break }
        return try ascendByCoordinate(from: model, atStart, steps: step, gain: gain)
      }
      current = next
      sums = try rows.expectation(current, threads: threads)
      let before = likelihood
      likelihood = rows.modelPart(current, sums)
      if likelihood - before < gain || step == Self.maximumSteps {
        return Step(
          model: current, modelPart: likelihood, steps: step, usedCoordinateAscent: false)
      }
    }
    return Step(
      model: current, modelPart: likelihood, steps: Self.maximumSteps,
      usedCoordinateAscent: false)
  }

  /// Moves one parameter after the other to its best place between its limits, where that is better
  /// than where it was, until a sweep gains little.
  private func ascendByCoordinate(
    from start: IDRModel, _ atStart: Double, steps: Int, gain: Double
  ) throws -> Step {
    var current = start
    var likelihood = atStart
    for _ in 0..<Self.maximumSweeps {
      let before = likelihood
      for coordinate in IDRCoordinate.allCases {
        let found = try boundedMaximum(coordinate.limits) { value in
          let trial = coordinate.set(value, in: current)
          return rows.modelPart(trial, try rows.expectation(trial, threads: threads))
        }
        if found.value > likelihood {
          current = coordinate.set(found.place, in: current)
          likelihood = found.value
        }
      }
      if likelihood - before < gain { break }
    }
    return Step(model: current, modelPart: likelihood, steps: steps, usedCoordinateAscent: true)
  }
}

/// A parameter that the coordinate ascent moves, in the order in which it does.
private enum IDRCoordinate: CaseIterable {
  case mean, deviation, correlation, signalShare

  var limits: ClosedRange<Double> {
    switch self {
    case .mean: IDRModel.meanBounds
    case .deviation: IDRModel.deviationBounds
    case .correlation: IDRModel.correlationBounds
    case .signalShare: IDRModel.shareBounds
    }
  }

  func set(_ value: Double, in model: IDRModel) -> IDRModel {
    IDRModel(
      mean: self == .mean ? value : model.mean,
      deviation: self == .deviation ? value : model.deviation,
      correlation: self == .correlation ? value : model.correlation,
      signalShare: self == .signalShare ? value : model.signalShare)
  }
}
