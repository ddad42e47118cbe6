import ConvolutionalNetworks
import Estimators
import GenomicTypes
import Testing

@Suite struct OverfitCheckTests {
  private func options() -> ConvolutionalNetworkOptions {
    var options = tinyOptions(epochs: 1)
    options.training.overfitCheck = true
    return options
  }

  @Test func learnableTargetsPass() throws {
    let rows = PlantedMotifs().rows(200, seed: 1)
    var outcome: OverfitReport?
    _ = try ConvolutionalNetworkRegressor(options: options()).train(
      training: rows, validation: rows, threads: 1
    ) { event in
      if case .overfitCheckPassed(let report) = event { outcome = report }
    }
    let report = try #require(outcome)
    #expect(report.passed && report.fragments == 64 && report.steps <= 500)
  }

  @Test func rowsOfSmallWeightAreLearnedByHeartAllTheSame() throws {
    let rows = PlantedMotifs().rows(200, seed: 1)
      .weighted(by: (0..<200).map { $0 % 2 == 0 ? 1 : 1e-9 })
    _ = try ConvolutionalNetworkRegressor(options: options()).fit(
      training: rows, validation: rows, threads: 1)
  }

  @Test func evenNoiseCanBeLearnedByHeart() throws {
    var motifs = PlantedMotifs()
    motifs.effects = []
    motifs.noise = 1
    let rows = motifs.rows(100, seed: 1)
    _ = try ConvolutionalNetworkRegressor(options: options()).fit(
      training: rows, validation: rows, threads: 1)
  }

  @Test func aUselessLearningRateFailsWithItsCauses() throws {
    let rows = PlantedMotifs().rows(100, seed: 1)
    var options = options()
    options.training.optimizer = .adam(learningRate: 1e-9)
    options.blocks = [ConvolutionBlock(filters: 2, kernel: 3, pool: 8)]
    do {
      _ = try ConvolutionalNetworkRegressor(options: options).fit(
        training: rows, validation: rows, threads: 1)
      Issue.record("the check passed")
    } catch let error as ConvolutionalNetworkError {
      guard case .overfitCheckFailed(let report) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(!report.passed && report.steps == 500)
      #expect("\(error)".hasPrefix("overfit check: after 500 steps on 64 fragments r is "))
      #expect("\(error)".contains("a learning rate that is too high or too low"))
    }
  }

  @Test func repeatedSequencesWithDifferentTargetsDoNotFailIt() throws {
    let rows = PlantedMotifs().rows(100, seed: 1)
    let twice = LabelledRows(
      input: rows.input.selecting(Array(0..<100) + Array(0..<100)),
      targets: TargetMatrix(
        tasks: ["cell0"],
        values: [(0..<200).map { row in Double(row) / 200 }]))
    _ = try ConvolutionalNetworkRegressor(options: options()).fit(
      training: twice, validation: rows, threads: 1)
  }
}
