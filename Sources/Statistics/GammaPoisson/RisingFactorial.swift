import Foundation

/// ln Γ(z + n) − ln Γ(z) and its first two derivatives by z, for z > 0 and whole n ≥ 0.
///
/// Up to n = 64 sums of ln(z + k), 1/(z + k) and −1/(z + k)², in which nothing cancels.
struct RisingFactorial {
  var value = 0.0
  var first = 0.0
  var second = 0.0

  init() {}

  init(_ count: Double, at z: Double) {
    if count <= 64 {
      var k = 0.0
      while k < count {
        let place = z + k
        value += log(place)
        first += 1 / place
        second -= 1 / (place * place)
        k += 1
      }
    } else {
      value = logGamma(z + count) - logGamma(z)
      first = digamma(z + count) - digamma(z)
      second = trigamma(z + count) - trigamma(z)
    }
  }
}
