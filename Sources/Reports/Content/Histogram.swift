/// Counts of values in bins, for one or several series over the same bins.
public struct Histogram: Codable, Hashable, Sendable {
  /// How the bins are placed.
  public enum Bins: Codable, Hashable, Sendable {
    /// Contiguous numeric bins from their edges, ascending; one more than counts.
    case edges([Double])
    /// Named bins, for example `0`, `1`, `2–3`, `4–7`; as many as counts.
    case labels([String])

    var count: Int {
      switch self {
      case .edges(let edges): max(0, edges.count - 1)
      case .labels(let labels): labels.count
      }
    }
  }

  /// One series.
  public struct Series: Codable, Hashable, Sendable {
    /// Its name in the key.
    public let name: String
    /// Values per bin.
    public let counts: [Int]

    /// Makes a series.
    public init(name: String, counts: [Int]) {
      self.name = name
      self.counts = counts
    }
  }

  /// Title of the figure.
  public let title: String
  /// What is counted along x.
  public let xTitle: String
  /// What is counted along y.
  public let yTitle: String
  /// Caption.
  public let caption: String
  /// The bins.
  public let bins: Bins
  /// The series, in the order of the key.
  public let series: [Series]
  /// Draws numeric bins on a logarithmic axis; without effect when the first edge is not positive.
  public let isLogarithmic: Bool

  /// Makes a histogram.
  ///
  /// - Throws: ``ReportsError/lengthMismatch(content:what:found:expected:)`` when a series has
  ///   another number of counts than there are bins.
  public init(
    title: String, xTitle: String, yTitle: String = "fragments", caption: String = "", bins: Bins,
    series: [Series], isLogarithmic: Bool = false
  ) throws(ReportsError) {
    for one in series where one.counts.count != bins.count {
      throw .lengthMismatch(
        content: "histogram \(title), series \(one.name)", what: "counts", found: one.counts.count,
        expected: bins.count)
    }
    self.title = title
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.caption = caption
    self.bins = bins
    self.series = series
    self.isLogarithmic = isLogarithmic
  }
}
