/// Which share of each sample's barcodes lies in each library, for drawing.
public struct OverlapTable: Codable, Hashable, Sendable {
  /// One sample against one library.
  public struct Cell: Codable, Hashable, Sendable {
    /// Barcodes in both.
    public var shared: Int
    /// Their share of the sample's barcodes; nil where undefined.
    public var share: Double?
    /// Barcodes that chance alone would put in both.
    public var expectedByChance: Double
    /// Whether the sample is declared to come from this library.
    public var isDeclared: Bool
    /// Whether this library shares more than the limits allow.
    public var isContaminant: Bool

    /// Makes a cell.
    public init(
      shared: Int, share: Double?, expectedByChance: Double, isDeclared: Bool,
      isContaminant: Bool
    ) {
      self.shared = shared
      self.share = share
      self.expectedByChance = expectedByChance
      self.isDeclared = isDeclared
      self.isContaminant = isContaminant
    }
  }

  /// One sample.
  public struct Row: Codable, Hashable, Sendable {
    /// Name of the sample.
    public var sample: String
    /// Its distinct barcodes.
    public var barcodes: Int
    /// One cell per library.
    public var cells: [Cell]
    /// The judgement.
    public var verdict: Verdict

    /// Makes a row.
    public init(sample: String, barcodes: Int, cells: [Cell], verdict: Verdict) {
      self.sample = sample
      self.barcodes = barcodes
      self.cells = cells
      self.verdict = verdict
    }
  }

  /// Names of the libraries.
  public let libraries: [String]
  /// The samples.
  public let rows: [Row]
  /// The rule that was applied, in a sentence.
  public let rule: String

  /// Makes a table.
  ///
  /// - Throws: ``ReportsError/lengthMismatch(content:what:found:expected:)`` when a row has another
  ///   number of cells than there are libraries.
  public init(libraries: [String], rows: [Row], rule: String) throws(ReportsError) {
    for row in rows where row.cells.count != libraries.count {
      throw .lengthMismatch(
        content: "overlap of \(row.sample)", what: "cells", found: row.cells.count,
        expected: libraries.count)
    }
    self.libraries = libraries
    self.rows = rows
    self.rule = rule
  }
}
