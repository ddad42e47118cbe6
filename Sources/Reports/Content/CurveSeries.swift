/// One line of a line chart.
public struct CurveSeries: Codable, Hashable, Sendable {
  /// One point.
  public struct Point: Codable, Hashable, Sendable {
    /// Position, for example the epoch.
    public let x: Double
    /// Value.
    public let y: Double

    /// Makes a point.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// Its name in the key.
  public let name: String
  /// The points, in order of x.
  public let points: [Point]

  /// Makes a line from its points.
  public init(name: String, points: [Point]) {
    self.name = name
    self.points = points
  }

  /// Makes a line from values at 1, 2, 3 …; missing values leave a gap.
  public init(name: String, values: [Double?]) {
    self.name = name
    points = values.enumerated().compactMap { index, value in
      value.map { Point(x: Double(index + 1), y: $0) }
    }
  }
}

/// How a model got better while it was trained.
public struct LearningCurve: Codable, Hashable, Sendable {
  /// Title, for example "Trees, K562".
  public let title: String
  /// What x counts: rounds or epochs.
  public let stepName: String
  /// What y is, for example "Spearman ρ".
  public let metric: String
  /// Training and validation lines.
  public let series: [CurveSeries]
  /// The step whose model was kept; nil when none was chosen.
  public let best: Double?

  /// Makes a learning curve.
  public init(
    title: String, stepName: String, metric: String, series: [CurveSeries], best: Double? = nil
  ) {
    self.title = title
    self.stepName = stepName
    self.metric = metric
    self.series = series
    self.best = best
  }
}
