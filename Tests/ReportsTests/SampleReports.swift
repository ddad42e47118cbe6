import Foundation
import Reports
import Statistics
import Testing

/// Made-up content in the shape of a real experiment, for tests and previews. No number here is a
/// result.
enum SampleReports {
  /// Points of a correlated cloud from Weyl sequences: the same on every machine, no generator.
  static func cloud(_ count: Int, correlation: Double, offset: Double = 0) -> (
    x: [Double], y: [Double]
  ) {
    var xs: [Double] = []
    var ys: [Double] = []
    for index in 1...max(1, count) {
      let i = Double(index) + offset
      func fraction(_ step: Double) -> Double {
        let value = i * step
        return max(1e-12, value - value.rounded(.down))
      }
      let radius = (-2 * log(fraction(0.618_033_988_75))).squareRoot()
      let angle = 2 * Double.pi * fraction(0.754_877_666_25)
      let (a, b) = (radius * cos(angle), radius * sin(angle))
      xs.append(a)
      ys.append(correlation * a + (1 - correlation * correlation).squareRoot() * b)
    }
    return (xs, ys)
  }

  static func grid(
    _ correlation: Double, offset: Double, sharedRange: Bool = true
  ) throws -> HexagonGrid {
    let points = cloud(60_000, correlation: correlation, offset: offset)
    return try #require(HexagonGrid(x: points.x, y: points.y, sharedRange: sharedRange))
  }

  static let attrition = [
    AttritionStep(
      step: "count", unit: "read", entered: 70_312_445, left: 61_004_118,
      dropped: [
        "no_adapter": 3_120_400, "low_mapq": 4_012_312, "barcode_has_N": 215_310,
        "not_proper_pair": 1_960_305,
      ]),
    AttritionStep(
      step: "merge barcodes", unit: "fragment", entered: 61_004_118, left: 3_402_115,
      collapses: true),
    AttritionStep(
      step: "normalize", unit: "fragment", entered: 3_402_115, left: 2_204_551,
      dropped: ["below_min_dna": 1_120_344, "not_observed": 77_220]),
    AttritionStep(
      step: "split", unit: "fragment", entered: 2_204_551, left: 2_180_009,
      dropped: ["straddles_split": 412, "overlaps_held_out": 0, "contig_excluded": 24_130]),
  ]

  static let colophon = ReportColophon(
    methods: [
      "Fragments with the same coordinates and strand were summed over barcodes. Activity is "
        + "log2 of RNA counts per million over input DNA counts per million, one pseudocount.",
      "Partial correlations are correlations of least-squares residuals on both input DNA columns.",
    ],
    parameters: [
      NamedValue("normalize.minimum_input_dna", "5"), NamedValue("normalize.pseudocount", "1"),
      NamedValue("split.test", "[chr8]"), NamedValue("split.validation", "[chr18]"),
    ],
    versions: [NamedValue("cupel", "0.1.0"), NamedValue("normalize", "1")],
    references: ["Carr DB et al. 1987, doi:10.1080/01621459.1987.10478445"])

