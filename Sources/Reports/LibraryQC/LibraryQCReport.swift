/// Everything the library QC report shows; plain values, drawn without further statistics.
///
/// ```swift
/// var report = LibraryQCReport(experiment: "SuRE K562")
/// report.verdicts = [Verdict(.pass, "All samples match their libraries.")]
/// report.samples = [LibrarySampleQC(name: "cDNA rep1", kind: "cDNA", thing: "barcode")]
/// let files = try report.rendered()
/// ```
public struct LibraryQCReport: Codable, Hashable, Sendable {
  /// Name of the experiment.
  public var experiment: String
  /// One line on assay, samples and what is counted.
  public var subtitle = ""
  /// The headline: what a reader must know, in plain words.
  public var verdicts: [Verdict] = []
  /// The main numbers.
  public var cards: [SummaryCard] = []
  /// The samples, in the order to be shown.
  public var samples: [LibrarySampleQC] = []
  /// Samples against libraries.
  public var overlap: OverlapTable?
  /// cDNA against plasmid.
  public var contamination: [ContaminationLine] = []
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

/// How a cDNA sample correlates with a plasmid sample.
public struct ContaminationLine: Codable, Hashable, Sendable {
  /// The cDNA sample.
  public var sample: String
  /// The plasmid sample.
  public var against: String
  /// Things compared.
  public var rows: Int
  /// Pearson's r of log counts.
  public var correlation: Double?
  /// The outcome.
  public var status: CheckStatus
  /// Why there is no value.
  public var reason: String

  /// Makes a line.
  public init(
    sample: String, against: String, rows: Int, correlation: Double?, status: CheckStatus,
    reason: String = ""
  ) {
    self.sample = sample
    self.against = against
    self.rows = rows
    self.correlation = correlation
    self.status = status
    self.reason = reason
  }
}
