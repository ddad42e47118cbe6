/// How activity is computed from counts; D and R are the DNA and RNA counts of a fragment, summed
/// over technical replicates, T_D and T_R their library totals, and p the pseudocount.
///
/// `raqtl`, `esmpra` and `mean-of-ratios` give a ratio, in which a fragment without RNA may be 0;
/// every other method gives log2 of a ratio.
public enum ActivityMethod: String, Hashable, Codable, Sendable, CaseIterable {
  /// log2[((R + p)/T_R) / ((D + p)/T_D)] on counts summed over the barcodes of a fragment. The
  /// default. Without pseudocount it equals the per-replicate value of MPRAsnakeflow, in which the
  /// number of barcodes cancels; so it does with a pseudocount for each barcode.
  case ratioOfSums = "ratio-of-sums"
  /// The same per replicate; the value of a cell type comes from counts summed over replicates
  /// (MPRAsnakeflow combine_replicates).
  case pooled
  /// log2 of the ratio of (c + 1)/(T + n)·10⁶ for each barcode row, n the number of rows whose
  /// count was observed (MPRAlib, barcode level). Needs rows that have not been merged.
  case mpralibBarcode = "mpralib-barcode"
  /// The same on merged fragments: n is the number of observed fragments (MPRAlib, oligo level).
  case mpralibOligo = "mpralib-oligo"
  /// log2(ΣR′ + 1) − log2(ΣD′ + 1) with primes round(c/T·10⁷), half to even, for each barcode
  /// (mpralm `sum`); on a table without barcodes for each fragment (mpralm `none`).
  case mpralmSum = "mpralm-sum"
  /// The mean over barcodes of log2(R′ + 1) − log2(D′ + 1) (mpralm `mean`). Needs barcode rows.
  case mpralmMean = "mpralm-mean"
  /// round(R·10⁹/T_R) / round(D·10⁹/T_D), a ratio and not its logarithm (SuRE raQTL). The sums run
  /// over the whole library, where the peer's run over one chromosome.
  case raqtl
  /// (Σ_b R/T_R)/(Σ_b D/T_D) over the barcodes with at least one read of both, a ratio and not its
  /// logarithm; at least three such barcodes (esMPRA). Needs barcode rows.
  case esmpra
  /// The mean over barcodes of log2[((1 + R)/T_R)/((1 + D̄)/T̄_D)], D̄ the mean over the DNA libraries of
  /// the cell type. Up to a constant for each replicate, which library sizes make, the value of
  /// MPRAscore. Needs barcode rows.
  case mprascore
  /// The median over barcodes of log2[((R + 1)/T_R)/((D + 1)/T_D)]. Needs barcode rows.
  case barcodeMedian = "barcode-median"
  /// The mean over barcodes with D ≥ 1 of (R/T_R)/(D/T_D), a ratio and not its logarithm. Biased
  /// upward at low DNA. Needs barcode rows.
  case meanOfRatios = "mean-of-ratios"
  /// Posterior mean of log2 λ, where R is Poisson with mean λ·D·T_R/T_D and λ is gamma-distributed over
  /// the fragments, its parameters estimated from all of them. A fragment without RNA is data, and
  /// few reads are drawn towards the mean. The value of a cell type comes from summed counts. Best
  /// for sparse fragments. See ``GammaPoissonOptions`` and ``ActivityPosterior``.
  case gammaPoisson = "gamma-poisson"
  /// Posterior mean of log2 λ, where D is Poisson too: of N = R + D reads R is binomial with
  /// p = θ/(1 + θ), θ = λ·T_R/T_D, and p is beta-distributed over the fragments, its parameters
  /// estimated from all of them with DNA. For low DNA, whose noise `gamma-poisson` leaves out. The
  /// value of a cell type comes from summed counts, a DNA column that replicates share once, with
  /// ΣT_R/ΣT_D over the same columns. See ``BetaBinomialOptions`` and ``ActivityPosterior``.
  ///
  /// N is taken as independent of p, which is exact where the abundance of fragments has a power law
  /// and approximate elsewhere: over simulated abundances and activities of other kinds, intervals of
  /// 95 % held 93 to 98 %. Replicates with DNA of their own are taken to count the same
  /// fragments at other depths. Scatter between replicates beyond Poisson,
  /// covariates and mixtures have no place in it: R/κ is not a count, and an offset or a
  /// second component would break the binomial form.
  case betaBinomial = "beta-binomial"

