public import Statistics

/// Everything the page of calls shows; plain values, drawn without further statistics.
///
/// ```swift
/// var report = CallsReport(experiment: "SuRE K562")
/// report.verdicts = [Verdict(.note, "K562: 812 active of 20,000 elements")]
/// let files = try report.rendered()
/// ```
public struct CallsReport: Codable, Hashable, Sendable {
  /// Name of the experiment.
  public var experiment: String
  /// One line on what was tested.
  public var subtitle = ""
  /// One sentence for each contrast.
  public var verdicts: [Verdict] = []
  /// The contrasts, in order.
  public var contrasts: [ContrastCalls] = []
  /// What these numbers cannot tell.
  public var caveats: [String] = []
  /// Methods and parameters.
  public var colophon = ReportColophon()

  /// Starts a report; fill in what is known.
  public init(experiment: String) {
    self.experiment = experiment
  }
}

/// The tests of one contrast.
public struct ContrastCalls: Codable, Hashable, Sendable {
  /// What is tested, for example "K562, activity".
  public var title: String
  /// Name of the test.
  public var method: String
  /// What the effect is, for the axis.
  public var effectTitle: String
  /// What the test says and when to believe it; nil leaves it out.
  public var reading: String?
  /// Elements in, tested, and untested by reason.
  public var attrition: AttritionStep
  /// Calls of effects above 0, and what they are called.
  public var up: LabelledCount
  /// Calls of effects below 0.
  public var down: LabelledCount
  /// Effect of an inactive element; nil without a null.
  public var centre: Double?
  /// Half width of the interval of inactive effects, or the spread of the z-score.
  public var spread: Double?
  /// Tested negative controls.
  public var controls: Int?
  /// Prior degrees of freedom of the variance; nil when infinite or not estimated.
  public var priorDegrees: Double?
  /// Prior variance.
  public var priorVariance: Double?
  /// Effect against −log10 p.
  public var volcano: HexagonGrid?
  /// p in bins of equal width.
  public var pValues: Histogram?
  /// √(residual SD) over log2 DNA; nil for unweighted tests.
  public var precision: CurveSeries?

  /// Starts a contrast; fill in what is known.
  public init(
    title: String, method: String, effectTitle: String, attrition: AttritionStep,
    up: LabelledCount, down: LabelledCount
  ) {
    self.title = title
    self.method = method
    self.effectTitle = effectTitle
    self.attrition = attrition
    self.up = up
    self.down = down
  }
}

/// A count with what it counts.
public struct LabelledCount: Codable, Hashable, Sendable {
  /// What is counted.
  public var label: String
  /// How many.
  public var count: Int

  /// Makes a count.
  public init(_ label: String, _ count: Int) {
    self.label = label
    self.count = count
  }
}
