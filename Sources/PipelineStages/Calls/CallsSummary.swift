import ActivityTesting
import GenomicTypes
import Statistics

/// What the stage `calls` found, as `calls.json`; undefined numbers are left out.
struct CallsSummary: Codable {
  /// One contrast.
  struct Contrast: Codable {
    let kind: ContrastResult.Kind
    /// A cell type, or "A vs B".
    let name: String
    /// Its table, in the same folder.
    let file: String
    /// `linear_model`, `controls`, …; left out when nothing could be tested.
    let method: String?
    /// Which elements are adjusted together.
    let family: String?
    let samples: [String]
    let tested: Int
    /// Calls of effects above and below 0.
    let up: Int
    let down: Int
    /// Reason → elements that were not tested for it.
    let untested: [String: Int]
    let null: Null?
    let variancePrior: Prior?
    /// Correlation within blocks.
    let correlation: Double?
    let attrition: AttritionNode
    /// Why nothing could be tested.
    let problem: String?
  }

  /// What activity was compared with.
  struct Null: Codable {
    let name: String
    /// Effect of an inactive element.
    let centre: Double
    /// Half width of the interval of inactive effects, or the spread of the z-score.
    let spread: Double?
    /// Tested negative controls.
    let controls: Int
    let direction: String
  }

  /// How variances are moderated.
  struct Prior: Codable {
    /// d₀; left out when it is infinite.
    let degreesOfFreedom: Double?
    /// s₀².
    let variance: Double
    /// Elements whose replicates agree exactly.
    let zeroVariances: Int
    /// Elements with residual degrees of freedom.
    let elements: Int
    /// Whether more than half of the replicates agree exactly, so that the prior says little.
    let isUnreliable: Bool
  }

  /// Largest adjusted p of a call.
  let fdr: Double
  let aggregation: String
  /// Elements that the configuration marks as negative controls.
  let controls: Int
  /// Cell types whose activity the input gave, so that there was nothing to test.
  let withoutCounts: [String]
  let contrasts: [Contrast]
}

extension CallsSummary.Contrast {
  /// Sums up a contrast.
  ///
  /// - Throws: `AttritionImbalance`, never for a result of this stage.
  init(_ result: ContrastResult, fdr: Double) throws {
    let attrition = try result.attrition()
    let counts = result.callCounts(fdr: fdr)
    self.init(
      kind: result.kind, name: result.name, file: result.file + ".tsv.gz",
      method: result.table?.method, family: result.table?.family, samples: result.samples,
      tested: attrition.left, up: counts.up, down: counts.down, untested: attrition.dropped,
      null: result.null.map { CallsSummary.Null($0) },
      variancePrior: result.model.map { CallsSummary.Prior($0) },
      correlation: result.model?.correlation, attrition: attrition,
      problem: result.problem.map { "\($0)" })
  }

  /// The contrast in one line, for the log of the run.
  var sentence: String {
    let title =
      switch kind {
      case .activity: "\(name)"
      case .difference: "\(name)"
      case .alleles: "alleles in \(name)"
      }
    if let problem { return "\(title): nothing was tested; \(problem)" }
    let against = null.map { null in
      ", null \(null.name)"
        + (null.controls > 0
          ? " with " + Quantity.text(null.controls, "control") : "")
    }
    let words = kind.words
    let missing = attrition.entered - tested
    let untested = missing == 0 ? "" : ", \(Quantity.text(missing)) untested"
    return "\(title): \(Quantity.text(up)) \(words.up), \(Quantity.text(down)) \(words.down), "
      + "\(Quantity.text(tested - up - down)) \(words.neither)\(untested) of "
      + "\(Quantity.text(attrition.entered, attrition.unit))\(against ?? "")"
      + (variancePrior?.caution.map { "; " + $0 } ?? "")
  }
}

extension CallsSummary.Null {
  fileprivate init(_ test: NullTest) {
    self.init(
      name: test.null.rawValue, centre: test.centre, spread: test.spread, controls: test.controls,
      direction: test.direction.word)
  }
}

extension CallsSummary.Prior {
  /// What to know where the replicates of most elements agree exactly; nil elsewhere.
  var caution: String? {
    isUnreliable
      ? "the replicates of \(Quantity.text(zeroVariances)) of \(Quantity.text(elements)) elements "
        + "agree exactly, so that the moderated variances and their p-values say little"
      : nil
  }

  fileprivate init(_ model: LinearModelTest) {
    let degrees = model.variancePrior.degreesOfFreedom
    self.init(
      degreesOfFreedom: degrees.isFinite ? degrees : nil, variance: model.variancePrior.variance,
      zeroVariances: model.variancePrior.zeroVariances, elements: model.variancePrior.elements,
      isUnreliable: model.variancePrior.isUnreliable)
  }
}

extension EffectDirection {
  /// The word of the configuration.
  var word: String { CallsSection.directions.first { $0.direction == self }?.name ?? "both" }
}
