/// How fragments are turned into counts.
///
/// A barcode has a gamma-distributed abundance λ with mean 1 in the library. Its input DNA is
/// Poisson(dnaMean · λ): over all barcodes, negative binomial with dispersion `dnaDispersion`. Its
/// RNA in replicate r is negative binomial with dispersion `rnaDispersion` and mean
/// rnaMean · sᵣ · λ · 2^(activity + noiseᵣ), where noiseᵣ is normal and independent between
/// replicates and sᵣ is the size of the library.
public struct CountParameters: Hashable, Codable, Sendable {
  /// Barcodes of a fragment: 1 + Poisson(mean − 1); ≥ 1; default 1, exactly one barcode each.
  public var barcodesPerFragment: Double
  /// Letters of a barcode, 8…31; default 20. Barcodes are distinct.
  public var barcodeLength: Int
  /// Sequenced samples of the input DNA, all of one library; default 1.
  public var dnaSamples: Int
  /// Mean DNA count of a barcode in one sample; default 20.
  public var dnaMean: Double
  /// Dispersion of abundance between barcodes: variance of λ; ≥ 0; default 0.6.
  public var dnaDispersion: Double
  /// RNA replicates of each cell type; default 3.
  public var replicates: Int
  /// Mean RNA count of a barcode with λ = 1 and log2 activity 0; default 24.
  public var rnaMean: Double
  /// Dispersion of RNA counts within a replicate, ≥ 0; default 0.1.
  public var rnaDispersion: Double
  /// Standard deviation between replicates of log2 library size; default 0.3.
  public var librarySizeDeviation: Double
  /// Standard deviation, log2, of noise per fragment and replicate; default 1.
  public var replicateNoise: Double
  /// Standard deviation, log2, of activity that all replicates of a cell type share and that is
  /// not in the sequence; default 0.2.
  public var unexplainedDeviation: Double
  /// Probability that the RNA of a barcode is lost from a replicate, 0…1; default 0.
  public var dropout: Double

  /// Makes parameters, see the defaults of the properties.
  public init(
    barcodesPerFragment: Double = 1, barcodeLength: Int = 20, dnaSamples: Int = 1,
    dnaMean: Double = 20, dnaDispersion: Double = 0.6, replicates: Int = 3, rnaMean: Double = 24,
    rnaDispersion: Double = 0.1, librarySizeDeviation: Double = 0.3, replicateNoise: Double = 1,
    unexplainedDeviation: Double = 0.2, dropout: Double = 0
  ) {
    self.barcodesPerFragment = barcodesPerFragment
    self.barcodeLength = barcodeLength
    self.dnaSamples = dnaSamples
    self.dnaMean = dnaMean
    self.dnaDispersion = dnaDispersion
    self.replicates = replicates
    self.rnaMean = rnaMean
    self.rnaDispersion = rnaDispersion
    self.librarySizeDeviation = librarySizeDeviation
    self.replicateNoise = replicateNoise
    self.unexplainedDeviation = unexplainedDeviation
    self.dropout = dropout
  }
}
