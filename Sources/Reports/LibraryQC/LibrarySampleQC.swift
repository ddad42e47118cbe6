/// One sample of the library QC report.
public struct LibrarySampleQC: Codable, Hashable, Sendable {
  /// Name.
  public var name: String
  /// What it is, in words: "cDNA", "iPCR", "plasmid".
  public var kind: String
  /// The singular of what is counted: "barcode", "fragment".
  public var thing: String
  /// Reads to used things, step by step.
  public var attrition: [AttritionStep] = []
  /// The numbers of the sample table and of the tables on depth; nil when nothing was counted.
  public var complexity: ComplexityLine?
  /// The saturation curve.
  public var saturation: SaturationSeries?
  /// How many things were read how often.
  public var spectrum: [CurveSeries.Point] = []
  /// Reads by length of the barcode found.
  public var barcodeLengths: Histogram?
  /// Elements by their number of barcodes.
  public var barcodesPerElement: Histogram?
  /// Quantiles of the number of barcodes: probability and value.
  public var barcodeQuantiles: [CurveSeries.Point] = []
  /// Fragments by length.
  public var lengths: Histogram?
  /// Fragments by GC.
  public var gc: Histogram?
  /// Strand and chromosomes.
  public var chromosomes: [ChromosomeLine] = []
  /// The most read things.
  public var jackpots: JackpotLines?
  /// Chance in the barcodes, in a sentence; empty when not known.
  public var collisions = ""
  /// A second population of rarely read things, in a sentence; empty when there is none.
  public var lowCounts = ""

  /// Starts a sample; fill in what is known.
  public init(name: String, kind: String, thing: String) {
    self.name = name
    self.kind = kind
    self.thing = thing
  }
}

/// The complexity of one sample.
public struct ComplexityLine: Codable, Hashable, Sendable {
  /// Reads, or molecules.
  public var reads: Int
  /// Different things seen.
  public var distinct: Int
  /// Share of things seen once.
  public var singletonFraction: Double?
  /// Share of reads that show nothing new.
  public var duplicateFraction: Double?
  /// Things in the library, with interval.
  public var complexity: Estimate?
  /// A lower bound that needs no model.
  public var lowerBound: Double?
  /// Share of the library that has been seen.
  public var saturation: Double?
  /// What deeper reading would add.
  public var deeper: [DeeperLine] = []
  /// The depth, relative to the present, at which shares of the library are seen: share and depth.
  public var depths: [CurveSeries.Point] = []
  /// Things seen once, and as many as the model expects.
  public var singletons: Int
  /// Singletons expected by the model.
  public var expectedSingletons: Double?
  /// Things added at twice the depth by Good and Toulmin, with interval.
  public var goodToulmin: Estimate?
  /// Plateau of the exponential curve of SuRE.
  public var exponentialComplexity: Double?
  /// Plateau of the Hill curve.
  public var hillComplexity: Double?
  /// What deeper reading would add, in a sentence.
  public var sentence: String
  /// Why there is no complexity, or that the model and Good–Toulmin disagree; empty when all is
  /// well.
  public var remark: String

  /// Makes a line; fill in what is known.
  public init(
    reads: Int, distinct: Int, singletons: Int, sentence: String, remark: String = ""
  ) {
    self.reads = reads
    self.distinct = distinct
    self.singletons = singletons
    self.sentence = sentence
    self.remark = remark
  }
}

/// What a multiple of the present depth would show.
public struct DeeperLine: Codable, Hashable, Sendable {
  /// Depth relative to the present.
  public var factor: Double
  /// Things expected to be seen, with interval; nil where undefined.
  public var distinct: Estimate?
  /// Things added, as a share of those seen; nil where undefined.
  public var addedFraction: Double?
  /// What it rests on, or why there is none.
  public var basis: String

  /// Makes a line.
  public init(factor: Double, distinct: Estimate?, addedFraction: Double?, basis: String) {
    self.factor = factor
    self.distinct = distinct
    self.addedFraction = addedFraction
    self.basis = basis
  }
}

/// The fragments of one chromosome.
public struct ChromosomeLine: Codable, Hashable, Sendable {
  /// Name of the chromosome.
  public var name: String
  /// Fragments.
  public var fragments: Int
  /// Share of the stranded fragments that lie on the forward strand; nil without any.
  public var forwardFraction: Double?
  /// Sum of their counts.
  public var reads: Int

  /// Makes a line.
  public init(name: String, fragments: Int, forwardFraction: Double?, reads: Int) {
    self.name = name
    self.fragments = fragments
    self.forwardFraction = forwardFraction
    self.reads = reads
  }
}

/// The most read things of a sample.
public struct JackpotLines: Codable, Hashable, Sendable {
  /// One of the most read.
  public struct Top: Codable, Hashable, Sendable {
    /// Barcode or place.
    public var name: String
    /// Its count.
    public var count: Int
    /// Its share of all reads.
    public var share: Double

    /// Makes a line.
    public init(name: String, count: Int, share: Double) {
      self.name = name
      self.count = count
      self.share = share
    }
  }

  /// The most read, most first.
  public var top: [Top]
  /// Share of reads held by the most read fraction of things: fraction and share.
  public var cumulative: [CurveSeries.Point]
  /// Count at which a thing is a jackpot.
  public var limit: Int
  /// Things at or above it.
  public var atLimit: Int
  /// Share of reads they hold.
  public var atLimitShare: Double?
  /// Share of reads held by the most read 0.1 %.
  public var topShare: Double?

  /// Makes lines.
  public init(
    top: [Top], cumulative: [CurveSeries.Point], limit: Int, atLimit: Int,
    atLimitShare: Double?, topShare: Double?
  ) {
    self.top = top
    self.cumulative = cumulative
    self.limit = limit
    self.atLimit = atLimit
    self.atLimitShare = atLimitShare
    self.topShare = topShare
  }
}
