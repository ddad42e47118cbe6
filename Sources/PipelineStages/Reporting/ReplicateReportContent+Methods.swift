import GenomicTypes
import ReporterAssay
import Reports
import Statistics

extension ReplicateReportContent {
  /// What the numbers cannot tell.
  var caveats: [String] {
    var caveats = [
      """
      The noise ceiling assumes that replicates carry the same signal with independent errors. \
      Errors they share (one plasmid pool, the same barcodes, one measurement of input DNA) raise \
      it: it is then too optimistic.
      """,
      """
      Controlling for measured input DNA under-corrects when that measurement is noisy, so the \
      partial correlation can still overstate the agreement that has nothing to do with input DNA.
      """,
    ]
    let pairs = reproducibility.cellTypes.flatMap(\.pairs)
    if pairs.contains(where: { $0.denominator == .shared }) {
      caveats.append(
        """
        The replicates share their input-DNA sample, so activity has a common denominator. Its \
        noise is in both and inflates their agreement.
        """)
    }
    if pairs.contains(where: { $0.denominator == .given }) {
      caveats.append("Activity was given by the input: counts and input DNA could not be checked.")
    }
    return caveats
  }

  private var pseudocountWords: String {
    let pseudocount = activityMethod.pseudocount
    return pseudocount.value == 0
      ? "no pseudocount"
      : "one pseudocount of \(Quantity.number(pseudocount.value)) "
        + "(\(pseudocount.placement.rawValue))"
  }

  /// What is done to totals, activities and exposures beside the definition.
  private var correctionWords: String {
    var words = ""
    if activityMethod.sizeFactors != .totals {
      words += ", library totals corrected by \(activityMethod.sizeFactors.rawValue) factors"
    }
    switch activityMethod.centring {
    case .none: break
    case .mode: words += ", centred on the mode"
    case .negativeControls(let statistic, _, _):
      words += ", centred on the \(statistic.rawValue) of the negative controls"
    }
    let covariates = activityMethod.gammaPoisson?.covariates.map(\.rawValue) ?? []
    if !covariates.isEmpty {
      words += ", exposures corrected for \(covariates.joined(separator: " and "))"
    }
    return words
  }

  var colophon: ReportColophon {
    ReportColophon(
      methods: [
        """
        Activity is defined as \(activityMethod.method.rawValue) with library scaling \
        \(activityMethod.scaling.rawValue) and \(pseudocountWords)\(correctionWords); a fragment \
        needs at least \(activityMethod.minimumDNA) input-DNA reads per replicate.
        """
      ] + countModelMethods + [
        """
        Correlations of DNA and RNA are of \(Reproducibility.countScale). The partial correlation \
        of RNA given DNA controls for both replicates' input DNA. Strata hold fragments of similar \
        input DNA. Intervals are 95% percentile intervals of a bootstrap over loci, in which \
        overlapping fragments stay together.
        """,
        """
        Kendall's coefficient is τ-b. Lin's concordance correlation is 2·s_xy/(s_x² + s_y² + \
        (x̄ − ȳ)²). The intraclass correlation is that of a one-way random-effects model on rows \
        every replicate defines. Intervals come from \(Quantity.text(parameters.draws)) draws of at \
        most \(Quantity.text(parameters.maximumBlocks)) blocks; Spearman's ranks are computed once.
        """,
        """
        With r the median correlation of replicate pairs, the ceiling for one replicate is √r and \
        for the mean of n replicates √(n·r/(1 + (n − 1)·r)), the Spearman–Brown reliability. For \
        three or more replicates reliabilities are also estimated one by one by triads.
        """,
        """
        Same and disjoint halves: \(Quantity.text(parameters.halvings, "halving")) by a coin per \
        barcode, log2((RNA + 1)/(DNA + 1)) of the sums of each half, averaged and corrected by \
        2r/(1 + r); an element needs at least \(parameters.minimumHalvedRows) barcodes in every \
        replicate, and DNA in both halves. Where there are no barcodes, fragments are halved within \
        windows of \(Quantity.text(parameters.windowLength)) bp and one strand.
        """,
        """
        Agreement at a part of the depth: DNA and RNA counts of at most \
        \(Quantity.text(parameters.saturationRows)) fragments thinned binomially. The value at twice \
        the depth extends the line of 1/r over 1/depth and is an extrapolation.
        """,
      ],
      parameters: shownParameters.map { NamedValue($0.name, $0.value) },
      references: [
        "Spearman–Brown: doi 10.1111/j.2044-8295.1910.tb00206.x and tb00207.x",
        "Kendall's coefficient: Knight 1966, doi 10.1080/01621459.1966.10480879",
        "Concordance correlation: Lin 1989, doi 10.2307/2532051",
        "Intraclass correlation: Shrout and Fleiss 1979, doi 10.1037/0033-2909.86.2.420",
        "Difference against mean: Bland and Altman 1986, doi 10.1016/S0140-6736(86)90837-8",
        "Thresholds: MPRAsnakeflow (count report), MPRAflow, MPRASuite, as printed beside each",
      ])
  }
}
