import Foundation
import Reports

extension SampleReports {
  private static let ladder: [(name: String, family: String, score: Double)] = [
    ("mean", "constant", 0), ("length", "linear", 0.034), ("GC", "linear", 0.182),
    ("windowed GC", "linear", 0.196), ("k-mer ridge", "linear", 0.243),
    ("boosted trees", "trees", 0.281), ("CNN, mean of three seeds", "network", 0.318),
  ]

  static func task(_ name: String, ceiling: Estimate?, scale: Double) throws -> TaskComparison {
    var task = TaskComparison(name: name)
    task.heldOut = "chr8, 101,234 fragments in 291 blocks of 500 kb"
    task.ceiling = ceiling
    task.ceilingNote =
      ceiling == nil
      ? "one replicate only" : "mean of 3 replicates, from 3 replicate pairs on the held-out rows"
    task.models = ladder.map { entry in
      var model = ModelScore(name: entry.name, family: entry.family, n: 101_234)
      guard entry.score > 0 else {
        model.reason = "constant prediction"
        model.meanSquaredError = 1.204
        return model
      }
      let value = entry.score * scale
      model.spearman = Estimate(value, low: value - 0.012, high: value + 0.013)
      model.pearson = Estimate(value + 0.06, low: value + 0.04, high: value + 0.08)
      model.meanSquaredError = 1.2 - value
      if let ceiling {
        model.shareOfCeiling = Estimate(
          value / ceiling.value, low: (value - 0.012) / ceiling.value,
          high: (value + 0.013) / ceiling.value)
      }
      if entry.name != "GC" {
        let gain = value - 0.182 * scale
        model.gain = Estimate(gain, low: gain - 0.008, high: gain + 0.008)
        model.adjustedP = gain > 0.05 ? 0.0005 : 0.021
      }
      model.isEmphasised = entry.name == "boosted trees"
      return model
    }
    task.predictions = try [("GC", 0.25), ("boosted trees", 0.42)].map { model, correlation in
      PredictionDensity(
        model: model, numbers: "Spearman \(correlation - 0.06), Pearson \(correlation), n 101,234",
        grid: try grid(correlation, offset: scale * 1000, sharedRange: false))
    }
    let models = ["GC", "boosted trees", "CNN, mean of three seeds"]
    func scores(_ index: Int) -> [Estimate?] {
      [0.18, 0.28, 0.32].map { base in
        let value = base * scale + 0.02 * sin(Double(index) * 1.7)
        return Estimate(value, low: value - 0.03, high: value + 0.03)
      }
    }
    task.chromosomes = try Stratification(
      name: "chromosome", models: models,
      strata: ["chr8", "chr18"].enumerated().map {
        .init(label: $1, n: 101_234 - $0 * 50_000, scores: scores($0))
      })
    task.strata = [
      try Stratification(
        name: "GC content", models: models,
        strata: ["≤ 0.36", "0.36–0.39", "0.39–0.43", "0.43–0.49", "> 0.49"].enumerated().map {
          .init(label: $1, n: 20_247, scores: scores($0 + 3))
        }),
      try Stratification(
        name: "strand", models: models,
        strata: [
          .init(label: "+", n: 50_700, scores: scores(1)),
          .init(label: "−", n: 50_480, scores: scores(2)),
          .init(label: "none", n: 54, scores: scores(4)),
        ]),
    ]
    return task
  }

  static func comparison() throws -> ComparisonReport {
    var report = ComparisonReport(title: "SuRE K562 and HepG2")
    report.subtitle = "2,180,009 fragments; held out: chr8; models chosen on chr18"
    report.answers = [
      Answer(
        question: "How reproducible is the activity?",
        sentence: "Replicates agree at Spearman 0.41 in K562; a perfect model could reach 0.82 "
          + "(0.816–0.828) against their mean."),
      Answer(
        question: "How much of it is in the sequence?",
        sentence: "The best model reaches Spearman 0.318 (0.306–0.331), 39% of that ceiling."),
      Answer(
        question: "How simple a model finds it?",
        sentence: "GC content alone finds 57% of what the network finds; boosted trees on k-mers "
          + "find 88%."),
    ]
    report.verdicts = [
      Verdict(.pass, "No held-out fragment overlaps or repeats a training fragment.")
    ]
    report.cards = [
      SummaryCard(label: "Noise ceiling", value: "0.82", detail: "Spearman, K562"),
      SummaryCard(label: "Best model", value: "0.318", detail: "CNN, K562"),
      SummaryCard(label: "Share of the ceiling", value: "39%", detail: "37–40%, K562"),
      SummaryCard(label: "GC alone", value: "0.182", detail: "22% of the ceiling"),
    ]
    report.tasks = [
      try task("K562", ceiling: Estimate(0.822, low: 0.816, high: 0.828), scale: 1),
      try task("HepG2", ceiling: nil, scale: 0.7),
    ]
    report.learningCurves = [
      LearningCurve(
        title: "Boosted trees, K562", stepName: "round", metric: "Spearman ρ",
        series: [
          CurveSeries(name: "train", values: (1...180).map { 0.4 * (1 - exp(-Double($0) / 40)) }),
          CurveSeries(
            name: "validation", values: (1...180).map { 0.29 * (1 - exp(-Double($0) / 22)) }),
        ], best: 175),
      LearningCurve(
        title: "CNN, both cell types", stepName: "epoch", metric: "Spearman ρ",
        series: [
          CurveSeries(name: "train", values: (1...11).map { 0.38 * (1 - exp(-Double($0) / 4)) }),
          CurveSeries(
            name: "validation", values: (1...11).map { 0.31 * (1 - exp(-Double($0) / 2)) }),
        ], best: 6),
    ]
    report.importances = [
      FeatureImportances(
        title: "Boosted trees, K562", measure: "share of total gain",
        features: ["gc", "cpg_ratio", "kmer_GCGC", "kmer_TATAAA", "gc_window_9", "length"]
          .enumerated().map { .init(name: $1, importance: Estimate(0.31 / Double($0 + 1))) }),
      FeatureImportances(
        title: "k-mer ridge, K562", measure: "standardised weight",
        features: ["kmer_GCGC", "kmer_TATAAA", "kmer_AAAAAA"].enumerated().map {
          .init(name: $1, importance: Estimate($0 == 2 ? -0.08 : 0.12 / Double($0 + 1)))
        }),
    ]
    report.split = SplitSummary(
      method: "Whole chromosomes are held out; every other chromosome trains.",
      roles: [
        .init(name: "train", rows: 2_028_400, content: "chr1–7, chr9–17, chr19–22"),
        .init(name: "validation", rows: 50_375, content: "chr18"),
        .init(name: "test", rows: 101_234, content: "chr8"),
      ],
      checks: [
        .init(
          name: "overlap of at least 1 bp, either strand", status: .pass, found: "0 fragments",
          expected: "0", removed: 412),
        .init(
          name: "identical sequence or reverse complement", status: .fail, found: "3 fragments",
          expected: "0", removed: 0),
        .init(
          name: "shared 32-mer", status: .note, found: "4.1% of test fragments",
          expected: "for information"),
      ], digest: "9f2c41d07a")
    report.accounting = attrition
    report.references = [
      .sure2017(ours: [
        .fragments: "2,180,009", .replicateSpearman: "0.41", .cnnAverage: "0.318",
        .gcOnly: "0.182", .kmerTrees: "0.281",
      ])
    ]
    report.caveats = [
      "Error shared by the replicates makes the ceiling too high.",
      "One test chromosome: see the per-chromosome scores before generalising.",
    ]
    report.colophon = colophon
    return report
  }
}
