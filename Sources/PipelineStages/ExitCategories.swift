public import ArrayFiles
public import AssaySimulation
public import GenomicTypes
public import GenomicsIO
public import PipelineEngine
public import ReporterAssay

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

/// A file outside a stage, as `cupel export` and `cupel validate` read and write them.
extension GenomicsIOError: CategorizedError {
  /// The file is not as it must be, or the disk refuses.
  public var category: ExitCategory { .data }
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
