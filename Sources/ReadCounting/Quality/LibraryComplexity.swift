public import Statistics

/// How much of a library one sample has seen, and what reading deeper would add.
///
/// Things are what the sample counts: barcodes, fragments, or barcodes of fragments. Everything
/// follows from the count of counts; see ``Statistics/ZeroTruncatedNegativeBinomial`` for the model.
///
/// ```swift
/// let complexity = LibraryComplexity(of: CountOfCounts(of: counted.counts))
/// complexity.duplicateFraction        // 1 − distinct/reads
/// complexity.sentence(thing: "barcode")
/// ```
public struct LibraryComplexity: Hashable, Codable, Sendable {
  /// Reads, or molecules, counted.
  public let reads: Int
  /// Different things seen.
  public let distinct: Int
  /// Things seen once.
  public let singletons: Int
  /// Things seen twice.
  public let doubletons: Int
  /// 1 − distinct/reads: the share of reads that show nothing new.
  public let duplicateFraction: Estimate
  /// Reads per thing seen.
  public let meanReads: Estimate
  /// Number of things in the library by the model.
  public let complexity: Estimate
  /// Its 95 % interval given the model; nil without a model or where the likelihood is flat.
  public let complexityInterval: Interval?
  /// A lower bound that needs no model (Chao 1984).
  public let complexityLowerBound: Estimate
  /// distinct/complexity: how much of the library has been seen.
  public let saturation: Estimate
  /// Mean reads of a thing of the library, unseen ones included.
  public let modelMean: Estimate
  /// 1/size of the negative binomial; 0 is the Poisson distribution.
  public let modelDispersion: Estimate
  /// Singletons expected by the model, to be held against those seen.
  public let expectedSingletons: Estimate
  /// What multiples of the present depth would show, ascending.
  public let deeper: [DeeperReading]
  /// The depths, relative to the present, at which fractions of the library are seen.
  public let depths: [DepthForFraction]
  /// Things added at twice the depth, by Good and Toulmin.
  public let goodToulmin: GoodToulminEstimate?
  /// False when model and Good–Toulmin differ at twice the depth by more than three standard errors
  /// and a tenth of the larger; nil where one is missing.
  public let modelAgrees: Bool?
  /// The fits of peers to the saturation curve, for parity only.
  public let peers: PeerFits

  /// Two ends.
  public struct Interval: Hashable, Codable, Sendable {
    /// Lower end.
    public let low: Double
    /// Upper end.
    public let high: Double

    /// Makes an interval.
    public init(low: Double, high: Double) {
      self.low = low
      self.high = high
    }

    init?(_ range: ClosedRange<Double>?) {
      guard let range else { return nil }
      self.init(low: range.lowerBound, high: range.upperBound)
    }
  }

  /// The peers' estimates of complexity; nil where the curve has no plateau to fit.
  public struct PeerFits: Hashable, Codable, Sendable {
    /// SuRE: U = C·(1 − q^reads).
    public let exponential: ExponentialSaturation?
    /// y = a·xⁿ/(bⁿ + xⁿ).
    public let hill: HillSaturation?
  }

  /// Assesses a library.
  ///
  /// - Parameters:
  ///   - counts: how many things were counted how often.
  ///   - factors: depths relative to the present that ``deeper`` lists, each above 1.
  ///   - fractions: shares of the library that ``depths`` lists, each in (0, 1).
  /// - Complexity: O(distinct counts), about 40 passes.
  public init(
    of counts: CountOfCounts, factors: [Double] = [2, 3, 5, 10],
    fractions: [Double] = [0.5, 0.8, 0.9, 0.95]
  ) {
    let fit = ZeroTruncatedNegativeBinomial.fitted(to: counts)
    let reason = fit.reason ?? .noCounts
    func modelled(_ value: (ZeroTruncatedNegativeBinomial) -> Double) -> Estimate {
      Estimate(fit.model.map(value), orUndefined: reason)
    }
    reads = counts.total
    distinct = counts.distinct
    singletons = counts.frequency(of: 1)
    doubletons = counts.frequency(of: 2)
    duplicateFraction = Estimate(
      counts.mean.map { 1 - 1 / $0 }, orUndefined: .noCounts)
    meanReads = Estimate(counts.mean, orUndefined: .noCounts)
    complexity = modelled(\.complexity)
    complexityInterval = Interval(fit.model?.complexityInterval())
    complexityLowerBound = Estimate(counts.complexityLowerBound, orUndefined: .noCounts)
    saturation = modelled { Double($0.distinct) / $0.complexity }
    modelMean = modelled(\.mean)
    modelDispersion = modelled(\.dispersion)
    expectedSingletons = modelled { $0.expectedFrequency(of: 1) }
    deeper = factors.sorted().map { DeeperReading(counts, fit, factor: $0) }
    depths = fractions.sorted().map { fraction in
      DepthForFraction(fraction: fraction, depth: modelled { $0.depth(forFraction: fraction) })
    }
    goodToulmin = Statistics.goodToulmin(counts, depth: 2)
    modelAgrees = Self.agreement(fit.model, Statistics.goodToulmin(counts, depth: 2))
    let curve = counts.saturationCurve(points: 20)
    peers = PeerFits(
      exponential: ExponentialSaturation(fittedTo: curve), hill: HillSaturation(fittedTo: curve))
  }

  private static func agreement(
    _ model: ZeroTruncatedNegativeBinomial?, _ other: GoodToulminEstimate?
  ) -> Bool? {
    guard let model, let other else { return nil }
    let added = model.expectedDistinct(atDepth: 2) - Double(model.distinct)
    let allowed = max(3 * other.standardError, 0.1 * max(added, other.added))
    return abs(added - other.added) <= allowed
  }
}
