/// A synthetic genome: isochores, CpG islands, repeat families and gaps.
public struct GenomeParameters: Hashable, Codable, Sendable {
  /// Names and lengths; default chr1…chr8, 4 Mb together.
  public var chromosomes: [ChromosomeParameters]
  /// Mean GC fraction of the isochores, 0…1; default 0.44.
  public var gcMean: Double
  /// Standard deviation of the GC fraction between isochores; default 0.07.
  public var gcDeviation: Double
  /// Lowest regional GC fraction; default 0.34. Draws beyond are set to it.
  public var gcMinimum: Double
  /// Highest regional GC fraction; default 0.60. Draws beyond are set to it.
  public var gcMaximum: Double
  /// Mean isochore length in bases; lengths are exponential, borders are smoothed over half of
  /// it; default 10 000.
  public var isochoreLength: Int
  /// Observed over expected CpG outside CpG islands, 0…1; default 0.25. The missing CpG become
  /// TpG and CpA, the base composition stays.
  public var cpgObservedToExpected: Double
  /// CpG islands per megabase; default 60.
  public var islandsPerMegabase: Double
  /// Shortest CpG island in bases; lengths are uniform; default 300.
  public var islandMinimumLength: Int
  /// Longest CpG island in bases; default 1 200.
  public var islandMaximumLength: Int
  /// GC fraction inside CpG islands, where CpG is not depleted; default 0.65.
  public var islandGC: Double
  /// Repeat families; every copy of a family, on whatever chromosome, comes from one consensus.
  public var repeatFamilies: [RepeatFamilyParameters]
  /// Smallest share of substituted bases in a repeat copy, 0…1; default 0.05.
  public var repeatDivergenceMinimum: Double
  /// Largest share of substituted bases in a repeat copy, 0…1; default 0.20.
  public var repeatDivergenceMaximum: Double
  /// Unknown bases at each end of each chromosome; default 500.
  public var telomereLength: Int
  /// Runs of unknown bases per megabase inside the chromosomes; default 3.
  public var gapsPerMegabase: Double
  /// Length of such a run in bases; default 1 000.
  public var gapLength: Int

  /// Makes parameters, see the defaults of the properties.
  public init(
    chromosomes: [ChromosomeParameters] = ChromosomeParameters.embedded,
    gcMean: Double = 0.44, gcDeviation: Double = 0.07, gcMinimum: Double = 0.34,
    gcMaximum: Double = 0.60, isochoreLength: Int = 10_000, cpgObservedToExpected: Double = 0.25,
    islandsPerMegabase: Double = 60, islandMinimumLength: Int = 300,
    islandMaximumLength: Int = 1_200, islandGC: Double = 0.65,
    repeatFamilies: [RepeatFamilyParameters] = RepeatFamilyParameters.standard,
    repeatDivergenceMinimum: Double = 0.05, repeatDivergenceMaximum: Double = 0.20,
    telomereLength: Int = 500, gapsPerMegabase: Double = 3, gapLength: Int = 1_000
  ) {
    self.chromosomes = chromosomes
    self.gcMean = gcMean
    self.gcDeviation = gcDeviation
    self.gcMinimum = gcMinimum
    self.gcMaximum = gcMaximum
    self.isochoreLength = isochoreLength
    self.cpgObservedToExpected = cpgObservedToExpected
    self.islandsPerMegabase = islandsPerMegabase
    self.islandMinimumLength = islandMinimumLength
    self.islandMaximumLength = islandMaximumLength
    self.islandGC = islandGC
    self.repeatFamilies = repeatFamilies
    self.repeatDivergenceMinimum = repeatDivergenceMinimum
    self.repeatDivergenceMaximum = repeatDivergenceMaximum
    self.telomereLength = telomereLength
    self.gapsPerMegabase = gapsPerMegabase
    self.gapLength = gapLength
  }
}

/// One chromosome of a synthetic genome.
public struct ChromosomeParameters: Hashable, Codable, Sendable {
  /// Name, unique in the genome.
  public var name: String
  /// Length in bases.
  public var length: Int

  /// Names a chromosome.
  public init(name: String, length: Int) {
    self.name = name
    self.length = length
  }

  /// Eight chromosomes of 700 000 down to 300 000 bases, 4 Mb together.
  public static let embedded = scaled(total: 4_000_000)

  /// Eight chromosomes, chr1…chr8, whose lengths fall linearly from 7/40 to 3/40 of `total`,
  /// rounded down to whole bases.
  public static func scaled(total: Int) -> [ChromosomeParameters] {
    (0..<8).map { index in
      ChromosomeParameters(name: "chr\(index + 1)", length: total * (49 - 4 * index) / 280)
    }
  }
}

/// A family of interspersed repeats.
public struct RepeatFamilyParameters: Hashable, Codable, Sendable {
  /// Name, unique among the families.
  public var name: String
  /// Length of the consensus in bases.
  public var length: Int
  /// GC fraction of the consensus, 0…1.
  public var gc: Double
  /// Share of the genome that copies of this family cover, 0…1; copies may overlap.
  public var share: Double

  /// Describes a family.
  public init(name: String, length: Int, gc: Double, share: Double) {
    self.name = name
    self.length = length
    self.gc = gc
    self.share = share
  }

  /// A short GC-rich, a long AT-rich and a medium family, 20 % of the genome together.
  public static let standard = [
    RepeatFamilyParameters(name: "short", length: 300, gc: 0.55, share: 0.08),
    RepeatFamilyParameters(name: "long", length: 1_500, gc: 0.40, share: 0.09),
    RepeatFamilyParameters(name: "medium", length: 450, gc: 0.45, share: 0.03),
  ]
}
