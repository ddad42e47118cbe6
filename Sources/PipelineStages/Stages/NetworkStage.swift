import ConvolutionalNetworks
import GenomicTypes
import PipelineEngine

/// A Basset-like regression network on the sequences, one output per task.
struct NetworkStage {
  static let implementationVersion = 1
  static let model = PredictionArtefact.Model(
    name: "cnn", summary: "convolutional network on the sequence")

  let options: ConvolutionalNetworkOptions
  /// Whether a run that was killed goes on from its last epoch; the bytes are the same either way.
  let resumes: Bool

  func run(_ context: StageContext) throws {
    let rows = try LearningRows(context)
    let table = try FragmentArtefact.read(
      from: context.upstream(StageName.count) + "/fragments", parts: [.sequences])
    guard let sequences = table.sequences else { throw StageProblem.noSequences }
    context.note("BLAS kernel \(ConvolutionalNetworkRegressor.processorKernel)")
    context.progress.begin(
      options.training.overfitCheck ? "checking that one batch can be learned" : "training")
    let fitted = try ConvolutionalNetworkRegressor(
      options: options.fitting(lengths: rows.predicted.map { sequences.length(at: $0) })
    ).train(
      training: rows.training(sequences), validation: rows.validation(sequences),
      threads: context.threads, checkpointFolder: context.checkpointDirectory, resume: resumes
    ) { event in report(event, context) }
    try fitted.write(to: context.outputDirectory)
    try JSONDocument.write(fitted.history, to: context.file("history.json"))
    try TextTable.write(learningCurve(fitted), to: context.file("history.tsv"))
    context.progress.begin("predicting", total: rows.predicted.count, unit: "fragments")
    let predicted = try fitted.predict(
      sequences.selecting(rows.predicted), threads: context.threads)
    try PredictionArtefact.write(
      [(Self.model, rows.placed(predicted))], tasks: rows.tasks, rows: table.rowCount,
      to: context.outputDirectory)
  }

  private func report(_ event: TrainingEvent, _ context: StageContext) {
    switch event {
    case .overfitCheckPassed(let check):
      context.note("one batch was learned by heart in \(check.steps) steps")
    case .batch(let batch):
      if batch.batch == 1 {
        context.progress.begin(
          "epoch \(batch.epoch)", total: batch.fragments, unit: "fragments")
      }
      context.progress.update(completed: batch.fragments * batch.batch / max(1, batch.batches))
    case .epoch(let record, let seconds, let isBest):
      context.note(
        """
        epoch \(record.epoch): training loss \(Decimals.text(record.trainingLoss, 4)), \
        validation Spearman \(record.meanSpearman.map { Decimals.text($0, 4) } ?? "undefined")\
        \(isBest ? ", best so far" : "") (\(Decimals.text(seconds, 1)) s)
        """)
    case .warning(let warning):
      context.warn("\(warning)")
    }
  }

  private func learningCurve(_ network: FittedConvolutionalNetwork) -> TextTable {
    var table = TextTable(
      header: ["epoch", "learning_rate", "training_loss", "validation_loss", "mean_spearman"]
        + network.tasks.map { "spearman:\($0)" })
    for epoch in network.history.epochs {
      table.add(
        [
          "\(epoch.epoch)", Decimals.text(epoch.learningRate, 6),
          Decimals.text(epoch.trainingLoss, 6), Decimals.text(epoch.validationLoss, 6),
          epoch.meanSpearman.map { Decimals.text($0, 6) } ?? "NA",
        ] + epoch.spearman.map { $0.map { Decimals.text($0, 6) } ?? "NA" })
    }
    return table
  }
}

extension ConvolutionalNetworkOptions {
  /// The head decided on every fragment that will be predicted, so that a canvas holds the longest
  /// of them. Lengths say nothing about the activity of test rows.
  fileprivate func fitting(lengths: [Int]) -> ConvolutionalNetworkOptions {
    guard let longest = lengths.max(), let shortest = lengths.min() else { return self }
    var fitted = self
    switch head {
    case .automatic:
      fitted.head =
        shortest * 10 >= longest * 9 ? .flatten(canvasLength: longest) : .globalSumAndMax
    case .flatten(canvasLength: nil): fitted.head = .flatten(canvasLength: longest)
    default: break
    }
    return fitted
  }
}
