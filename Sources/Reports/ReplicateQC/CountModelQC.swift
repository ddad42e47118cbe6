/// A model of the counts of a replicate, or of all replicates together.
public struct CountModelQC: Codable, Hashable, Sendable {
  /// A fitted number that only this kind of model has; all lines of a table have the same.
  public struct Parameter: Codable, Hashable, Sendable {
    /// Name of the column in files.
    public var key: String
    /// Its heading.
    public var title: String
    /// The number; nil without a fit.
    public var value: Double?
    /// Decimals shown.
    public var decimals: Int

    /// Names a number.
    public init(_ key: String, _ title: String, _ value: Double?, decimals: Int) {
      self.key = key
      self.title = title
      self.value = value
      self.decimals = decimals
    }
  }

  /// Cell type.
  public var cellType: String
  /// Replicate, or `all replicates`.
  public var name: String
  /// Fragments in the fit.
  public var rows = 0
  /// What the model says of the distribution of activity.
  public var parameters: [Parameter]
  /// Scatter between replicates beyond Poisson; 1 is Poisson.
  public var overdispersion: Double?
  /// Fragments without RNA.
  public var observedZeros: Int?
  /// Fragments without RNA that the model expects.
  public var expectedZeros: Double?
  /// Whether the model misses the zeros or the largest counts.
  public var isPoor = false
  /// Why there is no fit; empty when there is one.
  public var remark = ""

  /// Starts a line; fill in what is known.
  public init(cellType: String, name: String, parameters: [Parameter]) {
    self.cellType = cellType
    self.name = name
    self.parameters = parameters
  }
}
