public import Statistics

/// Everything that decides how counts become activity; nothing is optional.
///
/// ```swift
/// let parameters = try NormalizationParameters(minimumDNA: 10)
/// parameters.method       // ratio-of-sums
/// parameters.pseudocount  // 1, added once to the count
/// ```
public struct NormalizationParameters: Hashable, Codable, Sendable {
  /// How activity is defined.
  public let method: ActivityMethod
  /// What library totals are scaled to.
  public let scaling: LibraryScaling
  /// The one pseudocount.
  public let pseudocount: Pseudocount
  /// Smallest raw DNA count of a replicate, summed over its columns.
  public let minimumDNA: Int
  /// Smallest raw RNA count of a replicate, summed over its columns.
  public let minimumRNA: Int
  /// Smallest number of barcodes of a fragment observed in a replicate.
  public let minimumBarcodes: Int
  /// How the replicates of a cell type become one value.
  public let pooling: ReplicatePooling
  /// How many replicates must be defined for the value of a cell type.
  public let minimumReplicates: ReplicateRequirement
  /// How library totals are corrected.
  public let sizeFactors: SizeFactorMethod
  /// What is subtracted from log2 activity.
  public let centring: Centring
  /// Choices of the method `gamma-poisson`; nil for every other method.
  public let gammaPoisson: GammaPoissonOptions?
  /// Choices of the method `beta-binomial`; nil for every other method.
  public let betaBinomial: BetaBinomialOptions?

  /// Makes parameters; what is left out becomes the default of the method.
  ///
  /// Defaults: `ratio-of-sums`; `cpm` and pseudocount 1 on the count, or whatever the method fixes;
  /// DNA ≥ 1, RNA ≥ 0 and at least one barcode, so that a fragment without RNA is kept; the mean
  /// of all replicates (`pooled`: the sum of their counts); library totals as they are, no centring.
  ///
  /// - Throws: ``ReporterAssayError/parameter(name:found:expected:)`` for a value out of range and
  ///   ``ReporterAssayError/fixedByMethod(_:parameter:found:expected:)`` for one that contradicts
  ///   the definition of the method.
  public init(
    method: ActivityMethod = .ratioOfSums, scaling: LibraryScaling? = nil,
    pseudocount: Pseudocount? = nil, minimumDNA: Int = 1, minimumRNA: Int = 0,
    minimumBarcodes: Int = 1, pooling: ReplicatePooling? = nil,
    minimumReplicates: ReplicateRequirement = .all, sizeFactors: SizeFactorMethod = .totals,
    centring: Centring = .none, gammaPoisson: GammaPoissonOptions? = nil,
    betaBinomial: BetaBinomialOptions? = nil
  ) throws(ReporterAssayError) {
    for (name, value) in [
      ("minimum_dna", minimumDNA), ("minimum_rna", minimumRNA),
      ("minimum_barcodes", minimumBarcodes),
    ] where value < 0 {
      throw .parameter(name: name, found: "\(value)", expected: "a number of at least 0")
    }
    if case .atLeast(let replicates) = minimumReplicates, replicates < 1 {
      throw .parameter(
        name: "minimum_replicates", found: "\(replicates)", expected: "'all' or at least 1")
    }
    self.method = method
    self.scaling = try method.resolvedScaling(scaling)
    self.pseudocount = try method.resolvedPseudocount(pseudocount)
    self.pooling = try method.resolvedPooling(pooling)
    if self.pooling == .sumOfCounts,
      [.barcode, .observedRow].contains(self.pseudocount.placement)
    {
      throw .parameter(
        name: "pseudocount", found: self.pseudocount.text,
        expected: "one added to the count or the scaled-count when replicates are summed")
    }
    self.minimumDNA = minimumDNA
    self.minimumRNA = minimumRNA
    self.minimumBarcodes = minimumBarcodes
    self.minimumReplicates = minimumReplicates
    self.sizeFactors = try method.resolvedSizeFactors(sizeFactors)
    self.centring = try method.resolvedCentring(centring)
    self.gammaPoisson = try method.resolvedGammaPoisson(gammaPoisson)
    self.betaBinomial = try method.resolvedBetaBinomial(betaBinomial)
  }
}

/// How the replicates of a cell type become one value.
public enum ReplicatePooling: String, Hashable, Codable, Sendable, CaseIterable {
  /// The mean of the replicate values. The default: replicates weigh the same whatever their depth,
  /// and the noise ceiling of the mean of n replicates (Spearman–Brown) speaks about this value.
  case meanOfReplicates = "mean_of_replicates"
  /// The method applied to counts summed over replicates; an input-DNA column that replicates share
  /// enters once. Deeper replicates weigh more; best for sparse counts.
  case sumOfCounts = "sum_of_counts"
}

/// How many replicates must be defined for the value of a cell type.
public enum ReplicateRequirement: Hashable, Codable, Sendable {
  /// All of them.
  case all
  /// This many, ≥ 1.
  case atLeast(Int)

  /// The number for a cell type with `count` replicates; never more than that.
  public func number(of count: Int) -> Int {
    switch self {
    case .all: count
    case .atLeast(let minimum): min(minimum, count)
    }
  }
}
