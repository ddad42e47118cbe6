import Glibc

/// Extrapolation to the fixed point of: new pseudo-values, one step of expectation and maximisation.
///
/// The fixed point is the one that the published rounds creep up to. Each step combines the last
/// ones so that their residuals cancel as far as they can (Anderson 1965, doi 10.1145/321296.321305;
/// Walker and Ni 2011, doi 10.1137/10078356X): for four parameters a secant method.
///
/// Parameters that the step leaves at a limit are held there while the others are extrapolated, and
/// are released as soon as the step moves them inside.
extension IDRSearch {
  private static let maximumEvaluations = 120
  private static let memory = 4
  /// Against the tolerance of a round: a step this small is at the fixed point.
  private static let precision = 1e-3

  /// Moves to the fixed point; false, with the parameters as they were, when a step leaves the
  /// limits and is not held there, or the residuals do not shrink.
  mutating func extrapolate(
    _ rounds: inout [IDRRound], _ options: IDRFit.Options
  ) throws -> Bool {
    let start = model
    let firstRound = rounds.count
    var history: [(place: Coordinates, residual: Coordinates)] = []
    var best = (size: Double.infinity, next: model)
    var held = model.atLimits
    for _ in 0..<Self.maximumEvaluations {
      let before = model
      let sums = try rows.expectation(before, threads: threads)
      guard let plain = rows.step(sums, at: before, holdsLimits: holdsLimits) else {
        break
      }
      let place = coordinates(before)
      let residual = coordinates(plain) - place
      let size = plain.distance(to: before)
      let isTooBold = size > 3 * best.size
      if size < best.size { best = (size, plain) }
      // Too bold a step: back to the best place, and on by plain steps until there is a new history.
      if isTooBold { history = [] } else { history.append((place, residual)) }
      if history.count > Self.memory + 1 { history.removeFirst() }
      if plain.atLimits != held {
        held = plain.atLimits
        history = history.suffix(1)
      }
      let isLast = size < Self.precision * options.tolerance
      let bold = extrapolated(history).map { inside($0, held, plain) }
      let next = isLast ? plain : bold ?? (isTooBold ? best.next : plain)
      let likelihood = rows.modelPart(before, sums) + rows.pseudoValuePart()
      model = next
      let change = try updatePseudoValues()
      rounds.append(
        IDRRound(
          number: rounds.count + 1, model: next, parameterChange: next.distance(to: before),
          pseudoValueChange: change, steps: 1, usedCoordinateAscent: false, isExtrapolated: true,
          logLikelihood: likelihood))
      if isLast { return true }
    }
    rounds.removeSubrange(firstRound...)
    model = start
    _ = try updatePseudoValues()
    return false
  }

  /// Parameters on scales without limits.
  private typealias Coordinates = SIMD4<Double>

  private func coordinates(_ model: IDRModel) -> Coordinates {
    Coordinates(
      model.mean, log(model.deviation), atanh(model.correlation),
      log(model.signalShare / (1 - model.signalShare)))
  }

  /// The model at a place, cut off at the limits; held parameters are those of the plain step.
  private func inside(
    _ place: Coordinates, _ held: SIMDMask<SIMD4<Int64>>, _ plain: IDRModel
  ) -> IDRModel {
    func value(_ index: Int, _ own: Double, _ stepped: Double) -> Double {
      guard !held[index], own.isFinite else { return stepped }
      return IDRModel.cut(own, to: IDRModel.limits[index])
    }
    return IDRModel(
      mean: value(0, place[0], plain.mean), deviation: value(1, exp(place[1]), plain.deviation),
      correlation: value(2, tanh(place[2]), plain.correlation),
      signalShare: value(3, 1 / (1 + exp(-place[3])), plain.signalShare))
  }

  /// Where the combination of the last steps with the smallest residual leads; nil after one step.
  ///
  /// Differences are made orthogonal one after the other, the newest first; those that add nothing
  /// new are left out.
  private func extrapolated(
    _ history: [(place: Coordinates, residual: Coordinates)]
  ) -> Coordinates? {
    guard history.count > 1, let last = history.last else { return nil }
    var basis: [(direction: Coordinates, move: Coordinates)] = []
    for index in stride(from: history.count - 2, through: 0, by: -1) {
      var direction = history[index + 1].residual - history[index].residual
      var move = history[index + 1].place - history[index].place
      let size = (direction * direction).sum()
      for one in basis {
        let share = (direction * one.direction).sum()
        direction -= share * one.direction
        move -= share * one.move
      }
      let rest = (direction * direction).sum()
      guard rest > 1e-8 * size, rest > 0 else { continue }
      let scale = 1 / rest.squareRoot()
      basis.append((direction * scale, move * scale))
    }
    var place = last.place
    var residual = last.residual
    for one in basis {
      let share = (residual * one.direction).sum()
      residual -= share * one.direction
      place -= share * one.move
    }
    return place + residual
  }
}
