public import GenomicTypes
import Statistics

/// A test, or why there is none.
public enum ElementOutcome: Hashable, Sendable {
  /// The element was tested.
  case tested(ElementTest)
  /// It was not, for this reason.
  case untested(UntestedReason)

  /// The test, nil without one.
  public var test: ElementTest? {
    if case .tested(let test) = self { return test }
    return nil
  }
}

/// The tests of all elements by one method, adjusted together.
public struct ElementTestTable: Sendable {
  /// The method in a word: `linear_model`, or that of the null: `controls`, …
  public let method: String
  /// What is tested: the name of the contrast.
  public let contrast: String
  /// Which elements are adjusted together, for the header of the adjusted column.
  public let family: String
  /// Level of the intervals, 0.95 unless set.
  public let confidence: Double
  /// One outcome for every element, in the order of the elements.
  public let outcomes: [ElementOutcome]

  /// Tests that were made.
  public var testedCount: Int { outcomes.reduce(0) { $0 + ($1.test == nil ? 0 : 1) } }

  /// Elements with an adjusted p of at most `level`.
  ///
  /// - Precondition: 0 < `level` ≤ 1.
  public func significant(at level: Double) -> [Int] {
    precondition(level > 0 && level <= 1, "level \(level)")
    return outcomes.indices.filter { (outcomes[$0].test?.adjustedPValue ?? 2) <= level }
  }

  /// Reason → elements that were not tested for it.
  public var untested: [UntestedReason: Int] {
    var counts: [UntestedReason: Int] = [:]
    for case .untested(let reason) in outcomes { counts[reason, default: 0] += 1 }
    return counts
  }

  /// How many elements came in, were tested, and were not for which reason.
  ///
  /// - Throws: `AttritionImbalance`, never for a table of this room.
  public func attrition() throws(AttritionImbalance) -> AttritionNode {
    try AttritionNode(
      step: "test", unit: "element", entered: outcomes.count, left: testedCount,
      dropped: Dictionary(uniqueKeysWithValues: untested.map { ($0.key.rawValue, $0.value) }))
  }

  /// Adjusts the p-values of all tested elements together.
  init(
    method: String, contrast: String, family: String, confidence: Double,
    _ results: [Result<UnadjustedTest, UntestedReason>]
  ) {
    self.method = method
    self.contrast = contrast
    self.family = family
    self.confidence = confidence
    let adjusted = benjaminiHochberg(logarithms: results.map { try? $0.get().logP })
    outcomes = zip(results, adjusted).map { result, logQ in
      switch result {
      case .success(let test): .tested(test.adjusted(logQ ?? 0))
      case .failure(let reason): .untested(reason)
      }
    }
  }

  /// A table of t-tests that another program made.
  ///
  /// - Precondition: errors and degrees of freedom > 0.
  package init(tests: [(effect: Double, error: Double, degrees: Double)], contrast: String) {
    self.init(
      method: "given", contrast: contrast, family: "all_tested", confidence: 0.95,
      tests.map { effect, error, degrees in
        precondition(error > 0 && degrees > 0, "error \(error), \(degrees) degrees of freedom")
        let t = effect / error
        return .success(
          UnadjustedTest(
            effect: effect, standardError: error, mean: effect, observations: 1, statistic: t,
            degreesOfFreedom: degrees,
            logP: StudentT(degreesOfFreedom: degrees).logTwoSided(t)))
      })
  }

  /// The same tests with the p-values of the chosen elements adjusted among themselves; the others
  /// are nil. For a column of its own beside the adjusted p of all elements.
  ///
  /// - Parameter isMember: whether the element belongs to the restricted family.
  public func adjustedLogP(among isMember: (Int) -> Bool) -> [Double?] {
    benjaminiHochberg(
      logarithms: outcomes.indices.map { isMember($0) ? outcomes[$0].test?.logP : nil })
  }
}

extension UntestedReason: Error {}
