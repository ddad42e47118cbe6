public import Statistics

/// How the method `gamma-poisson` was fitted to one cell type: everything a report shows of it.
public struct GammaPoissonReport: Hashable, Codable, Sendable {
  /// One fit: the counts of a replicate, or those of all replicates together.
  public struct Model: Hashable, Codable, Sendable {
    /// Name of the replicate or cell type.
    public let name: String
    /// The gamma of largest likelihood; nil when there is none.
    public let fit: GammaPoissonFit?
    /// Why there is none.
    public let undefined: UndefinedReason?
    /// Zeros and tail under the gamma.
    public let check: CountModelCheck?
    /// The mixture that took its place, if one did.
    public let mixture: GammaMixtureFit?
    /// Zeros and tail under the mixture.
    public let mixtureCheck: CountModelCheck?
    /// Correlation with another replicate of the same exposures that Poisson noise alone would leave.
    public let expectedCorrelation: ExpectedReplicateCorrelation?

    /// The prior that gave the posteriors.
    public var prior: GammaPrior? { mixture?.prior ?? fit?.prior }
  }

  /// Name of the cell type.
  public let cellType: String
  /// s of each replicate: the RNA count that activity 1 gives one DNA read, T_R/T_D.
  public let scales: [Double?]
  /// The fit of each replicate alone.
  public let replicates: [Model]
  /// The fit of counts summed over replicates.
  public let pooled: Model
  /// κ between replicates as found; nil when no fragment has RNA and DNA in two of them.
  public let replicateOverdispersion: Double?
  /// κ as used: at least 1; 1 where it is not to be used.
  public let usedOverdispersion: Double
  /// How counts depend on covariates; nil without covariates.
  public let effects: ExposureEffects?
  /// Observations (fragment and replicate) with RNA but no DNA: impossible under the model, so they
  /// are excluded whatever the smallest DNA count is.
  public let rnaWithoutDNA: Int
  /// Observations with neither RNA nor DNA, excluded as well.
  public let withoutAnyCount: Int
}