  static func pair(
    _ first: String, _ second: String, rna: Double, partial: Double, activity: Double,
    offset: Double
  ) throws -> ReplicatePairQC {
    var pair = ReplicatePairQC(first: first, second: second, n: 2_180_009)
    pair.dna = CorrelationPair(pearson: 0.987, spearman: 0.981)
    pair.rna = CorrelationPair(pearson: rna, spearman: rna - 0.03)
    pair.rnaGivenDNA = CorrelationPair(pearson: partial, spearman: partial - 0.02)
    pair.activity = CorrelationPair(pearson: activity, spearman: activity - 0.05)
    pair.rnaAgainstDNAFirst = 0.86
    pair.rnaAgainstDNASecond = 0.84
    pair.rnaWithinDNAStrata = partial + 0.02
    pair.deciles = (1...10).map { decile in
      let value = activity * (0.5 + 0.06 * Double(decile))
      return DecileAgreement(
        label: "\(decile)", n: 218_000 - decile * 7,
        agreement: Estimate(value, low: value - 0.02, high: value + 0.02))
    }
    pair.activityDensity = try grid(activity, offset: offset)
    pair.rnaDensity = try grid(rna, offset: offset + 0.5)
    pair.coefficients = [
      ("Input DNA", 0.987), ("RNA", rna), ("Activity", activity),
    ].map { measure, r in
      CoefficientsQC(
        measure: measure, pearson: Estimate(r, low: r - 0.01, high: r + 0.01),
        spearman: Estimate(r - 0.04, low: r - 0.05, high: r - 0.03), kendall: r * 0.7,
        concordance: Estimate(r - 0.02, low: r - 0.03, high: r - 0.01))
    }
    pair.differences = [
      MeanDifferenceQC(
        measure: "activity", unit: "log2(RNA/DNA)",
        density: try grid(0.1, offset: offset + 0.25, sharedRange: false), medianDifference: 0.04)
    ]
    pair.positives = [
      SubsetQC(
        name: "RNA > 0 in both", measure: "activity", n: 90_112,
        agreement: CorrelationPair(pearson: activity + 0.1, spearman: activity + 0.08)),
      SubsetQC(
        name: "activity > 1 in both", measure: "activity", n: 0, agreement: CorrelationPair()),
    ]
    pair.verdict = Verdict(
      rna - partial > 0.2 ? .warn : .pass,
      "\(first) and \(second): RNA r \(rna); \(partial) after controlling input DNA; "
        + "activity r \(activity).")
    return pair
  }

