/// Everything the replicate QC report shows; plain values, drawn without further statistics.
///
/// ```swift
/// var report = ReplicateQCReport(experiment: "SuRE K562")
/// report.verdicts = [Verdict(.warn, "RNA r 0.91; 0.51 after controlling input DNA.")]
/// let files = try report.rendered()
/// ```
public struct ReplicateQCReport: Codable, Hashable, Sendable {
  /// Name of the experiment.
  public var experiment: String
  /// One line on assay, cell types and unit of the rows.
  public var subtitle = ""
  /// The headline: what a reader must know, in plain words.
  public var verdicts: [Verdict] = []
  /// The main numbers.
  public var cards: [SummaryCard] = []
  /// Rows in, rows left and why, step by step.
  public var attrition: [AttritionStep] = []
  /// One line per count column.
  public var samples: [SampleSummary] = []
  /// Counts per fragment, one histogram per cell type and molecule.
  public var countHistograms: [Histogram] = []
  /// Agreement of replicates, per cell type.
  public var cellTypes: [CellTypeQC] = []
  /// Irreproducible discovery rates; nil leaves the section out.
  public var idr: RankReproducibilityQC?
  /// Activity of the cell types against each other.
  public var crossCellType: CorrelationMatrix?
  /// Fragment length, GC and other panels.
  public var panels: [Histogram] = []
  /// Models of the counts; empty for methods without one.
  public var countModels: [CountModelQC] = []
  /// Models of RNA and DNA counts; empty for methods without one.
  public var betaBinomials: [CountModelQC] = []
  /// Checks against the thresholds in use.
  public var thresholds: [ThresholdResult] = []
  /// What these numbers cannot tell.
  public var caveats: [String] = []
  /// Methods, parameters, versions.
  public var colophon = ReportColophon()

  /// Starts a report; fill in what is known.
  public init(experiment: String) {
    self.experiment = experiment
  }
}

/// One count column.
public struct SampleSummary: Codable, Hashable, Sendable {
  /// Column name.
  public var name: String
  /// Cell type.
  public var cellType: String
  /// Replicate.
  public var replicate: String
  /// `DNA` or `RNA`.
  public var molecule: String
  /// Sum of its counts before filters.
  public var total: Int
  /// Rows in which it was observed.
  public var rows: Int
  /// Share of observed rows with count zero.
  public var zeroFraction: Double?
  /// Mean count of the observed rows.
  public var mean: Double?
  /// Library-size factor; the method is named in the parameters.
  public var scalingFactor: Double?

  /// Makes a line.
  public init(
    name: String, cellType: String, replicate: String, molecule: String, total: Int, rows: Int,
    zeroFraction: Double? = nil, mean: Double? = nil, scalingFactor: Double? = nil
  ) {
    self.name = name
    self.cellType = cellType
    self.replicate = replicate
    self.molecule = molecule
    self.total = total
    self.rows = rows
    self.zeroFraction = zeroFraction
    self.mean = mean
    self.scalingFactor = scalingFactor
  }
}

/// One check against a threshold.
public struct ThresholdResult: Codable, Hashable, Sendable {
  /// What was measured.
  public var metric: String
  /// For which cell type or sample.
  public var scope: String
  /// The value; nil when it does not apply.
  public var observed: Double?
  /// The band, for example `≥ 0.85`.
  public var band: String
  /// Where the band comes from.
  public var source: String
  /// The outcome.
  public var status: CheckStatus
  /// Why there is no value, or what to look at.
  public var remark: String

  /// Makes a check.
  public init(
    metric: String, scope: String, observed: Double?, band: String, source: String,
    status: CheckStatus, remark: String = ""
  ) {
    self.metric = metric
    self.scope = scope
    self.observed = observed
    self.band = band
    self.source = source
    self.status = status
    self.remark = remark
  }
}
