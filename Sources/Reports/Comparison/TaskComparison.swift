public import Statistics

/// The ladder of models on one task, all on the same held-out rows.
public struct TaskComparison: Codable, Hashable, Sendable {
  /// Name of the task, usually the cell type.
  public var name: String
  /// What was held out, for example `chr8, 101,234 fragments`.
  public var heldOut = ""
  /// The noise ceiling for Spearman on these rows.
  public var ceiling: Estimate?
  /// What the ceiling is, or why there is none.
  public var ceilingNote = ""
  /// The model that gains are counted from.
  public var baseline = "GC"
  /// The models, simplest first.
  public var models: [ModelScore] = []
  /// Predicted against observed.
  public var predictions: [PredictionDensity] = []
  /// Scores per chromosome.
  public var chromosomes: Stratification?
  /// Scores by GC, length, input DNA, strand.
  public var strata: [Stratification] = []
  /// Warnings for this task, for example a score above the ceiling.
  public var verdicts: [Verdict] = []

  /// Starts a task; fill in what is known.
  public init(name: String) {
    self.name = name
  }
}

/// The score of one model on the held-out rows of a task.
public struct ModelScore: Codable, Hashable, Sendable {
  /// Name of the model.
  public var name: String
  /// Kind of model in two or three words, for example `linear`, `trees`.
  public var family: String
  /// Rows scored.
  public var n: Int
  /// Spearman ρ.
  public var spearman: Estimate?
  /// Pearson r.
  public var pearson: Estimate?
  /// Mean squared error.
  public var meanSquaredError: Double?
  /// Spearman ρ as a fraction of the ceiling.
  public var shareOfCeiling: Estimate?
  /// Spearman ρ minus that of the baseline.
  public var gain: Estimate?
  /// p of the gain, Holm-adjusted over the report.
  public var adjustedP: Double?
  /// Printed bold: the model the report speaks of.
  public var isEmphasised = false
  /// Why values are missing, for example `constant prediction`.
  public var reason = "undefined"

  /// Starts a score; fill in what is known.
  public init(name: String, family: String, n: Int) {
    self.name = name
    self.family = family
    self.n = n
  }
}

/// Predictions of one model against the observed activity.
public struct PredictionDensity: Codable, Hashable, Sendable {
  /// Name of the model.
  public var model: String
  /// Numbers below the title, for example `ρ 0.34, r 0.41, n 101,234`.
  public var numbers: String
  /// Predicted on x, observed on y.
  public var grid: HexagonGrid

  /// Makes a panel.
  public init(model: String, numbers: String, grid: HexagonGrid) {
    self.model = model
    self.numbers = numbers
    self.grid = grid
  }
}

/// Scores of several models in parts of the held-out rows.
public struct Stratification: Codable, Hashable, Sendable {
  /// One part.
  public struct Stratum: Codable, Hashable, Sendable {
    /// Its name, for example `chr8` or `0.41–0.45`.
    public var label: String
    /// Rows.
    public var n: Int
    /// Spearman ρ, one per model; nil where undefined.
    public var scores: [Estimate?]

    /// Makes a part.
    public init(label: String, n: Int, scores: [Estimate?]) {
      self.label = label
      self.n = n
      self.scores = scores
    }
  }

  /// What divides the rows, for example `GC content`.
  public let name: String
  /// Names of the models, in the order of the scores.
  public let models: [String]
  /// The parts, in order.
  public let strata: [Stratum]

  /// Makes a stratification.
  ///
  /// - Throws: ``ReportsError/lengthMismatch(content:what:found:expected:)`` when a part has another
  ///   number of scores than there are models.
  public init(name: String, models: [String], strata: [Stratum]) throws(ReportsError) {
    for stratum in strata where stratum.scores.count != models.count {
      throw .lengthMismatch(
        content: "strata by \(name), \(stratum.label)", what: "scores",
        found: stratum.scores.count, expected: models.count)
    }
    self.name = name
    self.models = models
    self.strata = strata
  }
}
