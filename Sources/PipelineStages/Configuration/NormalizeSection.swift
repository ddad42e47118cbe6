import PipelineEngine
import ReporterAssay
import Statistics

/// The section `normalize`: how counts become activity.
struct NormalizeSection {
  static let schema = RecordSchema(
    "RNA over input DNA.",
    fields: [
      Field(
        "method", .choice(ActivityMethod.allCases.map(\.rawValue)),
        default: .value("ratio-of-sums"), "Definition of activity, by name."),
      Field(
        "scaling", .choice(LibraryScaling.allCases.map(\.rawValue)),
        default: .fromData("what the method fixes, else cpm"),
        "What library totals are scaled to."),
      Field(
        "pseudocount", .number(.closed(0, 1e6)),
        default: .fromData("what the method fixes, else 1"),
        "The one pseudocount, added to the raw count of a fragment."),
      Field(
        "minimum_dna", .integer(0...Int.max), default: .value(1), unit: "count",
        "Smallest raw DNA count of a replicate (`below_min_dna`)."),
      Field(
        "minimum_rna", .integer(0...Int.max), default: .value(0), unit: "count",
        "Smallest raw RNA count of a replicate (`below_min_rna`). 0 keeps silent fragments."),
      Field(
        "minimum_barcodes", .integer(0...Int.max), default: .value(1), unit: "barcode",
        "Smallest number of barcodes of a fragment in a replicate (`below_min_barcodes`)."),
      Field(
        "pooling", .choice(ReplicatePooling.allCases.map(\.rawValue)),
        default: .fromData("mean_of_replicates, or what the method fixes"),
        "How replicates become the value of a cell type."),
      Field(
        "minimum_replicates", .integer(1...Int.max), default: .fromData("all of them"),
        "Replicates that must be defined for the value of a cell type."),
      Field(
        "given_activity", .choice(["as_given", "ratio"]), default: .value("as_given"),
        "Scale of activity columns given by the input. The log2 of ratios is taken."),
      Field(
        "ratio_floor", .number(.above(0)), default: .value(0.01),
        "Given ratios below this, zero and negative ones included, are raised to it."),
      Field(
        "size_factors", .choice(SizeFactorMethod.allCases.map(\.rawValue)),
        default: .value("totals"),
        """
        How library totals are corrected; refused with a warning, and totals used, where fewer than \
        1,000 fragments qualify or the quartile is 2 or less.
        """),
      Field(
        "centring", .choice(["none", "mode", "negative_controls"]), default: .value("none"),
        """
        What is subtracted from log2 activity: the mode, because most fragments are inactive, or \
        the negative controls.
        """),
      Field(
        "controls", .record(controlsSchema), default: .value([:]),
        "Which fragments are negative controls, for centring by them."),
      Field(
        "gamma_poisson", .record(gammaPoissonSchema), default: .value([:]),
        "Choices of the method gamma-poisson."),
      Field(
        "beta_binomial", .record(betaBinomialSchema), default: .value([:]),
        "Choices of the method beta-binomial."),
      Field(
        "training_weights", .choice(["reliability", "none"]), default: .value("reliability"),
        """
        Whether models learn with the reliability of each activity as weight, where the method gives \
        one (gamma-poisson, beta-binomial); validation losses are weighted too, test metrics never.
        """),
    ])

  private static let controlsSchema = RecordSchema(
    "Which fragments are negative controls.",
    fields: [
      Field("column", .text, default: .value(.null), "A label of input.columns.labels."),
      Field("value", .text, default: .value(.null), "What the label says of a negative control."),
      Field(
        "statistic", .choice(Centring.ControlStatistic.allCases.map(\.rawValue)),
        default: .value("median"), "How the controls become one value."),
    ])

  private static let gammaPoissonSchema = RecordSchema(
    "Choices of the method gamma-poisson.",
    fields: [
      Field(
        "prior", .choice(["gamma", "mixture", "automatic"]), default: .value("gamma"),
        """
        Distribution of activity over fragments: one gamma, a mixture of gammas, or a mixture where \
        one gamma misses the zeros or the tail by more than 10 %. `automatic` judges the counts of \
        each replicate and the pooled counts one by one.
        """),
      Field(
        "prior_components", .integer(2...4), default: .value(2),
        "Gammas of the prior mixture."),
      Field(
        "interval_level", .number(.between(0, 1)), default: .value(0.95),
        "Probability between the ends of posterior intervals."),
      Field(
        "overdispersion", .boolean, default: .value(true),
        "Whether scatter between replicates beyond Poisson widens the posteriors."),
      Field(
        "covariates",
        .list(.choice(GammaPoissonOptions.Covariate.allCases.map(\.rawValue))),
        default: .value([]),
        """
        Properties on which counts may depend beside activity, as parabolas of ln counts; whatever \
        activity truly depends on them is taken out too. Factors are rounded to 1/64 octave.
        """),
    ])

