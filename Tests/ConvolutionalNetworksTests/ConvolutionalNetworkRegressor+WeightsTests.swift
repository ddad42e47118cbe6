import ConvolutionalNetworks
import Estimators
import Foundation
import GenomicTypes
import Statistics
import TestSupport
import Testing

@Suite struct ConvolutionalNetworkRegressorWeightsTests {
  private let training = PlantedMotifs().rows(200, seed: 1)
  private let validation = PlantedMotifs().rows(60, seed: 2)

  private func files(
    _ training: LabelledRows<SequenceCollection>, _ validation: LabelledRows<SequenceCollection>,
    threads: Int = 1
  ) throws -> [String: Data] {
    try withTemporaryFolder { folder in
      try ConvolutionalNetworkRegressor(options: tinyOptions(epochs: 2)).fit(
        training: training, validation: validation, threads: threads
      ).write(to: folder)
      return try bytes(in: folder)
    }
  }

  // 0.25 is a power of two: every weighted sum and its divisor are scaled exactly.
  @Test func equalWeightsChangeNoByte() throws {
    let plain = try files(training, validation)
    for weight in [1, 0.25] {
      let weighted = try files(
        training.weighted(by: [Double](repeating: weight, count: 200)),
        validation.weighted(by: [Double](repeating: weight, count: 60)))
      #expect(weighted == plain, "weight \(weight)")
    }
  }

  @Test func aTargetOfWeightZeroIsMissing() throws {
    let unused = Set((0..<200).filter { $0 % 5 == 2 })
    let holed = LabelledRows(
      input: training.input,
      targets: TargetMatrix(
        tasks: training.targets.tasks,
        values: training.targets.values.map { column in
          column.indices.map { unused.contains($0) ? nil : column[$0] }
        }))
    let weights = (0..<200).map { 0.2 + Double($0 % 8) / 10 }
    let zeroed = training.weighted(
      by: weights.enumerated().map { unused.contains($0) ? 0 : $1 })
    #expect(try files(zeroed, validation) == files(holed.weighted(by: weights), validation))
  }

  @Test func threadsDoNotChangeAByteOfAWeightedNetwork() throws {
    let weighted = training.weighted(by: (0..<200).map { 1 / Double(1 + $0 % 9) })
    let judged = validation.weighted(by: (0..<60).map { 1 / Double(1 + $0 % 4) })
    let one = try files(weighted, judged)
    #expect(try files(weighted, judged, threads: 3) == one)
    #expect(try files(training, judged) != one)
  }

  @Test func targetsAreStandardisedByTheirWeights() throws {
    // Of three kinds of row the second counts three times: mean (0 + 3·4 + 8)/5, and so on.
    let counts = (0..<30).map { [1, 3, 1][$0 % 3] }
    let values: [Double?] = (0..<30).map { [0, 4, 8][$0 % 3] }
    let rows = LabelledRows(
      input: training.input.selecting(Array(0..<30)),
      targets: TargetMatrix(
        tasks: ["cell0"], values: [values], weights: [counts.map { Double($0) / 4 }]))
    let network = try ConvolutionalNetworkRegressor(options: tinyOptions(epochs: 1)).fit(
      training: rows, validation: validation, threads: 1)
    #expect(network.scaling[0].mean == 4)
    #expect(abs(network.scaling[0].standardDeviation - (32.0 / 5).squareRoot()) < 1e-15)
  }

  @Test func theValidationLossIsWeightedAndTheSpearmanIsNot() throws {
    let weights = (0..<60).map { $0 < 30 ? 1.0 : 1e-6 }
    let options = tinyOptions(epochs: 1)
    func record(_ rows: LabelledRows<SequenceCollection>) throws -> EpochRecord {
      try ConvolutionalNetworkRegressor(options: options).fit(
        training: training, validation: rows, threads: 1
      ).history.epochs[0]
    }
    let weighted = try record(validation.weighted(by: weights))
    let all = try record(validation)
    let first = try record(
      LabelledRows(
        input: validation.input.selecting(Array(0..<30)),
        targets: validation.targets.selecting(rows: Array(0..<30))))
    #expect(weighted.spearman == all.spearman && weighted.spearman != first.spearman)
    #expect(abs(weighted.validationLoss - first.validationLoss) < 1e-4)
    #expect(abs(weighted.validationLoss - all.validationLoss) > 1e-3)
  }

  @Test func noisyRowsThatCountLessAreLearnedFromBetter() throws {
    var gains: [Double] = []
    for seed in 0..<4 as Range<UInt64> {
      let training = noisy(600, seed: 10 * seed)
      let validation = noisy(200, seed: 10 * seed + 1)
      let test = PlantedMotifs().rows(400, seed: 10 * seed + 2)
      let truth = test.targets.values[0].compactMap { $0 }
      func error(
        _ training: LabelledRows<SequenceCollection>, _ validation: LabelledRows<SequenceCollection>
      ) throws -> Double {
        let network = try ConvolutionalNetworkRegressor(options: tinyOptions()).fit(
          training: training, validation: validation, threads: 2)
        let predicted = try network.predict(test.input, threads: 2)[0]
        return zip(predicted, truth).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 400
      }
      let plain = try error(training.unweighted, validation.unweighted)
      gains.append(plain - (try error(training, validation)))
    }
    #expect(gains.allSatisfy { $0 > 0 }, "\(gains)")
  }

  /// Planted motifs of which a third is measured well; the noise of a row has variance 1/weight.
  private func noisy(_ count: Int, seed: UInt64) -> LabelledRows<SequenceCollection> {
    let clean = PlantedMotifs().rows(count, seed: seed)
    var generator = SeededGenerator(Seed(seed).derived("noise"))
    let weights = (0..<count).map { _ in generator.uniform() < 1.0 / 3 ? 1 : 0.02 }
    let values = clean.targets.values[0].enumerated().map { row, value in
      // Twelve uniform draws: mean 6, variance 1.
      let draw = (0..<12).reduce(-6) { sum, _ in sum + generator.uniform() }
      return value.map { $0 + 0.3 * draw / weights[row].squareRoot() }
    }
    return LabelledRows(
      input: clean.input,
      targets: TargetMatrix(tasks: ["cell0"], values: [values], weights: [weights]))
  }
}

extension LabelledRows<SequenceCollection> {
  fileprivate var unweighted: Self { LabelledRows(input: input, targets: targets.unweighted) }
}