  /// The pseudocount that the definition fixes; nil where it is a parameter.
  public var fixedPseudocount: Pseudocount? {
    switch self {
    case .ratioOfSums, .pooled: nil
    case .mpralibBarcode, .mpralibOligo: Pseudocount(value: 1, placement: .observedRow)
    case .mpralmSum, .mpralmMean: Pseudocount(value: 1, placement: .scaledCount)
    case .mprascore, .barcodeMedian: Pseudocount(value: 1, placement: .count)
    case .raqtl, .esmpra, .meanOfRatios, .gammaPoisson, .betaBinomial: Pseudocount.none
    }
  }

  /// The library scaling that the definition fixes; nil where it is a parameter.
  public var fixedScaling: LibraryScaling? {
    switch self {
    case .ratioOfSums, .pooled: nil
    case .mpralibBarcode, .mpralibOligo, .gammaPoisson, .betaBinomial: .cpm
    case .esmpra, .mprascore, .barcodeMedian, .meanOfRatios: .cpm
    case .mpralmSum, .mpralmMean: .perTenMillion
    case .raqtl: .rpb
    }
  }

  /// Unit of the values.
  public var unit: ActivityUnit {
    [.raqtl, .esmpra, .meanOfRatios].contains(self) ? .ratio : .log2Ratio
  }

  /// Whether the library totals in the definition may be corrected by size factors; the others are
  /// fixed by the tools whose values they reproduce.
  public var takesSizeFactors: Bool {
    [.ratioOfSums, .pooled, .barcodeMedian, .meanOfRatios, .gammaPoisson, .betaBinomial]
      .contains(self)
  }

  /// Whether a ratio is taken for each barcode.
  var takesBarcodeRatios: Bool {
    [.esmpra, .mprascore, .barcodeMedian, .meanOfRatios].contains(self)
  }
}

/// Unit of activity values.
public enum ActivityUnit: String, Hashable, Codable, Sendable {
  /// log2 of normalized RNA over normalized DNA.
  case log2Ratio = "log2(RNA/DNA)"
  /// Normalized RNA over normalized DNA.
  case ratio = "RNA/DNA"
}

/// What library totals are scaled to.
public enum LibraryScaling: String, Hashable, Codable, Sendable, CaseIterable {
  /// Counts per million.
  case cpm
  /// Counts per ten million, the scale of mpralm.
  case perTenMillion = "per-ten-million"
  /// Counts per billion (reads per billion of the SuRE studies).
  case rpb

  /// The number that a library adds up to after scaling.
  public var libraryTotal: Double {
    switch self {
    case .cpm: 1e6
    case .perTenMillion: 1e7
    case .rpb: 1e9
    }
  }
}

/// The one pseudocount of a method: how large, and what it is added to.
public struct Pseudocount: Hashable, Codable, Sendable {
  /// What a pseudocount is added to.
  public enum Placement: String, Hashable, Codable, Sendable, CaseIterable {
    /// Once to the summed raw count of a fragment; totals stay as they are.
    case count
    /// To the raw count of each barcode, so `value` × barcodes to the fragment; totals include it.
    case barcode
    /// To the raw count of each row that was observed; totals include it.
    case observedRow = "observed-row"
    /// To the count after library scaling.
    case scaledCount = "scaled-count"
  }

  /// Its size, ≥ 0.
  public var value: Double
  /// What it is added to.
  public var placement: Placement

  /// Makes a pseudocount.
  public init(value: Double, placement: Placement) {
    self.value = value
    self.placement = placement
  }

  /// No pseudocount: a fragment without RNA has no log2 activity.
  public static let none = Pseudocount(value: 0, placement: .count)
}
