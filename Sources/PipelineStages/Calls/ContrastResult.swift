import ActivityTesting
import Foundation
import GenomicTypes
import Statistics

/// The tests of one contrast, or why there are none, with what was estimated on the way.
struct ContrastResult: Sendable {
  /// What is tested.
  enum Kind: String, Codable, Sendable {
    case activity, difference, alleles

    /// What a significant effect above 0, one below 0, and any other effect are called.
    var words: (up: String, down: String, neither: String) {
      self == .activity ? ("active", "repressed", "inactive") : ("higher", "lower", "unchanged")
    }
  }

  let kind: Kind
  /// A cell type, or "A vs B".
  let name: String
  /// How alleles are compared; nil for other contrasts.
  let test: AllelicTest?
  /// Name of the table, without `.tsv.gz`.
  var file: String
  let samples: [String]
  /// How many elements, or variants, came in.
  let elements: Int
  var table: ElementTestTable?
  var null: NullTest?
  var model: LinearModelTest?
  /// Why nothing could be tested.
  var problem: ActivityTestingError?
  /// ln of p adjusted among the variants with an active allele; nil for other contrasts.
  var logQOfActive: [Double?]?
  /// What only the rank-sum test of alleles knows.
  var ranks: AllelicRanks?
  /// What a reader must know before believing the calls.
  var remarks: [String] = []

  /// "K562, activity"; of alleles with the test unless it is the linear model.
  var title: String {
    let words = "\(name), \(kind.rawValue)"
    guard let test, test != .linearModel else { return words }
    return "\(words), \(test.rawValue)"
  }

  /// What is called of an element: a word for its effect, or why it is untested.
  func call(of element: Int, fdr: Double) -> String {
    guard let table else { return problem?.reasonCode ?? UntestedReason.notObserved.rawValue }
    switch table.outcomes[element] {
    case .untested(let reason): return reason.rawValue
    case .tested(let test):
      guard test.adjustedPValue <= fdr else { return kind.words.neither }
      return test.effect < 0 ? kind.words.down : kind.words.up
    }
  }

  /// Numbers of calls; the rest of the tested elements are neither.
  func callCounts(fdr: Double) -> (up: Int, down: Int) {
    guard let table else { return (0, 0) }
    let significant = table.significant(at: fdr)
    let down = significant.count { (table.outcomes[$0].test?.effect ?? 0) < 0 }
    return (significant.count - down, down)
  }

  /// How many elements came in, were tested, and were not for which reason.
  ///
  /// - Throws: `AttritionImbalance`, never for a result of this stage.
  func attrition() throws(AttritionImbalance) -> AttritionNode {
    let unit = kind == .alleles ? "variant" : "element"
    let dropped =
      table.map { table in
        Dictionary(uniqueKeysWithValues: table.untested.map { ($0.key.rawValue, $0.value) })
      } ?? [problem?.reasonCode ?? UntestedReason.notObserved.rawValue: elements]
    return try AttritionNode(
      step: test == nil ? "test \(name)" : "test \(title)", unit: unit, entered: elements,
      left: table?.testedCount ?? 0, dropped: dropped.filter { $0.value > 0 })
  }
}

/// What the rank-sum test of alleles knows beside its table, by variant.
struct AllelicRanks: Sendable {
  let test: AllelicWilcoxonTest
  /// False-discovery rates from the shuffles.
  let shuffledFDR: [Double?]
  /// Whether fragments of either allele were transcribed at all.
  let transcription: [FisherExact?]

  /// Tested variants with a rate of at most `level`, and the largest p among them.
  func found(at level: Double) -> (count: Int, cutoff: Double?) {
    let variants = shuffledFDR.indices.filter { (shuffledFDR[$0] ?? 2) <= level }
    return (variants.count, variants.compactMap { test.table.outcomes[$0].test?.pValue }.max())
  }
}

extension ActivityTestingError {
  /// Why no element of a contrast can be tested, when that is up to the data; nil when it is up to
  /// the configuration.
  var reasonCode: String? {
    switch self {
    case .noElements: "no_elements"
    case .emptyLibrary: "empty_library"
    case .noReplication: UntestedReason.tooFewReplicates.rawValue
    case .noCorrelation: "no_correlation"
    case .nothingTestable(_, let reason, _): reason.rawValue
    case .noVariance: UntestedReason.noVariance.rawValue
    case .noSpread: "no_spread"
    case .noSamples, .repeatedSample, .parameter, .unknownCondition, .emptyContrast,
      .missingBlock, .pairedActivity, .confoundedContrast, .needsBarcodes, .tooFewControls:
      nil
    }
  }
}
