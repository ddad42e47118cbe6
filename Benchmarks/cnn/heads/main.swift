// Which head, on fragments whose activity is a sum of motif effects plus a GC effect and noise.
//
//   network-heads-benchmark FRAGMENTS EPOCHS THREADS

import ConvolutionalNetworks
import Estimators
import Foundation
import GenomicTypes
import Statistics

/// Three motifs with effects 1, 0.7 and −0.8, 0–2 planted copies of each, GC content 0.35–0.65 with
/// an effect of 3 per unit, noise with standard deviation 1.
struct AdditiveMotifs {
  let lengths: ClosedRange<Int>
  let effects: [(motif: [UInt8], effect: Double)] = [
    ([0, 1, 2, 2, 3, 0, 1, 0], 1), ([2, 2, 0, 0, 2, 1, 2, 3], 0.7), ([3, 1, 3, 0, 0, 3, 2], -0.8),
  ]

  func rows(_ count: Int, seed: UInt64) -> LabelledRows<SequenceCollection> {
    var generator = SeededGenerator(Seed(seed))
    var sequences = SequenceCollection()
    var values: [Double?] = []
    for _ in 0..<count {
      let length = lengths.lowerBound + generator.index(below: lengths.count)
      let gc = 0.35 + 0.3 * generator.uniform()
      var codes = (0..<length).map { _ in
        generator.uniform() < gc
          ? UInt8(1 + generator.index(below: 2)) : UInt8(3 * generator.index(below: 2))
      }
      var activity = 3 * (gc - 0.5)
      for (motif, effect) in effects {
        for _ in 0..<generator.index(below: 3) {
          let start = generator.index(below: length - motif.count)
          codes.replaceSubrange(start..<(start + motif.count), with: motif)
        }
        let sites = (0...(length - motif.count)).filter { codes[$0...].starts(with: motif) }
        activity += effect * Double(sites.count)
      }
      // Twelve uniform draws: mean 6, variance 1.
      activity += (0..<12).reduce(-6.0) { sum, _ in sum + generator.uniform() }
      sequences.append(codes: codes)
      values.append(activity)
    }
    return LabelledRows(input: sequences, targets: TargetMatrix(tasks: ["y"], values: [values]))
  }
}

let arguments = CommandLine.arguments
guard arguments.count == 4, let fragments = Int(arguments[1]), let epochs = Int(arguments[2]),
  let threads = Int(arguments[3])
else {
  print("usage: Heads FRAGMENTS EPOCHS THREADS")
  exit(64)
}
for lengths in [300...300, 150...500] {
  let source = AdditiveMotifs(lengths: lengths)
  let training = source.rows(fragments, seed: 1)
  let validation = source.rows(800, seed: 2)
  let test = source.rows(2000, seed: 3)
  for head in [
    NetworkHead.flatten(canvasLength: nil), .globalAverage, .globalMax, .globalAverageAndMax,
  ] {
    var options = ConvolutionalNetworkOptions.small
    for index in options.blocks.indices { options.blocks[index].filters = 32 }
    options.head = head
    options.training.maximumEpochs = epochs
    options.training.overfitCheck = false
    let network = try ConvolutionalNetworkRegressor(options: options).fit(
      training: training, validation: validation, threads: threads)
    let pairs = completePairs(
      try network.predict(test.input, threads: threads)[0].map { $0 }, test.targets.values[0])
    let spearman = spearmanCorrelation(pairs.x, pairs.y) ?? 0
    print(
      "lengths \(lengths), \(network.headDescription): best epoch "
        + "\(network.history.bestEpoch ?? 0), test Spearman \(spearman)")
  }
}
