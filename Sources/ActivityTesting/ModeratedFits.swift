import Foundation
import Statistics

/// Fits of many elements with moderated variances.
struct ModeratedFits: Sendable {
  /// The fit of every element, or why it cannot be tested.
  let fits: [Result<LastColumnFit, UntestedReason>]
  let prior: VariancePrior

  /// Moderates the variances.
  init(_ fits: [LastColumnFit?], _ contrast: ActivityContrast) throws(ActivityTestingError) {
    self.fits = fits.map(testable)
    var variances: [Double] = []
    var degrees: [Double] = []
    for fit in fits {
      guard let fit, let variance = fit.residualVariance else { continue }
      variances.append(variance)
      degrees.append(Double(fit.residualDegrees))
    }
    guard self.fits.contains(where: { (try? $0.get()) != nil }) else {
      throw nothingTestable(fits, contrast)
    }
    guard let prior = VariancePrior(variances: variances, degrees: degrees) else {
      throw .noVariance(contrast: contrast.name)
    }
    self.prior = prior
  }

  /// - Parameter hidden: variance of every effect that the residuals do not show; nil for none.
  func effectPrior(
    _ parameters: LinearModelParameters, _ contrast: ActivityContrast, hidden: [Double]?
  ) throws(ActivityTestingError) -> EffectPrior {
    let tests = fits.indices.compactMap { element in
      (try? fits[element].get()).flatMap { moderated($0, hidden: hidden?[element] ?? 0)?.test }
    }
    guard
      let effects = EffectPrior(
        tests: tests, residualVariance: prior.variance, proportion: parameters.proportion)
    else { throw .noVariance(contrast: contrast.name) }
    return effects
  }

  /// t of a fit and the standard error behind it; nil when its moderated variance is 0.
  private func moderated(
    _ fit: LastColumnFit, hidden: Double
  ) -> (test: ModeratedT, error: StandardError)? {
    guard let own = fit.residualVariance else { return nil }
    let degrees = Double(fit.residualDegrees)
    let variance = prior.moderated(own, degrees: degrees)
    guard variance > 0 else { return nil }
    let shown = StandardError(
      variance.squareRoot() * fit.unscaledDeviation,
      degreesOfFreedom: prior.totalDegrees(degrees))
    let error = hidden > 0 ? shown.adding(variance: hidden) : shown
    let test = ModeratedT(
      statistic: fit.coefficient / error.value,
      unscaledDeviation: fit.unscaledDeviation * (error.value / shown.value),
      degreesOfFreedom: error.degreesOfFreedom)
    return (test, error)
  }

  /// - Parameter hidden: variance of every effect that the residuals do not show; nil for none.
  func table(
    _ ratios: LogRatios, _ contrast: ActivityContrast, _ parameters: LinearModelParameters,
    _ effects: EffectPrior, hidden: [Double]?
  ) -> ElementTestTable {
    var quantiles: [Double: Double] = [:]
    let logTail = log((1 - parameters.confidence) / 2)
    let results = fits.enumerated().map { element, result in
      result.flatMap { fit -> Result<UnadjustedTest, UntestedReason> in
        guard let (test, error) = moderated(fit, hidden: hidden?[element] ?? 0) else {
          return .failure(.noVariance)
        }
        let distribution = StudentT(degreesOfFreedom: test.degreesOfFreedom)
        let quantile =
          quantiles[test.degreesOfFreedom] ?? distribution.quantile(logUpperTail: logTail)
        if hidden == nil { quantiles[test.degreesOfFreedom] = quantile }
        let reach = quantile * error.value
        let range = ratios.observations(of: element)
        return .success(
          UnadjustedTest(
            effect: fit.coefficient, standardError: error.value,
            interval: (fit.coefficient - reach)...(fit.coefficient + reach),
            mean: ratios.ratios[range].reduce(0, +) / Double(range.count),
            observations: range.count, statistic: test.statistic,
            degreesOfFreedom: test.degreesOfFreedom,
            logP: distribution.logTwoSided(test.statistic), logOdds: effects.logOdds(test)))
      }
    }
    return ElementTestTable(
      method: "linear_model", contrast: contrast.name, family: "all_tested",
      confidence: parameters.confidence, results)
  }
}

/// The fit when it can be tested, else why not.
private func testable(_ fit: LastColumnFit?) -> Result<LastColumnFit, UntestedReason> {
  guard let fit else { return .failure(.notObserved) }
  if !fit.isEstimable { return .failure(.conditionMissing) }
  if fit.residualDegrees == 0 { return .failure(.tooFewReplicates) }
  return .success(fit)
}

/// The error that no element can be tested, with the commonest reason.
func nothingTestable(
  _ fits: [LastColumnFit?], _ contrast: ActivityContrast
) -> ActivityTestingError {
  var counts: [UntestedReason: Int] = [:]
  for fit in fits {
    if case .failure(let reason) = testable(fit) { counts[reason, default: 0] += 1 }
  }
  let commonest = UntestedReason.allCases.max { counts[$0] ?? 0 < counts[$1] ?? 0 }
  return .nothingTestable(
    contrast: contrast.name, reason: commonest ?? .notObserved, elements: fits.count)
}
