import ModelEvaluation
import ReporterAssay
import Reports
import Statistics

extension ModelEvaluation.TaskComparison {
  /// The model with the highest held-out Spearman; of equal ones the simpler.
  var bestModel: ModelEvaluation.ModelScore? {
    var best: ModelEvaluation.ModelScore?
    for model in models {
      guard let value = model.spearman.value else { continue }
      if value > best?.spearman.value ?? -.infinity { best = model }
    }
    return best
  }

  /// The simplest model that reaches a share of the best model's Spearman.
  func simplestModel(reaching share: Double) -> ModelEvaluation.ModelScore? {
    guard let best = bestModel?.spearman.value, best > 0 else { return nil }
    return models.first { ($0.spearman.value ?? -.infinity) >= share * best }
  }
}

/// The three questions of the report and their answers.
struct ComparisonAnswers {
  let test: ModelComparisonResult
  let reproducibility: Reproducibility

  /// Part of the best model's correlation that counts as "as good as".
  private static let closeEnough = 0.95

  var answers: [Answer] {
    [
      Answer(
        question: "How reproducible is the activity?",
        sentence: reproducibility.cellTypes.map(reproducible).joined(separator: " ")),
      Answer(
        question: "How much of it is in the sequence?",
        sentence: test.tasks.map(inSequence).joined(separator: " ")),
      Answer(
        question: "How simple a model finds it?",
        sentence: test.tasks.map(simplest).joined(separator: " ")),
    ]
  }

  private func reproducible(_ cellType: CellTypeReproducibility) -> String {
    let ceiling = cellType.ceiling.spearman
    guard let between = ceiling.replicateCorrelation.estimate.value else {
      return "\(cellType.name): not known, because the input has no replicates."
    }
    var sentence =
      "\(cellType.name): replicates agree with Spearman ρ \(Decimals.text(between, 2))"
    if let best = ceiling.meanOfReplicates.estimate.value {
      sentence +=
        ", so a perfect model could reach \(Decimals.text(best, 2)) against the mean of "
        + Quantity.text(cellType.ceiling.replicates, "replicate")
    }
    let pairs = cellType.pairs.compactMap(\.counts)
    if let first = pairs.first, let rna = first.rna.pearson.value,
      let given = first.rnaGivenDNA.pearson.value
    {
      sentence +=
        "; RNA agrees with r \(Decimals.text(rna, 2)), and with \(Decimals.text(given, 2)) once "
        + "input DNA is controlled"
        + (pairs.count > 1 ? " (first pair)" : "")
    }
    return sentence + "."
  }

  private func inSequence(_ task: ModelEvaluation.TaskComparison) -> String {
    guard let best = task.bestModel, let value = best.spearman.value, value > 0 else {
      return "\(task.task): no model predicts activity on the held-out fragments."
    }
    var sentence =
      "\(task.task): the best model (\(best.model)) reaches ρ \(Decimals.text(value, 2))"
    if let interval = best.spearman.interval {
      sentence +=
        " (\(Decimals.text(interval.lowerBound, 2)) to \(Decimals.text(interval.upperBound, 2)))"
    }
    sentence += " on \(Quantity.text(task.n, "held-out fragment"))"
    if let share = best.spearmanShareOfCeiling.value {
      sentence += ", \(Decimals.text(share * 100, 0)) % of the noise ceiling"
    }
    return sentence + "."
  }

  private func simplest(_ task: ModelEvaluation.TaskComparison) -> String {
    guard let best = task.bestModel, let top = best.spearman.value, top > 0,
      let simple = task.simplestModel(reaching: Self.closeEnough)
    else { return "\(task.task): none of them does." }
    var sentence: String
    if simple.model == best.model {
      sentence =
        "\(task.task): none simpler than the best, \(ModelFamily.title(best.model)), comes within "
        + "5 % of it"
    } else {
      sentence =
        "\(task.task): \(ModelFamily.title(simple.model)) reaches "
        + "\(Decimals.text(simple.spearman.value, 2)), within 5 % of the best"
    }
    if let gc = task.models.first(where: { $0.model == BaselinesStage.gcModel })?.spearman.value {
      sentence +=
        "; GC content alone reaches \(Decimals.text(gc, 2)), "
        + "\(Decimals.text(max(0, gc) / top * 100, 0)) % of it"
    }
    return sentence + "."
  }
}

/// Models in words.
enum ModelFamily {
  private static let words = [
    "mean": "constant", "length": "linear, 2 features", "gc": "linear, 3 features",
    "windowed_gc": "linear, GC windows", "kmer_ridge": "ridge, k-mers",
    "trees": "boosted trees", "cnn": "convolutional network",
  ]
  private static let titles = [
    "mean": "the mean", "length": "fragment length", "gc": "GC content",
    "windowed_gc": "GC in windows", "kmer_ridge": "k-mer ridge regression",
    "trees": "gradient-boosted trees", "cnn": "the convolutional network",
  ]

  /// The kind of model for a table.
  static func words(_ model: String) -> String { words[model] ?? model }

  /// The model within a sentence.
  static func title(_ model: String) -> String { titles[model] ?? model }
}

/// Strata in words.
enum StratumWords {
  private static let titles = [
    "gc": "GC content", "length": "fragment length (bp)", "input_count": "input DNA (count)",
    "strand": "strand",
  ]

  static func title(_ variable: String) -> String { titles[variable] ?? variable }

  static func label(_ part: StratumScore) -> String {
    guard let range = part.range else { return part.stratum }
    let decimals = part.variable == "gc" ? 2 : 0
    return Decimals.text(range.lowerBound, decimals) + "\u{2013}"
      + Decimals.text(range.upperBound, decimals)
  }
}

/// The methods paragraph and its sources.
enum ComparisonMethods {
  static func paragraphs(_ options: ComparisonOptions) -> [String] {
    [
      """
      The split was made once, before any model. Training rows that share a base, a sequence or a \
      reverse complement with a held-out fragment were removed, and the audit below was made after \
      that. Validation rows choose penalties, rounds and epochs; test rows are used here only.
      """,
      """
      The ladder: the mean of the training rows; linear models of length, of GC, GC² and CpG \
      observed/expected, and of GC in windows; ridge regression on k-mer frequencies with its \
      penalty chosen on validation rows; gradient-boosted trees on all features, stopped on \
      validation Spearman; a convolutional network on the sequence, stopped likewise.
      """,
      """
      Intervals are \(Decimals.text(options.level * 100, 0))% percentile intervals of a block \
      bootstrap with \(Quantity.text(options.draws)) draws, in which stretches of chromosome are \
      drawn and every model is scored on the same draws. p is two-sided and add-one; Holm's \
      correction runs over all models, cell types and both correlations of this report.
      """,
      """
      The noise ceiling is √(n·r/(1 + (n − 1)·r)) with r the median replicate correlation on the \
      test rows; the share of the ceiling and its interval use the same draws.
      """,
    ]
  }

  static let references = [
    "Gradient-boosted trees by histograms: doi 10.1145/2939672.2939785",
    "Basset: doi 10.1101/gr.200535.115",
    "Holm: Scand. J. Statist. 6 (1979) 65–70",
    "SuRE: doi 10.1038/nbt.3754",
  ]
}
