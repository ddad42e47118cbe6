/// What counts as activity 0 (log2).
///
/// Totals make activity relative to the whole library, which is the wrong centre when many fragments
/// change together. Each replicate is centred by itself; then the value of the cell type.
public enum Centring: Hashable, Codable, Sendable {
  /// Nothing is subtracted.
  case none
  /// The mode: most fragments are inactive. The half-sample mode, which takes no bandwidth.
  case mode
  /// The mean or median of negative controls: the rows whose label column holds this value.
  case negativeControls(ControlStatistic, column: String, value: String)

  /// How the values of controls become one.
  public enum ControlStatistic: String, Hashable, Codable, Sendable, CaseIterable {
    /// Their mean.
    case mean
    /// Their median, which a few active controls do not move.
    case median
  }

  /// The word of the configuration.
  public var name: String {
    switch self {
    case .none: "none"
    case .mode: "mode"
    case .negativeControls: "negative_controls"
    }
  }
}

/// The log2 activities that were subtracted, by cell type.
public struct ActivityCentres: Hashable, Codable, Sendable {
  /// Of one cell type.
  public struct CellType: Hashable, Codable, Sendable {
    /// Name of the cell type.
    public let name: String
    /// What was subtracted from each replicate; nil where it has no value to centre by.
    public let replicates: [Double?]
    /// What was subtracted from the value of the cell type, after its replicates were centred.
    public let pooled: Double?
  }

  /// The cell types, in the order of the design.
  public let cellTypes: [CellType]
}
