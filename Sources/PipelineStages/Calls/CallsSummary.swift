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
    /// How alleles are compared; left out for other contrasts.
    let test: AllelicTest?
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
    /// Calls by the rule of the raQTL study; left out for other tests.
    let shuffled: Shuffled?
    let variancePrior: Prior?
    /// Correlation within blocks.
    let correlation: Double?
    let attrition: AttritionNode
    /// Why nothing could be tested.
    let problem: String?
    /// What to know before believing the calls.
    let remarks: [String]
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

  /// Variants whose p is so small that shuffled alleles seldom reach it.
  struct Shuffled: Codable {
    /// Variants at the false-discovery rate of the configuration.
    let called: Int
    /// The largest p among them; left out without any.
    let cutoff: Double?
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
  /// Why nothing was tested although there are counts; left out otherwise.
  let refusal: String?
  /// What became of the alleles in the labels; left out when none are compared.
  let alleles: AttritionNode?
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
      kind: result.kind, name: result.name, test: result.test, file: result.file + ".tsv.gz",
      method: result.table?.method, family: result.table?.family, samples: result.samples,
      tested: attrition.left, up: counts.up, down: counts.down, untested: attrition.dropped,
      null: result.null.map { CallsSummary.Null($0) },
      shuffled: result.ranks.map { ranks in
        let found = ranks.found(at: fdr)
        return CallsSummary.Shuffled(called: found.count, cutoff: found.cutoff)
      },
      variancePrior: result.model.map { CallsSummary.Prior($0) },
      correlation: result.model?.correlation, attrition: attrition,
      problem: result.problem.map { "\($0)" }, remarks: result.remarks)
  }

  /// What is compared, for the log of the run.
  var title: String {
    switch kind {
    case .activity, .difference: name
    case .alleles:
      "alleles in \(name)" + (test == .linearModel ? "" : test.map { " by \($0.rawValue)" } ?? "")
    }
  }

  /// The contrast in one line, for the log of the run.
  var sentence: String {
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

extension CallsSummary {
  /// What became of the alleles in the labels; nil when all were used or none are compared.
  var alleleSentence: String? {
    guard let alleles, alleles.entered > alleles.left else { return nil }
    let reasons = alleles.dropped.sorted { $0.key < $1.key }.map {
      "\(Quantity.text($0.value)) \($0.key.replacing("_", with: " "))"
    }
    return "\(Quantity.text(alleles.left)) of \(Quantity.text(alleles.entered, "allele")) in the "
      + "labels are compared; the others: \(reasons.joined(separator: ", "))"
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
