import ConvolutionalNetworks
import Estimators
import Foundation
import GenomicTypes
import Statistics

/// Fragments whose activity is a sum of motif effects, for tests that train.
struct PlantedMotifs {
  /// Motif → what each occurrence adds to the activity.
  var effects: [(motif: [UInt8], effect: Double)] = [([0, 1, 2, 2, 3, 0, 1], 1)]
  var lengths: ClosedRange<Int> = 80...80
  var noise = 0.0

  /// Random fragments with 0–3 planted copies each.
  func rows(_ count: Int, seed: UInt64, tasks: Int = 1) -> LabelledRows<SequenceCollection> {
    var generator = SeededGenerator(Seed(seed).derived("planted motifs"))
    var sequences = SequenceCollection()
    var values: [Double?] = []
    for _ in 0..<count {
      let spread = lengths.upperBound - lengths.lowerBound + 1
      let length = lengths.lowerBound + generator.index(below: spread)
      var codes = (0..<length).map { _ in UInt8(generator.index(below: 4)) }
      var activity = 0.0
      for (motif, effect) in effects {
        for _ in 0..<generator.index(below: 4) where length > motif.count {
          let start = generator.index(below: length - motif.count)
          codes.replaceSubrange(start..<(start + motif.count), with: motif)
        }
        let sites = (0...(max(0, length - motif.count))).filter {
          codes[$0...].starts(with: motif)
        }
        activity += effect * Double(sites.count)
      }
      // Twelve uniform draws: mean 6, variance 1.
      let draw = (0..<12).reduce(-6) { sum, _ in sum + generator.uniform() }
      sequences.append(codes: codes)
      values.append(activity + noise * draw)
    }
    let names = (0..<tasks).map { "cell\($0)" }
    let columns = (0..<tasks).map { task in values.map { $0.map { $0 * Double(task + 1) } } }
    return LabelledRows(
      input: sequences, targets: TargetMatrix(tasks: names, values: columns))
  }
}

extension LabelledRows<SequenceCollection> {
  /// The same rows with the same weights for every task.
  func weighted(by weights: [Double]) -> Self {
    LabelledRows(
      input: input,
      targets: TargetMatrix(
        tasks: targets.tasks, values: targets.values,
        weights: targets.tasks.map { _ in weights }))
  }
}

/// A network that trains in a blink.
func tinyOptions(
  head: NetworkHead = .globalAverageAndMax, epochs: Int = 8
) -> ConvolutionalNetworkOptions {
  ConvolutionalNetworkOptions(
    blocks: [
      ConvolutionBlock(filters: 16, kernel: 9, pool: 4),
      ConvolutionBlock(filters: 16, kernel: 5, pool: 4),
    ],
    head: head, dense: [DenseBlock(units: 16, dropout: 0.1)],
    training: TrainingOptions(
      optimizer: .adam(learningRate: 5e-3), batchSize: 32, maximumEpochs: epochs, patience: 5,
      overfitCheck: false),
    seed: 7)
}

/// The bytes of the files of a folder by name.
func bytes(in folder: String) throws -> [String: Data] {
  var contents: [String: Data] = [:]
  for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
    contents[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
  }
  return contents
}
