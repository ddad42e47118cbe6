import ActivityTesting
import ArrayFiles
import GenomicsIO

/// The tests that exports hand on, as tables any NumPy user can read.
///
/// `tests/` has one row per fragment: `minus_log10_p:CELLTYPE` and `minus_log10_q:CELLTYPE` of
/// activity. `variants/`, when alleles are compared, has one row per variant: `name`, and for each
/// cell type `effect`, `ci_lower_95`, `ci_upper_95`, `minus_log10_p`, `minus_log10_q` and `log_odds`
/// of the first test that the configuration lists. Untested rows are undefined. The effect is log2
/// there also for the rank-sum test: the ratio of mean scores, without an interval.
struct CallsArtefact {
  /// A number of a test by the name of its column.
  enum Measure: String, CaseIterable {
    case effect
    case lower = "ci_lower_95"
    case upper = "ci_upper_95"
    case minusLog10P = "minus_log10_p"
    case minusLog10Q = "minus_log10_q"
    case logOdds = "log_odds"

    /// The number; nil where the method gives none, or an infinite one.
    func value(of test: ElementTest) -> Double? {
      let value: Double? =
        switch self {
        case .effect: test.effect
        case .lower: test.interval?.lowerBound
        case .upper: test.interval?.upperBound
        case .minusLog10P: Self.finite(test.minusLog10P)
        case .minusLog10Q: Self.finite(test.minusLog10Q)
        case .logOdds: test.logOdds
        }
      return value.flatMap { $0.isFinite ? $0 : nil }
    }

    fileprivate var isOnScaleOfEffect: Bool { [.effect, .lower, .upper].contains(self) }

    /// A p of exactly 0 counts as the machine epsilon.
    private static func finite(_ value: Double) -> Double {
      value.isFinite ? value : IGVFSignificance.minusLog10(0)
    }

    var documentation: String {
      switch self {
      case .effect: "log2 effect, alternative minus reference allele"
      case .lower: "lower end of the 95 % interval of the effect"
      case .upper: "upper end of the 95 % interval of the effect"
      case .minusLog10P: "-log10 p"
      case .minusLog10Q: "-log10 of p adjusted over all tested rows"
      case .logOdds: "natural log-odds of an effect"
      }
    }
  }

  /// Folder of the stage.
  let folder: String

  /// - Parameter test: the test of alleles that is handed on.
  static func write(
    _ results: [ContrastResult], fragments: Int, variants: AllelicVariants?, test: AllelicTest?,
    to folder: String
  ) throws {
    var tests = try TableWriter(
      rows: fragments, metadata: ["schema": "cupel.calls/1"], writingTo: folder + "/tests")
    for result in results where result.kind == .activity {
      try add(result, [.minusLog10P, .minusLog10Q], to: &tests)
    }
    try tests.finish()
    guard let variants, let test else { return }
    var table = try TableWriter(
      rows: variants.names.count,
      metadata: ["schema": "cupel.variants/1", "test": test.rawValue],
      writingTo: folder + "/variants")
    try table.add("name", description: "name of the variant", strings: variants.names)
    for result in results where result.kind == .alleles && result.test == test {
      try add(result, Measure.allCases, to: &table)
    }
    try table.finish()
  }

  private static func add(
    _ result: ContrastResult, _ measures: [Measure], to writer: inout TableWriter
  ) throws {
    for measure in measures {
      let values = (0..<result.elements).map { element -> Double? in
        result.value(measure, of: element)
      }
      try writer.add(
        "\(measure.rawValue):\(result.name)", description: measure.documentation,
        optionals: values)
    }
  }

  /// A number of the activity test of every fragment.
  func activity(_ measure: Measure, of cellType: String) throws -> [Double?] {
    try TableArtefact(folder: folder + "/tests").optionalColumn(
      "\(measure.rawValue):\(cellType)", as: Double.self)
  }

  /// A number of the test of every variant.
  func variants(_ measure: Measure, in cellType: String) throws -> [Double?] {
    try TableArtefact(folder: folder + "/variants").optionalColumn(
      "\(measure.rawValue):\(cellType)", as: Double.self)
  }

  /// Names of the variants.
  func variantNames() throws -> [String] {
    try TableArtefact(folder: folder + "/variants").strings("name")
  }
}

extension ContrastResult {
  /// A number of an element; effects are log2 whatever the test.
  fileprivate func value(_ measure: CallsArtefact.Measure, of element: Int) -> Double? {
    guard let test = table?.outcomes[element].test else { return nil }
    guard let ranks, measure.isOnScaleOfEffect else { return measure.value(of: test) }
    return measure == .effect ? ranks.test.meanScores[element]?.log2FoldChange : nil
  }
}
