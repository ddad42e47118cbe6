import Foundation

/// A property of fragments, such as GC content or length, on which counts may depend beside activity.
public struct ExposureCovariate: Sendable {
  /// The shape of the dependence of ln R on the property.
  public enum Form: Hashable, Codable, Sendable {
    /// A straight line.
    case linear
    /// A parabola.
    case quadratic
    /// A natural cubic spline with this many columns, from 2 to 5; knots at quantiles from 5 % to
    /// 95 %, straight beyond them.
    case naturalSpline(Int)
  }

  /// Name, for messages and reports.
  public let name: String
  /// One value per row; nil where it is not known.
  public let values: [Double?]
  /// The shape of the dependence.
  public let form: Form

  /// Makes a covariate.
  ///
  /// - Precondition: 2 to 5 columns of a spline; known values are finite.
  public init(name: String, values: [Double?], form: Form = .quadratic) {
    if case .naturalSpline(let columns) = form {
      precondition((2...5).contains(columns), "\(columns) columns")
    }
    precondition(values.allSatisfy { $0?.isFinite ?? true }, "values of \(name)")
    self.name = name
    self.values = values
    self.form = form
  }
}

/// The columns that a covariate becomes.
struct CovariateBasis: Hashable, Codable, Sendable {
  let name: String
  let form: ExposureCovariate.Form
  let centre: Double
  let scale: Double
  /// Knots on the standardised scale; empty for polynomials.
  let knots: [Double]
  /// Smallest and largest standardised value of the fit.
  let smallest: Double
  let largest: Double

  /// Standardises by the known values of the used rows; nil when they do not vary.
  init?(_ covariate: ExposureCovariate, used rows: [Int]) {
    let values = rows.compactMap { covariate.values[$0] }
    guard let centre = mean(of: values), let scale = standardDeviation(of: values),
      scale > 1e-9 * max(abs(centre), 1e-300)
    else { return nil }
    name = covariate.name
    form = covariate.form
    self.centre = centre
    self.scale = scale
    smallest = ((values.min() ?? centre) - centre) / scale
    largest = ((values.max() ?? centre) - centre) / scale
    if case .naturalSpline(let columns) = covariate.form {
      let places = (0...columns).map { 0.05 + 0.9 * Double($0) / Double(columns) }
      let wanted = quantiles(of: values, at: places) ?? []
      var distinct: [Double] = []
      for knot in wanted.map({ ($0 - centre) / scale }) {
        if let last = distinct.last, knot - last < 1e-6 { continue }
        distinct.append(knot)
      }
      knots = distinct
    } else {
      knots = []
    }
  }

  var columnCount: Int {
    switch form {
    case .linear: 1
    case .quadratic: 2
    case .naturalSpline: max(1, knots.count - 1)
    }
  }

  /// Appends the columns of one value (Hastie, Tibshirani and Friedman 2009, equation 5.4); a value
  /// outside of the fitted range counts as the nearest one inside.
  func append(_ value: Double, to columns: inout [Double]) {
    let z = min(max((value - centre) / scale, smallest), largest)
    columns.append(z)
    switch form {
    case .linear: return
    case .quadratic: columns.append(z * z - 1)
    case .naturalSpline:
      guard knots.count > 2 else { return }
      let last = curve(z, knots.count - 2)
      for knot in 0..<(knots.count - 2) { columns.append(curve(z, knot) - last) }
    }
  }

  private func curve(_ z: Double, _ knot: Int) -> Double {
    let end = knots[knots.count - 1]
    func cube(_ x: Double) -> Double { x > 0 ? x * x * x : 0 }
    return (cube(z - knots[knot]) - cube(z - end)) / (end - knots[knot])
  }
}
