import Glibc

/// Polynomials that stand for G⁻¹ ∘ Φ between neighbouring solutions.
struct IDRCellTable: Sendable {
  private let width: Double
  private let values: [Double]
  private let firsts: [Double]
  private let seconds: [Double]

  /// Takes the derivatives from the solutions: with w = Φ⁻¹(u), density φ(w) and solution z,
  /// dz/dw = φ(w)/g(z), and d²z/dw² = −dz/dw · (w + (ln g)′(z) · dz/dw).
  init(_ places: [IDRMarginal.Place], nodes: [Double]) {
    width = nodes[1] - nodes[0]
    values = places.map(\.z)
    firsts = zip(places, nodes).map { place, node in
      StandardNormal.density(node) / place.density
    }
    var seconds: [Double] = []
    for (node, place) in places.enumerated() {
      seconds.append(-firsts[node] * (nodes[node] + place.slope * firsts[node]))
    }
    self.seconds = seconds
  }

  /// A polynomial of degree 5 on 0…1.
  struct Polynomial {
    let c0, c1, c2, c3, c4, c5: Double

    @inline(__always) func value(_ t: Double) -> Double {
      c0 + t * (c1 + t * (c2 + t * (c3 + t * (c4 + t * c5))))
    }
  }

  /// The polynomial with value and two derivatives of both ends of a cell.
  func polynomial(_ cell: Int) -> Polynomial {
    let c0 = values[cell]
    let c1 = firsts[cell] * width
    let c2 = 0.5 * seconds[cell] * width * width
    let rise = values[cell + 1] - c0 - c1 - c2
    let slope = firsts[cell + 1] * width - c1 - 2 * c2
    let bend = seconds[cell + 1] * width * width - 2 * c2
    return Polynomial(
      c0: c0, c1: c1, c2: c2, c3: 10 * rise - 4 * slope + 0.5 * bend,
      c4: -15 * rise + 7 * slope - bend, c5: 6 * rise - 3 * slope + 0.5 * bend)
  }
}
