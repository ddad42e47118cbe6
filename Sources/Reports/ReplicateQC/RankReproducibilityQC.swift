public import Statistics

/// Irreproducible discovery rates of the fragments.
public struct RankReproducibilityQC: Codable, Hashable, Sendable {
  /// The mixture of some replicates, and how many fragments pass under it.
  public struct Fit: Codable, Hashable, Sendable {
    /// `all replicates`, or `rep1 · rep2`.
    public var label: String
    /// The replicates compared.
    public var replicates: [String]
    /// Fragments compared.
    public var rows: Int
    /// Mean of the signal in standard deviations of the noise.
    public var mean: Double
    /// Standard deviation of the signal in those of the noise.
    public var deviation: Double
    /// Correlation of the signal between two replicates.
    public var correlation: Double
    /// Share of fragments that are signal, 0…1.
    public var signalShare: Double
    /// `published` or `accelerated`, with the rounds.
    public var method: String
    /// Fragments with a global rate of at most 0.01.
    public var strict: Int
    /// Fragments with a global rate of at most 0.05.
    public var usual: Int
    /// Fragments with a global rate of at most 0.1.
    public var loose: Int
    /// Fragments with a global rate of at most the threshold of the experiment.
    public var passing: Int
    /// Whether the mixture separates signal from noise; else what passes is no evidence.
    public var separates: Bool
    /// Whether the mixture separates signal from noise, as a sentence.
    public var statement: Verdict

    /// Makes a line.
    public init(
      label: String, replicates: [String], rows: Int, mean: Double, deviation: Double,
      correlation: Double,
      signalShare: Double, method: String, strict: Int, usual: Int, loose: Int,
      passing: Int, separates: Bool, statement: Verdict
    ) {
      self.label = label
      self.replicates = replicates
      self.rows = rows
      self.mean = mean
      self.deviation = deviation
      self.correlation = correlation
      self.signalShare = signalShare
      self.method = method
      self.strict = strict
      self.usual = usual
      self.loose = loose
      self.passing = passing
      self.separates = separates
      self.statement = statement
    }
  }

  /// Ranks of two replicates, percent from the weakest fragment.
  public struct RankPicture: Codable, Hashable, Sendable {
    /// Name of one replicate.
    public var first: String
    /// Name of the other.
    public var second: String
    /// x: the one; y: the other.
    public var density: HexagonGrid

    /// Makes a picture.
    public init(first: String, second: String, density: HexagonGrid) {
      self.first = first
      self.second = second
      self.density = density
    }
  }

  /// A cell type.
  public struct CellType: Codable, Hashable, Sendable {
    /// Its name.
    public var name: String
    /// All replicates together, then every pair.
    public var fits: [Fit] = []
    /// Sentences: how many pass, what to look out for, what is missing.
    public var sentences: [String] = []
    /// ENCODE's verdict; nil when it could not be computed.
    public var encode: Verdict?
    /// Ranks of pairs of replicates.
    public var rankPictures: [RankPicture] = []
    /// −log10 global rate by rank in percent from the strongest, one line for each replicate.
    public var ratesByRank: [CurveSeries] = []

    /// Starts a cell type; fill in what is known.
    public init(name: String) {
      self.name = name
    }
  }

  /// What was compared and how, or why nothing was.
  public var method: String
  /// The cell types.
  public var cellTypes: [CellType]

  /// Makes the section.
  public init(method: String, cellTypes: [CellType] = []) {
    self.method = method
    self.cellTypes = cellTypes
  }
}
