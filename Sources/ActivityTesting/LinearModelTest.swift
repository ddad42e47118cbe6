import Foundation
public import Statistics

/// How a linear model is fitted to log-ratios.
public struct LinearModelParameters: Hashable, Codable, Sendable {
  /// How observations of an element depend on one another.
  public var dependence: SampleDependence
  /// Whether observations are weighted by the precision that their DNA count gives.
  public var weighsByPrecision: Bool
  /// Share of the elements that each local line of the precision curve uses.
  public var span: Double
  /// Share of the elements that are assumed to have an effect, for B.
  public var proportion: Double
  /// Level of the confidence intervals.
  public var confidence: Double

  /// Describes how; the defaults are those of mpralm and limma.
  public init(
    dependence: SampleDependence = .independent, weighsByPrecision: Bool = true,
    span: Double = 0.4, proportion: Double = 0.01, confidence: Double = 0.95
  ) {
    self.dependence = dependence
    self.weighsByPrecision = weighsByPrecision
    self.span = span
    self.proportion = proportion
    self.confidence = confidence
  }

  func check() throws(ActivityTestingError) {
    let shares = [("span", span), ("proportion", proportion), ("confidence", confidence)]
    for (name, value) in shares where !(value > 0 && value < 1) {
      throw .parameter(name: name, found: "\(value)", expected: "a number between 0 and 1")
    }
    switch dependence {
    case .correlatedBlocks(let value?), .correlatedBarcodes(let value?):
      if !(value > -1 && value < 1) {
        throw .parameter(
          name: "correlation", found: "\(value)", expected: "a number between -1 and 1, or none")
      }
    default: break
    }
  }
}

/// The tests of a linear model with what was estimated over all elements.
public struct LinearModelTest: Sendable {
  /// One outcome for every element.
  public let table: ElementTestTable
  /// Distribution of the residual variances.
  public let variancePrior: VariancePrior
  /// Size of the true effects, from which B follows.
  public let effectPrior: EffectPrior
  /// Correlation of the observations of one block, as used; nil when they are independent.
  public let correlation: Double?
  /// The precision curve; nil for unweighted fits.
  public let weights: PrecisionWeights?
}

extension LogRatios {
  /// Tests a contrast in every element by a linear model with precision weights and moderated
  /// variances (mpralm: Myint 2019, doi 10.1186/s12864-019-5556-x; Smyth 2004, doi
  /// 10.2202/1544-6115.1027; correlated blocks: Smyth 2005, doi 10.1093/bioinformatics/bti270).
  ///
  /// 1. Unweighted fits give a residual SD for every element and from them the precision curve.
  /// 2. The correlation within blocks, when it is not given, is the consensus of the restricted
  ///    maximum likelihood estimates of unweighted fits, trimmed by 15 % at each end. m observations
  ///    of one block cannot have a correlation below −1/(m − 1): a smaller one, estimated or given, is
  ///    raised to −0.99/(m − 1) for the largest block of any element. Barcodes of a single sample are
  ///    seen once each, and so are independent.
  /// 3. Weighted fits, moderation of the variances, t with d₀ + d degrees of freedom, B.
  /// 4. Where samples share a measurement of input DNA, its counting noise is added to the standard
  ///    errors, because no residual shows it; degrees of freedom by Satterthwaite's rule. limma does
  ///    not do this; without shared input DNA nothing changes.
  ///
  /// Unlike limma, an element without residual degrees of freedom of its own is not tested, and the
  /// tested contrast is exact with weights and missing observations.
  ///
  /// ```swift
  /// let test = try ratios.linearModelTest(.difference(of: "WT", from: "MT"), threads: 4)
  /// test.table.outcomes[0].test?.effect
  /// ```
  ///
  /// - Throws: ``ActivityTestingError``.
  /// - Complexity: O(observations · columns²), times 65 to estimate a correlation.
  public func linearModelTest(
    _ contrast: ActivityContrast, _ parameters: LinearModelParameters = LinearModelParameters(),
    threads: Int
  ) throws -> LinearModelTest {
    try parameters.check()
    guard elementCount > 0 else {
      throw ActivityTestingError.noElements(step: "contrast '\(contrast.name)'")
    }
    let design = try ContrastDesign(
      samples: samples, contrast: contrast, dependence: parameters.dependence,
      observesBarcodes: barcodeOf != nil)
    let fitting = ElementFitting(
      ratios: self, design: design, blocksAreBarcodes: try parameters.dependence.isOfBarcodes(self))
    let plain = try fitting.fits(weights: nil, correlation: 0, threads: threads)
    let weights =
      try parameters.weighsByPrecision
      ? precisionWeights(plain, parameters.span, contrast) : nil
    let correlation = try correlation(parameters.dependence, fitting, threads: threads)
    let fits =
      weights == nil && correlation == nil
      ? plain
      : try fitting.fits(weights: weights, correlation: correlation ?? 0, threads: threads)
    let moderation = try ModeratedFits(fits, contrast)
    // Correlated barcodes carry it in their correlation.
    let hidden = fitting.blocksAreBarcodes ? nil : sharedDNAVariance(of: contrast)
    let effects = try moderation.effectPrior(parameters, contrast, hidden: hidden)
    return LinearModelTest(
      table: moderation.table(self, contrast, parameters, effects, hidden: hidden),
      variancePrior: moderation.prior, effectPrior: effects, correlation: correlation,
      weights: weights)
  }

  private func correlation(
    _ dependence: SampleDependence, _ fitting: ElementFitting, threads: Int
  ) throws -> Double? {
    let found: Double?
    switch dependence {
    case .independent, .pairedBlocks: return nil
    case .correlatedBarcodes where samples.count == 1: return nil
    case .correlatedBlocks(let given), .correlatedBarcodes(let given):
      found = try given ?? consensusCorrelation(try fitting.correlations(threads: threads))
    }
    guard let found else {
      throw ActivityTestingError.noCorrelation(ofBarcodes: fitting.blocksAreBarcodes)
    }
    let largest = try fitting.largestBlock(threads: threads)
    return largest > 1 ? max(found, -0.99 / Double(largest - 1)) : found
  }

  private func precisionWeights(
    _ fits: [LastColumnFit?], _ span: Double, _ contrast: ActivityContrast
  ) throws -> PrecisionWeights {
    var places: [Double] = []
    var deviations: [Double] = []
    for (element, fit) in fits.enumerated() {
      guard let variance = fit?.residualVariance else { continue }
      var sum = 0.0
      for observation in observations(of: element) { sum += logDNA[observation] }
      places.append(sum / Double(observations(of: element).count))
      deviations.append(variance.squareRoot())
    }
    guard !places.isEmpty else { throw nothingTestable(fits, contrast) }
    guard
      let weights = PrecisionWeights(
        meanLogDNA: places, residualDeviations: deviations, span: span)
    else { throw ActivityTestingError.noVariance(contrast: contrast.name) }
    return weights
  }
}

extension SampleDependence {
  fileprivate func isOfBarcodes(_ ratios: LogRatios) throws(ActivityTestingError) -> Bool {
    guard case .correlatedBarcodes = self else { return false }
    guard ratios.barcodeOf != nil else { throw .needsBarcodes }
    return true
  }
}
