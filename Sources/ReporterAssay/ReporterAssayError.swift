/// What can be wrong with the input of this room.
public enum ReporterAssayError: Error, Hashable, Sendable {
  /// The design does not fit the table; every problem is listed.
  case design([AssayDesignProblem])
  /// The table has nothing that the merge key needs.
  case mergeKeyUnavailable(MergeKey)
  /// Two rows with one key have different sequences. Rows are counted from 0.
  case conflictingSequence(key: String, firstRow: Int, secondRow: Int)
  /// Summing a group exceeds what a count can hold.
  case countOverflow(column: String, key: String)
  /// A parameter is outside its range.
  case parameter(name: String, found: String, expected: String)
  /// The method works on barcodes, but the table holds merged fragments.
  case needsBarcodeRows(ActivityMethod)
  /// The method fixes this parameter.
  case fixedByMethod(ActivityMethod, parameter: String, found: String, expected: String)
  /// A table has no rows at the named step.
  case noRows(step: String)
}

extension ReporterAssayError: CustomStringConvertible {
  /// Where, what was found, what was expected, how to fix it.
  public var description: String {
    switch self {
    case .design(let problems):
      problems.map(\.description).joined(separator: "\n")
    case .mergeKeyUnavailable(let key):
      "merge: the table has no \(key.needs) for the key '\(key.rawValue)'; expected them in the "
        + "input. Choose another key or add the column."
    case .conflictingSequence(let key, let first, let second):
      "merge: rows \(first + 1) and \(second + 1) share the key \(key) but have different sequences; "
        + "expected one sequence for a key. Merge by sequence, or drop such rows with "
        + "'conflicts: drop'."
    case .countOverflow(let column, let key):
      "merge: the counts of column '\(column)' for the key \(key) add up to more than "
        + "\(UInt32.max); expected a smaller sum. Check the counts and the key."
    case .parameter(let name, let found, let expected):
      "\(name): found \(found); expected \(expected). Correct the parameter."
    case .needsBarcodeRows(let method):
      "normalize: method '\(method.rawValue)' works on barcodes, but rows were merged into fragments; "
        + "expected barcode rows. "
        + (method == .mpralibBarcode
          ? "Set input.merge_rows_by: none, so that every barcode has a value of its own, "
          : "Start from the barcode table with input.keep_barcodes: always, ")
        + "or choose another method."
    case .fixedByMethod(let method, let parameter, let found, let expected):
      "normalize: \(parameter) is \(found), but method '\(method.rawValue)' is defined with "
        + "\(expected). Remove the parameter or choose another method."
    case .noRows(let step):
      "\(step): the table has no rows; expected at least one. Check the filters before this step."
    }
  }
}
