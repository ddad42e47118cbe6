public import Statistics

/// Agreement of the replicates of one cell type.
public struct CellTypeQC: Codable, Hashable, Sendable {
  /// Name of the cell type.
  public var name: String
  /// Every pair of replicates.
  public var pairs: [ReplicatePairQC] = []
  /// Replicates against each other, for example activity and RNA.
  public var matrices: [CorrelationMatrix] = []
  /// The best correlation a perfect model could reach, per measure.
  public var ceilings: [NoiseCeiling] = []
  /// Coefficients over all pairs.
  public var summary: [SpreadQC] = []
  /// Share of the variance of activity that lies between fragments, ICC(1).
  public var intraclassActivity: Double?
  /// Ceilings when the replicates are not equally good; empty for fewer than three.
  public var unequalCeilings: [UnequalCeilingQC] = []
  /// Same against disjoint barcodes.
  public var disjointBarcodes: DisjointBarcodesQC?
  /// Measures along GC, length and strand.
  public var biases: [BiasQC] = []
  /// Agreement in classes of fragments.
  public var classes: [ClassQC] = []
  /// Agreement at a part of the sequencing depth.
  public var depth: DepthQC?
  /// Which analyses are missing and why, one sentence each.
  public var missing: [MissingAnalysis] = []
  /// A remark, for example why there is nothing to compare.
  public var remark = ""

  /// Starts a cell type; fill in what is known.
  public init(name: String) {
    self.name = name
  }
}

/// An analysis that could not be made.
public struct MissingAnalysis: Codable, Hashable, Sendable {
  /// The section of the report it belongs to.
  public enum Section: String, Codable, Hashable, Sendable {
    /// Same and disjoint halves.
    case disjointBarcodes
    /// GC, length, strand.
    case bias
    /// Classes of fragments.
    case classes
    /// Sequencing depth.
    case depth
  }

  /// Where the sentence is printed.
  public var section: Section
  /// What is missing and why.
  public var sentence: String

  /// Makes a remark.
  public init(_ section: Section, _ sentence: String) {
    self.section = section
    self.sentence = sentence
  }
}

/// Pearson and Spearman of the same two columns; nil where undefined.
public struct CorrelationPair: Codable, Hashable, Sendable {
  /// Pearson r.
  public var pearson: Double?
  /// Spearman ρ.
  public var spearman: Double?

  /// Makes a pair; both are missing unless given.
  public init(pearson: Double? = nil, spearman: Double? = nil) {
    self.pearson = pearson
    self.spearman = spearman
  }
}

/// Two replicates on the rows where both are defined.
public struct ReplicatePairQC: Codable, Hashable, Sendable {
  /// Name of one replicate.
  public var first: String
  /// Name of the other.
  public var second: String
  /// Rows compared.
  public var n: Int
  /// Input DNA against input DNA.
  public var dna = CorrelationPair()
  /// RNA against RNA.
  public var rna = CorrelationPair()
  /// Activity against activity.
  public var activity = CorrelationPair()
  /// RNA against RNA, given both input DNA columns.
  public var rnaGivenDNA = CorrelationPair()
  /// RNA against its own input DNA, first replicate, Pearson.
  public var rnaAgainstDNAFirst: Double?
  /// RNA against its own input DNA, second replicate, Pearson.
  public var rnaAgainstDNASecond: Double?
  /// RNA against RNA within strata of matched input DNA, pooled, Pearson.
  public var rnaWithinDNAStrata: Double?
  /// Activity agreement per decile of input DNA, lowest first.
  public var deciles: [DecileAgreement] = []
  /// Activity of the one replicate against the other.
  public var activityDensity: HexagonGrid?
  /// RNA of the one replicate against the other, log2 CPM.
  public var rnaDensity: HexagonGrid?
  /// Four coefficients per measure.
  public var coefficients: [CoefficientsQC] = []
  /// Difference against mean, for example of activity and of RNA.
  public var differences: [MeanDifferenceQC] = []
  /// Agreement among fragments both replicates call positive.
  public var positives: [SubsetQC] = []
  /// One sentence on the input-DNA confound.
  public var verdict: Verdict?
  /// Why values are missing.
  public var missingReason = "undefined: fewer than two rows or no variance"

  /// Starts a pair; fill in what is known.
  public init(first: String, second: String, n: Int) {
    self.first = first
    self.second = second
    self.n = n
  }

  /// `rep1 · rep2`.
  package var label: String { "\(first) · \(second)" }
}

/// Agreement of two replicates on the rows of one stratum of input DNA.
public struct DecileAgreement: Codable, Hashable, Sendable {
  /// The stratum, for example `1` or `12–19`.
  public var label: String
  /// Rows.
  public var n: Int
  /// Agreement of activity.
  public var agreement: Estimate?

  /// Makes a stratum.
  public init(label: String, n: Int, agreement: Estimate?) {
    self.label = label
    self.n = n
    self.agreement = agreement
  }
}

/// The best correlation with measured activity that a perfect model is expected to reach.
public struct NoiseCeiling: Codable, Hashable, Sendable {
  /// `Pearson r` or `Spearman ρ`.
  public var measure: String
  /// How many replicates.
  public var replicates: Int
  /// Correlation between replicates; with more than two the median over pairs.
  public var replicateCorrelation: Estimate?
  /// Ceiling when one replicate is predicted.
  public var oneReplicate: Estimate?
  /// Ceiling when the mean of all replicates is predicted.
  public var meanOfReplicates: Estimate?
  /// Why there is no ceiling; empty when there is one.
  public var reason: String

  /// Makes a ceiling.
  public init(
    measure: String, replicates: Int, replicateCorrelation: Estimate?, oneReplicate: Estimate?,
    meanOfReplicates: Estimate?, reason: String = ""
  ) {
    self.measure = measure
    self.replicates = replicates
    self.replicateCorrelation = replicateCorrelation
    self.oneReplicate = oneReplicate
    self.meanOfReplicates = meanOfReplicates
    self.reason = reason
  }
}