  static func replicateQC() throws -> ReplicateQCReport {
    var report = ReplicateQCReport(experiment: "SuRE K562 and HepG2 <example>")
    report.subtitle = "Genomic fragments, 2 cell types, 3 and 2 replicates, one plasmid pool"
    report.verdicts = [
      Verdict(
        .warn,
        "Replicates agree moderately. Much of the RNA agreement is input DNA: r falls from 0.91 to "
          + "0.51 once it is controlled, and activity agrees at r 0.46."),
      Verdict(.pass, "Every row that came in is accounted for."),
    ]
    report.cards = [
      SummaryCard(label: "Fragments used", value: "2,180,009", detail: "of 3,402,115 counted"),
      SummaryCard(
        label: "Activity, Spearman", value: "0.41", detail: "median over 3 pairs, K562"),
      SummaryCard(label: "RNA r → given DNA", value: "0.91 → 0.51", detail: "median, K562"),
      SummaryCard(label: "Noise ceiling", value: "0.82", detail: "mean of replicates, K562"),
    ]
    report.attrition = attrition
    report.samples = ["K562", "HepG2"].flatMap { cellType in
      (1...3).map { replicate in
        SampleSummary(
          name: "\(cellType.lowercased())_rna_\(replicate)", cellType: cellType,
          replicate: "rep\(replicate)", molecule: replicate == 3 ? "DNA" : "RNA",
          total: 34_592_394 / replicate, rows: 3_402_115,
          zeroFraction: 0.85 + 0.04 * Double(replicate - 1),
          mean: replicate == 3 ? nil : 2, scalingFactor: 1.0 / Double(replicate))
      }
    }
    report.countHistograms = try ["K562 RNA", "HepG2 RNA"].map { title in
      try Histogram(
        title: "\(title) counts per fragment", xTitle: "count",
        caption: "Counts in doubling bins; zeros have their own bin.",
        bins: .labels(["0", "1", "2", "3–4", "5–8", "9–16", "17–32", "33–64", ">64"]),
        series: (1...3).map { replicate in
          .init(
            name: "rep\(replicate)",
            counts: (0..<9).map { 1_800_000 / (1 + $0 * $0 * replicate) })
        })
    }
    var k562 = CellTypeQC(name: "K562")
    k562.pairs = [
      try pair("rep1", "rep2", rna: 0.91, partial: 0.51, activity: 0.46, offset: 0),
      try pair("rep1", "rep3", rna: 0.88, partial: 0.47, activity: 0.44, offset: 1e5),
      try pair("rep2", "rep3", rna: 0.85, partial: 0.72, activity: 0.71, offset: 2e5),
    ]
    k562.matrices = try ["Activity", "RNA"].map { title in
      try CorrelationMatrix(
        title: "K562: \(title)", measure: "Pearson r between replicates",
        labels: ["rep1", "rep2", "rep3"],
        values: [[1, 0.46, 0.44], [0.46, 1, 0.71], [0.44, 0.71, 1]])
    }
    k562.ceilings = [
      NoiseCeiling(
        measure: "Pearson r", replicates: 3,
        replicateCorrelation: Estimate(0.46, low: 0.45, high: 0.47),
        oneReplicate: Estimate(0.678, low: 0.671, high: 0.686),
        meanOfReplicates: Estimate(0.848, low: 0.843, high: 0.852)),
      NoiseCeiling(
        measure: "Spearman ρ", replicates: 3,
        replicateCorrelation: Estimate(0.41, low: 0.40, high: 0.42),
        oneReplicate: Estimate(0.640, low: 0.632, high: 0.648),
        meanOfReplicates: Estimate(0.822, low: 0.816, high: 0.828)),
    ]
    addDetails(to: &k562)
    var hepG2 = CellTypeQC(name: "HepG2")
    hepG2.missing = [
      MissingAnalysis(.disjointBarcodes, "not computed: the input has no barcode rows."),
      MissingAnalysis(.bias, "GC: the sequences of the fragments were not read."),
    ]
    hepG2.pairs = [
      try pair("rep1", "rep2", rna: 0.93, partial: 0.88, activity: 0.84, offset: 3e5)
    ]
    hepG2.ceilings = [
      NoiseCeiling(
        measure: "Pearson r", replicates: 1, replicateCorrelation: nil, oneReplicate: nil,
        meanOfReplicates: nil, reason: "one replicate only")
    ]
    report.cellTypes = [k562, hepG2]
    report.crossCellType = try CorrelationMatrix(
      title: "Mean activity of the cell types", measure: "Spearman ρ", labels: ["K562", "HepG2"],
      values: [[1, 0.38], [0.38, 1]])
    report.panels = [
      try Histogram(
        title: "Fragment length", xTitle: "length (bp)",
        bins: .edges((0...40).map { Double($0) * 50 }),
        series: [
          .init(
            name: "K562",
            counts: (0..<40).map { bin in
              Int(90_000 * exp(-pow((Double(bin) - 16) / 8, 2)))
            }),
          .init(
            name: "HepG2",
            counts: (0..<40).map { bin in
              Int(70_000 * exp(-pow((Double(bin) - 19) / 9, 2)))
            }),
        ])
    ]
    report.thresholds = [
      ThresholdResult(
        metric: "DNA, minimum Spearman over pairs", scope: "K562", observed: 0.981,
        band: "≥ 0.85", source: "MPRAsnakeflow count report", status: .pass),
      ThresholdResult(
        metric: "RNA, minimum Spearman over pairs", scope: "K562", observed: 0.82,
        band: "≥ 0.95", source: "MPRAsnakeflow count report", status: .warn,
        remark: "look at the replicate with most zeros"),
      ThresholdResult(
        metric: "Activity, minimum Spearman over pairs", scope: "K562", observed: 0.39,
        band: "≥ 0.75", source: "MPRAsnakeflow count report", status: .fail),
      ThresholdResult(
        metric: "Barcodes per element", scope: "K562", observed: nil, band: "≥ 10",
        source: "MPRAsnakeflow, MPRAflow", status: .note),
    ]
    report.caveats = [
      "The plasmid's origin of replication can act as a core promoter.",
      "Replicates share one plasmid pool, so their noise is not independent.",
    ]
    report.colophon = colophon
    return report
  }
}
