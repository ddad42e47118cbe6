// Training speed of a preset on random sequences: fragments per second of whole training steps
// (encoding, forward, loss, backward, optimiser), best of the epochs after the first.
//
//   Benchmark PRESET(small|basset) LENGTH|sure BATCH BATCHES THREADS [flatten|pool]

import ConvolutionalNetworks
import Estimators
import Foundation
import GenomicTypes
import Statistics

let arguments = CommandLine.arguments
guard arguments.count >= 6, let batch = Int(arguments[3]), let batches = Int(arguments[4]),
  let threads = Int(arguments[5])
else {
  print("usage: Benchmark small|basset LENGTH|sure BATCH BATCHES THREADS [flatten|pool]")
  exit(64)
}
var options: ConvolutionalNetworkOptions = arguments[1] == "basset" ? .basset : .small
options.training.batchSize = batch
options.training.maximumEpochs = 3
options.training.overfitCheck = false
options.training.plateauDecay = nil
if arguments.count > 6 {
  options.head = arguments[6] == "pool" ? .globalAverageAndMax : .flatten(canvasLength: nil)
}

/// Random sequences with random targets.
struct RandomRows {
  var generator = SeededGenerator(Seed(1))
  /// Length of every sequence; nil draws from a log-normal with mean 950, cut at 100 and 2000,
  /// like the fragments of a SuRE library.
  let fixedLength: Int?

  mutating func length() -> Int {
    if let fixedLength { return fixedLength }
    let normal = (0..<12).reduce(-6.0) { sum, _ in sum + generator.uniform() }
    return min(2000, max(100, Int(exp(6.78 + 0.4 * normal))))
  }

  mutating func rows(_ count: Int) -> LabelledRows<SequenceCollection> {
    var sequences = SequenceCollection()
    var values: [Double?] = []
    for _ in 0..<count {
      let bases = length()
      sequences.append(codes: (0..<bases).map { _ in UInt8(generator.index(below: 4)) })
      values.append(generator.uniform())
    }
    return LabelledRows(input: sequences, targets: TargetMatrix(tasks: ["y"], values: [values]))
  }
}

var source = RandomRows(fixedLength: Int(arguments[2]))
let training = source.rows(batch * batches)
let meanLength = training.input.totalLength / training.input.count
var best = 0.0
_ = try ConvolutionalNetworkRegressor(options: options).train(
  training: training, validation: source.rows(8), threads: threads
) { event in
  if case .batch(let progress) = event, progress.batch == progress.batches, progress.epoch > 1 {
    best = max(best, progress.fragmentsPerSecond)
  }
}
print(
  "cupel \(arguments[1]) length \(arguments[2]) (mean \(meanLength)) batch \(batch) "
    + "threads \(threads) core \(ConvolutionalNetworkRegressor.processorKernel): "
    + "\(Int(best.rounded())) fragments/s")
