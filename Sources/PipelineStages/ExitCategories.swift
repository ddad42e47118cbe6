public import AssaySimulation
public import GenomicTypes
public import PipelineEngine

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