  private static let betaBinomialSchema = RecordSchema(
    "Choices of the method beta-binomial, for low and noisy input DNA.",
    fields: [
      Field(
        "interval_level", .number(.between(0, 1)), default: .value(0.95),
        "Probability between the ends of posterior intervals.")
    ])

  let parameters: NormalizationParameters
  /// Whether models learn with the weights of the method, if it gives any.
  let usesWeights: Bool
  let givenActivity: GivenActivityScale

  /// The label column that tells negative controls from others, when activity is centred on them.
  var controlColumn: String? {
    guard case .negativeControls(_, let column, _) = parameters.centring else { return nil }
    return column
  }

  /// Reads the section.
  init(_ section: ConfigurationRecord) throws {
    let method = ActivityMethod(rawValue: section.text("method")) ?? .ratioOfSums
    do {
      parameters = try NormalizationParameters(
        method: method,
        scaling: section.text(ifSet: "scaling").flatMap { LibraryScaling(rawValue: $0) },
        pseudocount: section.number(ifSet: "pseudocount").map {
          Pseudocount(value: $0, placement: method.fixedPseudocount?.placement ?? .count)
        },
        minimumDNA: section.int("minimum_dna"), minimumRNA: section.int("minimum_rna"),
        minimumBarcodes: section.int("minimum_barcodes"),
        pooling: section.text(ifSet: "pooling").flatMap { ReplicatePooling(rawValue: $0) },
        minimumReplicates: section.int(ifSet: "minimum_replicates").map { .atLeast($0) } ?? .all,
        sizeFactors: SizeFactorMethod(rawValue: section.text("size_factors")) ?? .totals,
        centring: try Self.centring(section),
        gammaPoisson: method == .gammaPoisson
          ? try Self.gammaPoisson(section.record("gamma_poisson")) : nil,
        betaBinomial: method == .betaBinomial ? try Self.betaBinomial(section) : nil)
    } catch let problems as ConfigurationProblems {
      throw problems
    } catch {
      throw ConfigurationProblems([
        section.problem(
          at: "method", found: "\(error)", expected: "parameters that fit the method",
          fix: "Remove the key to use what the method fixes, or choose another method.")
      ])
    }
    usesWeights = section.text("training_weights") == "reliability"
    givenActivity =
      section.text("given_activity") == "ratio"
      ? .ratio(floor: section.number("ratio_floor")) : .asGiven
  }

  private static func centring(_ section: ConfigurationRecord) throws -> Centring {
    let controls = section.record("controls")
    let statistic =
      Centring.ControlStatistic(rawValue: controls.text("statistic")) ?? .median
    let (column, value) = (controls.text(ifSet: "column"), controls.text(ifSet: "value"))
    switch section.text("centring") {
    case "mode": return .mode
    case "negative_controls":
      guard let column, let value else {
        throw ConfigurationProblems([
          section.problem(
            at: "centring", found: "activity is centred on negative controls, which are not named",
            expected: "controls.column and controls.value",
            fix: "Add 'controls: {column: LABEL, value: WORD}' below 'normalize:'.")
        ])
      }
      return .negativeControls(statistic, column: column, value: value)
    default: return .none
    }
  }

  private static func gammaPoisson(
    _ section: ConfigurationRecord
  ) throws -> GammaPoissonOptions {
    let prior: GammaPoissonOptions.Prior =
      switch section.text("prior") {
      case "mixture": .mixture(components: section.int("prior_components"))
      case "automatic": .automatic
      default: .gamma
      }
    return try GammaPoissonOptions(
      prior: prior, intervalLevel: section.number("interval_level"),
      usesOverdispersion: section.bool("overdispersion"),
      covariates: section.texts("covariates").compactMap {
        GammaPoissonOptions.Covariate(rawValue: $0)
      })
  }

  /// - Throws: when a choice of gamma-poisson is made that this method does not have.
  private static func betaBinomial(
    _ section: ConfigurationRecord
  ) throws -> BetaBinomialOptions {
    let other = section.record("gamma_poisson")
    var chosen: [String] = []
    if other.text("prior") != "gamma" { chosen.append("prior") }
    if !other.texts("covariates").isEmpty { chosen.append("covariates") }
    if other.number("interval_level") != 0.95 { chosen.append("interval_level") }
    guard chosen.isEmpty else {
      throw ConfigurationProblems([
        section.problem(
          at: "gamma_poisson",
          found: "method is 'beta-binomial', but gamma_poisson sets "
            + chosen.joined(separator: ", "),
          expected: "none of these: the method has one beta prior and no covariates",
          fix:
            "Remove the section, set beta_binomial.interval_level for other intervals, or choose "
            + "the method gamma-poisson.")
      ])
    }
    return try BetaBinomialOptions(
      intervalLevel: section.record("beta_binomial").number("interval_level"))
  }
}
