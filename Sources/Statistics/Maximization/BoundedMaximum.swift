/// Where a function of one variable is largest between two limits, by golden sections and parabolas
/// (Brent 1973, Algorithms for Minimization without Derivatives, chapter 5).
///
/// Stops when the place is known to `tolerance`; it never evaluates the limits themselves, so that a
/// maximum at a limit is approached to about the tolerance. At most 500 evaluations.
///
/// - Returns: the place and the value there.
func boundedMaximum(
  _ limits: ClosedRange<Double>, tolerance: Double = 1e-5,
  _ function: (Double) throws -> Double
) rethrows -> (place: Double, value: Double) {
  let golden = 0.5 * (3 - 5.0.squareRoot())
  let rootEpsilon = Double.ulpOfOne.squareRoot()
  var (low, high) = (limits.lowerBound, limits.upperBound)
  var best = low + golden * (high - low)
  var (second, third) = (best, best)
  var atBest = try function(best)
  var (atSecond, atThird) = (atBest, atBest)
  var (step, previousStep) = (0.0, 0.0)
  for _ in 0..<500 {
    let middle = 0.5 * (low + high)
    let closest = rootEpsilon * abs(best) + tolerance / 3
    if abs(best - middle) <= 2 * closest - 0.5 * (high - low) { break }
    var takesParabola = false
    if abs(previousStep) > closest {
      let r = (best - second) * (atThird - atBest)
      let q = (best - third) * (atSecond - atBest)
      var numerator = (best - third) * q - (best - second) * r
      var denominator = 2 * (q - r)
      if denominator > 0 { numerator = -numerator }
      denominator = abs(denominator)
      let before = previousStep
      previousStep = step
      if abs(numerator) < abs(0.5 * denominator * before),
        numerator > denominator * (low - best), numerator < denominator * (high - best)
      {
        takesParabola = true
        step = numerator / denominator
        let place = best + step
        if place - low < 2 * closest || high - place < 2 * closest {
          step = best < middle ? closest : -closest
        }
      }
    }
    if !takesParabola {
      previousStep = best < middle ? high - best : low - best
      step = golden * previousStep
    }
    let place = best + (abs(step) >= closest ? step : (step > 0 ? closest : -closest))
    let value = try function(place)
    if value >= atBest {
      if place >= best { low = best } else { high = best }
      (third, atThird) = (second, atSecond)
      (second, atSecond) = (best, atBest)
      (best, atBest) = (place, value)
    } else {
      if place < best { low = place } else { high = place }
      if value >= atSecond || second == best {
        (third, atThird) = (second, atSecond)
        (second, atSecond) = (place, value)
      } else if value >= atThird || third == best || third == second {
        (third, atThird) = (place, value)
      }
    }
  }
  return (best, atBest)
}
