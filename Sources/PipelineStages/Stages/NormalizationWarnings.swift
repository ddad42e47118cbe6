import GenomicTypes
import ReporterAssay
import Statistics

/// What a reader must know of computed activity: corrections that were not possible, models that do not
/// describe the counts or leave something out.
struct NormalizationWarnings {
  /// Below this mean, counting noise of input DNA matters.
  private static let lowDNA = 10.0
  /// Above this scatter between replicates Poisson intervals are too narrow.
  private static let largestScatter = 1.5

  private let calculation: ActivityCalculation
  private let merged: MergedFragments
  private let design: ResolvedDesign
  private let parameters: NormalizationParameters

  init(
    _ calculation: ActivityCalculation, of merged: MergedFragments, design: ResolvedDesign,
    _ parameters: NormalizationParameters
  ) {
    self.calculation = calculation
    self.design = design
    self.merged = merged
    self.parameters = parameters
  }

  var sentences: [String] {
    sizeFactors + calculation.gammaPoissonReports.compactMap(\.self).flatMap(gammaPoisson)
      + lowDNA + calculation.betaBinomialReports.compactMap(\.self).flatMap(betaBinomial)
  }

  private var sizeFactors: [String] {
    [("RNA", calculation.sizeFactors?.rna), ("DNA", calculation.sizeFactors?.dna)]
      .compactMap { kind, factors in
        factors?.refusal.map { reason in
          "no \(parameters.sizeFactors.rawValue) factors of \(kind): \(reason.words); library totals are "
            + "used instead"
        }
      }
  }

  private func gammaPoisson(_ report: GammaPoissonReport) -> [String] {
    var warnings = report.covariateWarnings(requested: parameters.gammaPoisson?.covariates ?? [])
    if let reason = report.pooled.undefined {
      warnings.append("\(report.cellType): no gamma-Poisson fit: \(reason.words)")
    } else if (report.pooled.mixtureCheck ?? report.pooled.check)?.isPoor == true {
      warnings.append(
        "\(report.cellType): the gamma-Poisson model misses the zeros or the largest counts by more than "
          + "10 %"
          + (parameters.gammaPoisson?.prior == .gamma
            ? "; gamma_poisson.prior 'automatic' tries a mixture" : ""))
    }
    return warnings
  }

  /// Gamma-Poisson posteriors take input DNA as exactly known.
  private var lowDNA: [String] {
    guard parameters.method == .gammaPoisson, merged.fragments.rowCount > 0 else { return [] }
    let means = design.cellTypes.flatMap(\.replicates).compactMap { replicate -> Double? in
      guard case .counts(let dna, _) = replicate.measurement else { return nil }
      let total = dna.reduce(0) { $0 + Double(merged.libraryTotals[$1]) }
      return total / Double(merged.fragments.rowCount)
    }
    guard let lowest = means.min(), lowest < Self.lowDNA else { return [] }
    return [
      "fragments have \(Decimals.text(lowest, 1)) reads of input DNA on average, whose noise "
        + "'gamma-poisson' leaves out of its intervals; 'beta-binomial' models it"
    ]
  }

  private func betaBinomial(_ report: BetaBinomialReport) -> [String] {
    if let reason = report.pooled.undefined {
      return ["\(report.cellType): no beta-binomial fit: \(reason.words)"]
    }
    var warnings: [String] = []
    if report.pooled.check?.isPoor == true {
      warnings.append(
        "\(report.cellType): the beta-binomial model misses the zeros or the largest counts by more than "
          + "10 %")
    }
    if let scatter = report.replicateOverdispersion, scatter > Self.largestScatter {
      warnings.append(
        "\(report.cellType): RNA scatters \(Decimals.text(scatter, 1)) times as much between replicates "
          + "as Poisson counts; posterior intervals of 'beta-binomial' are too narrow, those of "
          + "'gamma-poisson' take it into account")
    }
    return warnings
  }
}

extension SizeFactors.Refusal {
  /// The reason as a clause.
  fileprivate var words: String {
    switch self {
    case .tooFewRows: "too few fragments are counted in every library"
    case .smallQuartile: "an upper quartile is at most 2 reads"
    case .emptyLibrary: "a library is empty"
    }
  }
}
