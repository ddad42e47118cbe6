/// Names of the stages, also the names of their result folders.
enum StageName {
  /// Followed by "-" and the name of a sample.
  static let extract = "extract"
  static let count = "count"
  static let library = "library"
  static let normalize = "normalize"
  static let idr = "idr"
  static let reproducibility = "reproducibility"
  static let calls = "calls"
  static let split = "split"
  static let features = "features"
  static let baselines = "baselines"
  static let trees = "trees"
  static let network = "cnn"
  static let evaluate = "evaluate"
  static let report = "report"
}
