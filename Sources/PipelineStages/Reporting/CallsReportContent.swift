import ActivityTesting
import GenomicTypes
import Reports
import Statistics

/// Fills the page of calls from the results of `calls`.
struct CallsReportContent {
  let experiment: String
  let summary: CallsSummary
  let results: [ContrastResult]
  let section: CallsSection
  let shownParameters: [ShownParameter]

  /// Evidence beyond this is drawn at this height.
  private static let highest = 50.0
  private static let bins = 20

  func report() throws -> CallsReport {
    var report = CallsReport(experiment: experiment)
    report.subtitle =
      summary.contrasts.isEmpty
      ? "Nothing was tested: \(summary.refusal ?? "the input gave activities without counts")."
      : "\(Quantity.text(summary.contrasts.count, "contrast")), false discovery rate "
        + Quantity.number(summary.fdr)
    report.verdicts = summary.contrasts.flatMap { contrast in
      let isDoubtful = contrast.problem != nil || contrast.variancePrior?.isUnreliable == true
      return [Verdict(isDoubtful ? .warn : .note, contrast.sentence)]
        + contrast.remarks.map { Verdict(.warn, "\(contrast.title): \($0).") }
    }
    if let sentence = summary.alleleSentence { report.verdicts.append(Verdict(.note, sentence)) }
    report.contrasts = try zip(results, summary.contrasts).map(contrast)
    report.caveats = caveats
    report.colophon = ReportColophon(
      methods: methods + AllelicWords(section: section).methods,
      parameters: shownParameters.map { NamedValue($0.name, $0.value) },
      references: [
        "Linear models with precision weights: Myint 2019, doi:10.1186/s12864-019-5556-x.",
        "Moderated variances: Smyth 2004, doi:10.2202/1544-6115.1027.",
      ] + AllelicWords(section: section).references)
    return report
  }

  private func contrast(
    _ result: ContrastResult, _ summary: CallsSummary.Contrast
  ) throws -> ContrastCalls {
    let words = result.kind.words
    var contrast = ContrastCalls(
      title: result.title, method: summary.method ?? "none",
      effectTitle: result.effectTitle,
      attrition: AttritionStep(summary.attrition), up: LabelledCount(words.up, summary.up),
      down: LabelledCount(words.down, summary.down))
    contrast.reading = AllelicWords(section: section).reading(of: result, summary)
    contrast.centre = summary.null?.centre
    contrast.spread = summary.null?.spread
    contrast.controls = summary.null?.controls
    contrast.priorDegrees = summary.variancePrior?.degreesOfFreedom
    contrast.priorVariance = summary.variancePrior?.variance
    let tests = result.table?.outcomes.compactMap(\.test) ?? []
    guard !tests.isEmpty else { return contrast }
    contrast.volcano = HexagonGrid(
      x: tests.map(\.effect), y: tests.map { min($0.minusLog10P, Self.highest) })
    var counts = [Int](repeating: 0, count: Self.bins)
    for test in tests { counts[min(Self.bins - 1, Int(test.pValue * Double(Self.bins)))] += 1 }
    contrast.pValues = try Histogram(
      title: "p-values", xTitle: "p", yTitle: summary.attrition.unit + "s",
      caption: result.null?.null == .controlInterval
        ? "Elements well within the interval of the controls have a p near 1."
        : "Without any effect the bars are equally high.",
      bins: .edges((0...Self.bins).map { Double($0) / Double(Self.bins) }),
      series: [Histogram.Series(name: result.name, counts: counts)])
    if let curve = result.model?.weights?.curve {
      contrast.precision = CurveSeries(
        name: "curve",
        points: zip(curve.places, curve.values).map { CurveSeries.Point(x: $0, y: $1) })
    }
    return contrast
  }

  private var caveats: [String] {
    guard !summary.contrasts.isEmpty else { return [] }
    var caveats: [String] = []
    if summary.contrasts.contains(where: { $0.null?.name == "below_mode" }) {
      caveats.append(
        """
        Without enough negative controls, elements below the mode of all activities are taken as \
        inactive. Where most elements are active this hides activity; only activity above the mode \
        is looked for unless a direction is set.
        """)
    }
    return caveats
  }

  private var methods: [String] {
    [
      """
      Log-ratios are log2(RNA + 1) − log2(DNA + 1) of counts scaled to ten million per library \
      (aggregation \(section.aggregation.rawValue)); where libraries are small and many elements \
      have no RNA, half a read is added before scaling instead. An observation needs at least \
      \(section.minimumDNA) input-DNA reads.
      """,
      """
      Replicates are compared by a linear model\
      \(section.usesPrecisionWeights ? " with precision weights" : "") and moderated variances; one \
      replicate by the noise of counting. Where samples share a measurement of input DNA, its noise \
      is added to the errors. q is the Benjamini–Hochberg adjusted p of all tested elements.
      """,
    ] + nulls
  }

  /// How activity was judged, for every null that was used.
  private var nulls: [String] {
    let used = Set(summary.contrasts.compactMap { $0.null?.name })
    return ActivityNull.allCases.filter { used.contains($0.rawValue) }.compactMap { null in
      let name = null.rawValue
      return switch null {
      case .controlInterval:
        "\(name): p of lying outside the interval that holds the middle 95 % of the negative controls."
      case .controlRanks:
        "\(name): the rank of an element among the negative controls."
      case .controlDeviations:
        "\(name): distance from the median of the negative controls over √(τ² + se²), with τ their spread "
          + "beyond their own errors and se the error of the element."
      case .belowMode:
        "\(name): distance from the mode of all elements (half-sample mode, refined) over √(τ² + se²), with τ the spread of "
          + "the elements below the mode beyond their own errors and se the error of the element."
      case .automatic: nil
      }
    }
  }
}
