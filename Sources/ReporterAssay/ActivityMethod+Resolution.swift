import Statistics

/// What a method makes of the wishes of the user: its own definition where it has one.
extension ActivityMethod {
  func resolvedSizeFactors(
    _ wish: SizeFactorMethod
  ) throws(ReporterAssayError) -> SizeFactorMethod {
    guard wish != .totals, !takesSizeFactors else { return wish }
    throw .fixedByMethod(
      self, parameter: "size_factors", found: wish.rawValue,
      expected: SizeFactorMethod.totals.rawValue)
  }

  func resolvedCentring(_ wish: Centring) throws(ReporterAssayError) -> Centring {
    guard wish != .none, unit == .ratio else { return wish }
    throw .fixedByMethod(
      self, parameter: "centring", found: "given", expected: "none, because it gives a ratio")
  }

  func resolvedGammaPoisson(
    _ wish: GammaPoissonOptions?
  ) throws(ReporterAssayError) -> GammaPoissonOptions? {
    if self == .gammaPoisson { return wish ?? .standard }
    guard wish != nil else { return nil }
    throw .fixedByMethod(
      self, parameter: "gamma_poisson", found: "given", expected: "none of its options")
  }

  func resolvedBetaBinomial(
    _ wish: BetaBinomialOptions?
  ) throws(ReporterAssayError) -> BetaBinomialOptions? {
    if self == .betaBinomial { return wish ?? .standard }
    guard wish != nil else { return nil }
    throw .fixedByMethod(
      self, parameter: "beta_binomial", found: "given", expected: "none of its options")
  }

  func resolvedScaling(
    _ wish: LibraryScaling?
  ) throws(ReporterAssayError) -> LibraryScaling {
    guard let fixed = fixedScaling else { return wish ?? .cpm }
    if let wish, wish != fixed {
      throw .fixedByMethod(
        self, parameter: "scaling", found: wish.rawValue, expected: fixed.rawValue)
    }
    return fixed
  }

  func resolvedPseudocount(
    _ wish: Pseudocount?
  ) throws(ReporterAssayError) -> Pseudocount {
    if let wish, !(wish.value >= 0 && wish.value.isFinite) {
      throw .parameter(
        name: "pseudocount", found: "\(wish.value)", expected: "a finite number of at least 0")
    }
    guard let fixed = fixedPseudocount else {
      return wish ?? Pseudocount(value: 1, placement: .count)
    }
    if let wish, wish != fixed {
      throw .fixedByMethod(
        self, parameter: "pseudocount", found: wish.text, expected: fixed.text)
    }
    return fixed
  }

  func resolvedPooling(
    _ wish: ReplicatePooling?
  ) throws(ReporterAssayError) -> ReplicatePooling {
    switch self {
    case .pooled, .gammaPoisson, .betaBinomial:
      if let wish, wish != .sumOfCounts {
        throw .fixedByMethod(
          self, parameter: "pooling", found: wish.rawValue,
          expected: ReplicatePooling.sumOfCounts.rawValue)
      }
      return .sumOfCounts
    case .ratioOfSums:
      return wish ?? .meanOfReplicates
    case .mpralibBarcode, .mpralibOligo, .mpralmSum, .mpralmMean, .raqtl, .esmpra, .mprascore,
      .barcodeMedian, .meanOfRatios:
      if let wish, wish != .meanOfReplicates {
        throw .fixedByMethod(
          self, parameter: "pooling", found: wish.rawValue,
          expected: ReplicatePooling.meanOfReplicates.rawValue)
      }
      return .meanOfReplicates
    }
  }
}

extension Pseudocount {
  /// "1 (count)".
  var text: String { "\(value) (\(placement.rawValue))" }
}
