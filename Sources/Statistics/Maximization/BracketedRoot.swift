/// The root of a function between two places where it has opposite signs, by Ridders' method
/// (Ridders 1979, doi 10.1109/TCS.1979.1084580); it cannot leave the bracket.
///
/// Stops when the bracket is narrower than 1e-13·(1 + |x|), after at most 100 steps of two
/// evaluations.
///
/// - Precondition: the signs at the ends differ or one of them is 0.
func bracketedRoot(
  from start: Double, to end: Double, _ function: (Double) -> Double
) -> Double {
  var (low, high) = (start, end)
  var (atLow, atHigh) = (function(low), function(high))
  precondition(atLow * atHigh <= 0 || (atLow < 0) != (atHigh < 0), "\(atLow) and \(atHigh)")
  if atLow == 0 { return low }
  if atHigh == 0 { return high }
  for _ in 0..<100 {
    if abs(high - low) <= 1e-13 * (1 + abs(low)) { break }
    let middle = low + (high - low) / 2
    let atMiddle = function(middle)
    if atMiddle == 0 { return middle }
    let root = (atMiddle / atLow * (atMiddle / atLow) - atHigh / atLow).squareRoot()
    let place = middle + (middle - low) * (atMiddle / atLow) / root
    let atPlace = function(place)
    if atPlace == 0 { return place }
    if (atMiddle < 0) != (atPlace < 0) {
      (low, atLow) = middle < place ? (middle, atMiddle) : (place, atPlace)
      (high, atHigh) = middle < place ? (place, atPlace) : (middle, atMiddle)
    } else if (atLow < 0) != (atPlace < 0) {
      (high, atHigh) = (place, atPlace)
    } else {
      (low, atLow) = (place, atPlace)
    }
  }
  return low + (high - low) / 2
}
