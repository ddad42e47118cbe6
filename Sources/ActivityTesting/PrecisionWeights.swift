import Foundation
public import Statistics

/// How the noise of log-ratios falls with the DNA count, and the weights that follow (mpralm; Myint
/// 2019, doi 10.1186/s12864-019-5556-x; the idea of voom, doi 10.1186/gb-2014-15-2-r29).
///
/// The square roots of the residual standard deviations of unweighted fits are smoothed over the
/// mean log2 DNA of the elements; an observation has weight 1/c⁴ with c the curve at its own log2
/// DNA. Where the curve is not above 0, its smallest positive value is used.
public struct PrecisionWeights: Hashable, Sendable {
  /// √(residual SD) over mean log2 DNA.
  public let curve: LowessCurve
  private let floor: Double

  /// Smooths the deviations; nil when no element has one above 0.
  public init?(meanLogDNA: [Double], residualDeviations: [Double], span: Double) {
    guard
      let curve = LowessCurve(
        x: meanLogDNA, y: residualDeviations.map { $0.squareRoot() }, span: span),
      let floor = curve.values.filter({ $0 > 0 }).min()
    else { return nil }
    self.curve = curve
    self.floor = floor
  }

  /// The square root of the weight of an observation, 1/c².
  func rootWeight(logDNA: Double) -> Double {
    let value = max(floor, curve.value(at: logDNA))
    return 1 / (value * value)
  }
}
