extension ExperimentExport {
  /// Formats of fragments.
  public enum FragmentFormat: String, Sendable, CaseIterable {
    case tsv, bed, sure

    /// Reads the option `--format`.
    ///
    /// - Throws: ``ExportProblem/unknownWord(option:found:known:nearest:)``.
    public init(option word: String) throws(ExportProblem) {
      self = try ExportProblem.choice(word, option: "--format", as: Self.self)
    }
  }

  /// Formats of barcodes.
  public enum BarcodeFormat: String, Sendable, CaseIterable {
    case tsv, ipcr

    /// Reads the option `--format`.
    ///
    /// - Throws: ``ExportProblem/unknownWord(option:found:known:nearest:)``.
    public init(option word: String) throws(ExportProblem) {
      self = try ExportProblem.choice(word, option: "--format", as: Self.self)
    }
  }
}
