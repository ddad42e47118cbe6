import PipelineEngine

/// An output of an upstream stage that is not what this version writes.
///
/// It can only happen when a stage is run by hand on a folder of another origin, or when somebody changed
/// the cache.
enum ArtefactError: Error, Equatable {
  /// The file is not there or cannot be read.
  case unreadable(path: String)
  /// The file holds something else.
  case unexpectedContent(path: String, expected: String)
  /// Two artefacts that must describe the same fragments have different numbers of rows.
  case rowCountsDiffer(path: String, found: Int, expected: Int)
}

extension ArtefactError: CategorizedError {
  var category: ExitCategory { .data }
}

extension ArtefactError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unreadable(let path):
      "\(path): the file cannot be read; expected an output of an upstream stage."
        + " Run that stage again or check the folder given with --input."
    case .unexpectedContent(let path, let expected):
      "\(path): the content is not what cupel writes there; expected \(expected)."
        + " Run the stage that made it again with this version."
    case .rowCountsDiffer(let path, let found, let expected):
      "\(path): found \(found) rows; expected \(expected), as in the fragment table."
        + " The folders come from different runs: run the stages again from the same table."
    }
  }
}
