/// Everything the final report shows; plain values, drawn without further statistics.
///
/// ```swift
/// var report = ComparisonReport(title: "SuRE K562")
/// report.answers = [Answer(question: "How reproducible?", sentence: "Replicates agree …")]
/// let files = try report.rendered()
/// ```
public struct ComparisonReport: Codable, Hashable, Sendable {
  /// Name of the experiment.
  public var title: String
  /// One line on data, unit and held-out rows.
  public var subtitle = ""
  /// The three questions with their answers.
  public var answers: [Answer] = []
  /// What must be known before the numbers are believed.
  public var verdicts: [Verdict] = []
  /// The main numbers.
  public var cards: [SummaryCard] = []
  /// The ladder of models on each task.
  public var tasks: [TaskComparison] = []
  /// How the trained models learned.
  public var learningCurves: [LearningCurve] = []
  /// What the models lean on.
  public var importances: [FeatureImportances] = []
  /// Who was held out, and whether anything leaked.
  public var split: SplitSummary?
  /// Rows from the input to the last model.
  public var accounting: [AttritionStep] = []
  /// Published numbers beside ours.
  public var references: [ReferenceComparison] = []
  /// What these numbers cannot tell.
  public var caveats: [String] = []
  /// Methods, parameters, versions.
  public var colophon = ReportColophon()

  /// Starts a report; fill in what is known.
  public init(title: String) {
    self.title = title
  }
}

/// What a model leans on, largest first.
public struct FeatureImportances: Codable, Hashable, Sendable {
  /// One feature.
  public struct Feature: Codable, Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Its importance.
    public let importance: Estimate

    /// Makes a feature.
    public init(name: String, importance: Estimate) {
      self.name = name
      self.importance = importance
    }
  }

  /// Title, for example "Trees, K562".
  public var title: String
  /// What the bars measure, for example "share of total gain".
  public var measure: String
  /// The features, in the order to be shown.
  public var features: [Feature]

  /// Makes a panel.
  public init(title: String, measure: String, features: [Feature]) {
    self.title = title
    self.measure = measure
    self.features = features
  }
}
