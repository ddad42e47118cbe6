/// A coefficient over all pairs of replicates of a cell type; nil where undefined.
public struct SpreadQC: Codable, Hashable, Sendable {
  /// `Input DNA`, `RNA` or `Activity`.
  public var measure: String
  /// For example `Pearson r`.
  public var coefficient: String
  /// Median over the pairs.
  public var median: Double?
  /// Smallest over the pairs.
  public var smallest: Double?
  /// Largest over the pairs.
  public var largest: Double?

  /// Makes a line.
  public init(
    measure: String, coefficient: String, median: Double?, smallest: Double?, largest: Double?
  ) {
    self.measure = measure
    self.coefficient = coefficient
    self.median = median
    self.smallest = smallest
    self.largest = largest
  }
}

/// What agreement owes to measuring the same barcodes.
public struct DisjointBarcodesQC: Codable, Hashable, Sendable {
  /// One pair of replicates; correlations corrected to all barcodes.
  public struct Pair: Codable, Hashable, Sendable {
    /// `rep1 · rep2`.
    public var label: String
    /// Elements compared, mean over the halvings.
    public var elements: Double
    /// Pearson r on the same barcodes.
    public var same: Double?
    /// Pearson r on disjoint barcodes.
    public var disjoint: Double?
    /// `same` minus `disjoint`.
    public var inflation: Double?
    /// Spearman ρ on the same barcodes.
    public var sameSpearman: Double?
    /// Spearman ρ on disjoint barcodes.
    public var disjointSpearman: Double?

    /// Makes a pair.
    public init(
      label: String, elements: Double, same: Double?, disjoint: Double?, inflation: Double?,
      sameSpearman: Double?, disjointSpearman: Double?
    ) {
      self.label = label
      self.elements = elements
      self.same = same
      self.disjoint = disjoint
      self.inflation = inflation
      self.sameSpearman = sameSpearman
      self.disjointSpearman = disjointSpearman
    }
  }

  /// Whether barcodes of an element are halved, or fragments of a window.
  public var areBarcodes: Bool
  /// How, and what was left out, in a sentence.
  public var method: String
  /// Every pair.
  public var pairs: [Pair]

  /// Makes the panel.
  public init(areBarcodes: Bool, method: String, pairs: [Pair]) {
    self.areBarcodes = areBarcodes
    self.method = method
    self.pairs = pairs
  }
}

/// Reliability and ceiling of one replicate, or of the mean, when replicates are not equally good.
public struct UnequalCeilingQC: Codable, Hashable, Sendable {
  /// Replicate, or `mean of n`.
  public var label: String
  /// Share of variance that is not error.
  public var reliability: Estimate?
  /// Highest correlation a perfect model is expected to reach with it.
  public var ceiling: Estimate?

  /// Makes a line.
  public init(label: String, reliability: Estimate?, ceiling: Estimate?) {
    self.label = label
    self.reliability = reliability
    self.ceiling = ceiling
  }
}

/// A measure along a property of the fragments that should not matter.
public struct BiasQC: Codable, Hashable, Sendable {
  /// Quartiles of the measure in one group of fragments.
  public struct Bin: Codable, Hashable, Sendable {
    /// Middle of the group on the x axis.
    public var x: Double
    /// Number of fragments.
    public var n: Int
    /// First quartile.
    public var low: Double
    /// Median.
    public var middle: Double
    /// Third quartile.
    public var high: Double

    /// Makes a group.
    public init(x: Double, n: Int, low: Double, middle: Double, high: Double) {
      self.x = x
      self.n = n
      self.low = low
      self.middle = middle
      self.high = high
    }
  }

  /// One replicate.
  public struct Series: Codable, Hashable, Sendable {
    /// Name of the replicate.
    public var name: String
    /// Groups along the property.
    public var bins: [Bin]
    /// Spearman's ρ of the measure with the property.
    public var spearman: Double?

    /// Makes a series.
    public init(name: String, bins: [Bin], spearman: Double?) {
      self.name = name
      self.bins = bins
      self.spearman = spearman
    }
  }

  /// Name of the property: `GC`, `length`, `strand`.
  public var property: String
  /// Title of the x axis.
  public var xTitle: String
  /// Name of the measure: `activity`, `RNA`, `input DNA`.
  public var measure: String
  /// Title of the y axis.
  public var yTitle: String
  /// The replicates.
  public var series: [Series]

  /// Makes a panel.
  public init(
    property: String, xTitle: String, measure: String, yTitle: String, series: [Series]
  ) {
    self.property = property
    self.xTitle = xTitle
    self.measure = measure
    self.yTitle = yTitle
    self.series = series
  }
}

/// Agreement of two replicates in one class of fragments.
public struct ClassQC: Codable, Hashable, Sendable {
  /// Name of the class.
  public var name: String
  /// What makes a member.
  public var definition: String
  /// Members in the table.
  public var members: Int
  /// `rep1 · rep2`.
  public var pair: String
  /// Members both replicates define.
  public var n: Int
  /// Pearson r of activity.
  public var pearson: Estimate?
  /// Spearman ρ of activity.
  public var spearman: Estimate?
  /// Pearson r of RNA.
  public var rna: Estimate?

  /// Makes a line.
  public init(
    name: String, definition: String, members: Int, pair: String, n: Int, pearson: Estimate?,
    spearman: Estimate?, rna: Estimate?
  ) {
    self.name = name
    self.definition = definition
    self.members = members
    self.pair = pair
    self.n = n
    self.pearson = pearson
    self.spearman = spearman
    self.rna = rna
  }
}

/// Agreement at a part of the sequencing depth.
public struct DepthQC: Codable, Hashable, Sendable {
  /// Lines over the share of the reads in percent.
  public var series: [CurveSeries]
  /// What it means, in a sentence.
  public var sentence: String
  /// How it was computed.
  public var method: String

  /// Makes the panel.
  public init(series: [CurveSeries], sentence: String, method: String) {
    self.series = series
    self.sentence = sentence
    self.method = method
  }
}
