import Statistics

/// Written by hand so that parameters which are not used leave no trace: files of earlier versions
/// can be read, and the files of a run that uses none of them stay as they were.
extension NormalizationParameters {
  private enum Key: String, CodingKey {
    case method, scaling, pseudocount, minimumDNA, minimumRNA, minimumBarcodes, pooling
    case minimumReplicates, sizeFactors, centring, gammaPoisson, betaBinomial
  }

  /// Reads parameters; what is missing has its default.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let method = try values.decode(ActivityMethod.self, forKey: .method)
    try self.init(
      method: method,
      scaling: values.decode(LibraryScaling.self, forKey: .scaling),
      pseudocount: values.decode(Pseudocount.self, forKey: .pseudocount),
      minimumDNA: values.decode(Int.self, forKey: .minimumDNA),
      minimumRNA: values.decode(Int.self, forKey: .minimumRNA),
      minimumBarcodes: values.decode(Int.self, forKey: .minimumBarcodes),
      pooling: values.decode(ReplicatePooling.self, forKey: .pooling),
      minimumReplicates: values.decode(ReplicateRequirement.self, forKey: .minimumReplicates),
      sizeFactors: values.decodeIfPresent(SizeFactorMethod.self, forKey: .sizeFactors) ?? .totals,
      centring: values.decodeIfPresent(Centring.self, forKey: .centring) ?? Centring.none,
      gammaPoisson: values.decodeIfPresent(GammaPoissonOptions.self, forKey: .gammaPoisson),
      betaBinomial: values.decodeIfPresent(BetaBinomialOptions.self, forKey: .betaBinomial))
  }

  /// Writes parameters; size factors, centring and options of count models only where used.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(method, forKey: .method)
    try values.encode(scaling, forKey: .scaling)
    try values.encode(pseudocount, forKey: .pseudocount)
    try values.encode(minimumDNA, forKey: .minimumDNA)
    try values.encode(minimumRNA, forKey: .minimumRNA)
    try values.encode(minimumBarcodes, forKey: .minimumBarcodes)
    try values.encode(pooling, forKey: .pooling)
    try values.encode(minimumReplicates, forKey: .minimumReplicates)
    if sizeFactors != .totals { try values.encode(sizeFactors, forKey: .sizeFactors) }
    if centring != .none { try values.encode(centring, forKey: .centring) }
    try values.encodeIfPresent(gammaPoisson, forKey: .gammaPoisson)
    try values.encodeIfPresent(betaBinomial, forKey: .betaBinomial)
  }
}
