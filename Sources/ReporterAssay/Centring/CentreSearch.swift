import GenomicTypes
import Statistics
import Wording

/// The rows that decide about the centre, and how.
struct CentreSearch: Sendable {
  private let statistic: Centring.ControlStatistic?
  private let isControl: [Bool]?
  private let description: String

  /// Finds the controls in the labels; nil when nothing is to be centred.
  init?(_ centring: Centring, in table: FragmentTable) throws(ReporterAssayError) {
    switch centring {
    case .none: return nil
    case .mode:
      (statistic, isControl, description) = (nil, nil, "mode")
    case .negativeControls(let statistic, let column, let value):
      guard let labels = table.labels.first(where: { $0.name == column }) else {
        throw .parameter(
          name: "centring", found: "the label column '\(column)'",
          expected: "one of \(NameList(table.labels.map(\.name)))")
      }
      self.statistic = statistic
      isControl = labels.values.map { $0 == value }
      description = "'\(value)' in '\(column)'"
    }
  }

  /// The values of the deciding rows among these.
  func values(_ activity: [Double?], rows: Range<Int>) -> [Double] {
    guard let isControl else { return activity.compactMap { $0 } }
    return activity.indices.compactMap { isControl[rows.lowerBound + $0] ? activity[$0] : nil }
  }

  /// The centre of values; nil for none when the mode is sought.
  ///
  /// - Throws: when no control has a value, although there are values.
  func centre(
    of values: [Double], named name: String, hasValues: Bool
  ) throws(ReporterAssayError) -> Double? {
    guard let statistic else { return halfSampleMode(of: values) }
    if values.isEmpty, hasValues {
      throw .parameter(
        name: "centring", found: "no row labelled \(description) with an activity in \(name)",
        expected: "at least one negative control")
    }
    // Sorted, so that the order of the rows has no influence.
    let sorted = values.sorted()
    return statistic == .mean ? mean(of: sorted) : median(of: sorted)
  }
}

extension ReplicateActivity {
  /// The activity with a centre subtracted.
  func centred(at centre: Double) -> ReplicateActivity {
    ReplicateActivity(
      name: name, values: values.map { $0.map { $0 - centre } }, undefined: undefined,
      libraries: libraries, posterior: posterior?.centred(at: centre))
  }
}

extension CellTypeActivity {
  /// The value of the cell type with a centre subtracted; replicates as they are.
  func centred(at centre: Double) -> CellTypeActivity {
    CellTypeActivity(
      name: name, unit: unit, replicates: replicates,
      pooled: pooled.map { $0.map { $0 - centre } }, undefined: undefined, meanDNA: meanDNA,
      posterior: posterior?.centred(at: centre))
  }
}
