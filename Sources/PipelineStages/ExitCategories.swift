public import ActivityTesting
public import ArrayFiles
public import AssaySimulation
public import GenomicTypes
public import GenomicsIO
public import PeakReproducibility
public import PipelineEngine
public import ReadCounting
public import ReporterAssay
public import Statistics

/// A simulation is asked for on the command line.
extension AssaySimulationError: CategorizedError {
  /// The command line is wrong.
  public var category: ExitCategory { .usage }
}

/// Rows that get lost without a reason are a bug, whatever the input was.
extension AttritionImbalance: CategorizedError {
  /// A bug.
  public var category: ExitCategory { .software }
}

/// Files that cannot be read, or do not hold what they should.
extension GenomicsIOError: CategorizedError {
  /// The data are wrong.
  public var category: ExitCategory { .data }
}

/// A sample sheet that cannot be used.
extension SampleSheetError: CategorizedError {
  /// The data are wrong.
  public var category: ExitCategory { .data }
}

/// Alignments that do not fit the rules.
extension FragmentCountingError: CategorizedError {
  /// The data are wrong.
  public var category: ExitCategory { .data }
}

/// Reads that are not as described.
extension BarcodeCountingError: CategorizedError {
  /// The data are wrong.
  public var category: ExitCategory { .data }
}

/// Samples and libraries that do not fit together.
extension BarcodeJoinError: CategorizedError {
  /// The data are wrong.
  public var category: ExitCategory { .data }
}

/// A pattern of read names is given on the command line.
extension ReadNamePatternError: CategorizedError {
  /// The command line is wrong.
  public var category: ExitCategory { .usage }
}
/// A result that is not as `cupel` wrote it.
extension ArrayFileError: CategorizedError {
  /// The file is not as it must be, or the disk refuses.
  public var category: ExitCategory { .data }
}

/// Results and configuration that do not fit together.
extension ReporterAssayError: CategorizedError {
  /// The configuration or the table is not as it must be.
  public var category: ExitCategory { .data }
}

/// Peaks or rows whose reproducibility cannot be judged.
extension PeakReproducibilityError: CategorizedError {
  /// The data are wrong.
  public var category: ExitCategory { .data }
}

/// Ranks that no mixture can be fitted to.
extension IDRError: CategorizedError {
  /// The data are wrong.
  public var category: ExitCategory { .data }
}

/// Counts that cannot be tested as the configuration wants.
extension ActivityTestingError: CategorizedError {
  /// The data are wrong.
  public var category: ExitCategory { .data }
}
