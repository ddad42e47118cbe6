import PipelineEngine

/// Input that is well formed but leaves a stage without anything to work on.
enum StageProblem: Error, Equatable {
  /// No fragment has an activity; reasons with their counts, summed over cell types.
  case noActivity(fragments: Int, reasons: [String: Int])
  /// Every fragment was dropped before the end of `count`.
  case noFragments(rowsRead: Int, reasons: [String: Int])
  /// The stage needs sequences, but there is no sequence column and no genome.
  case noSequences
  /// A design is given, but the fragments have no names to look up.
  case noElementNames(String)
  /// None of the elements is in the design.
  case foreignDesign(path: String, element: String, designed: String)
  /// A role of the split has rows, but none of them has an activity.
  case noTargets(role: String, rows: Int)
}

extension StageProblem: CategorizedError {
  var category: ExitCategory { .data }
}

extension StageProblem: CustomStringConvertible {
  var description: String {
    switch self {
    case .noActivity(let fragments, let reasons):
      "none of the \(fragments) fragments has an activity (\(Self.list(reasons)));"
        + " expected at least one. Lower the minimum counts or check the count columns."
    case .noFragments(let rowsRead, let reasons):
      "none of the \(rowsRead) rows became a fragment (\(Self.list(reasons)));"
        + " expected at least one. Check the filters under 'input'."
    case .noSequences:
      "the fragments have no sequence; expected 'input.columns.sequence' or"
        + " 'input.genome'. Name the sequence column or a FASTA file."
    case .noElementNames(let path):
      "the fragments have no names, so that \(path) is of no use; expected names of designed elements."
        + " Name the column with 'input.columns.name', or remove 'input.design'."
    case .foreignDesign(let path, let element, let designed):
      "\(path): none of the elements is in the design; found the element '\(element)', and"
        + " '\(designed)' in the design. Use the design of this library."
    case .noTargets(let role, let rows):
      "split.\(role): none of its \(rows) rows has an activity; expected at least one."
        + " Choose other held-out regions or lower the minimum counts."
    }
  }

  private static func list(_ reasons: [String: Int]) -> String {
    reasons.isEmpty
      ? "no reason recorded"
      : reasons.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        .joined(separator: ", ")
  }
}
