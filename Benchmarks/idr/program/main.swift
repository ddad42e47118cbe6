import Foundation
import Statistics

// Fits the mixture to the scores of a file with one column for each replicate, and prints what it
// took: Benchmark FILE [THREADS [published|accelerated]]
let arguments = CommandLine.arguments
let text = try String(contentsOfFile: arguments[1], encoding: .utf8)
let threads = arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1
var options = IDRFit.Options()
if arguments.count > 3, let method = IDRFit.Method(rawValue: arguments[3]) {
  options.method = method
}
var scores: [[Double]] = []
for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
  for (column, field) in line.split(separator: UInt8(ascii: "\t")).enumerated() {
    if scores.count == column { scores.append([]) }
    scores[column].append(Double(Substring(field)) ?? .nan)
  }
}

let clock = ContinuousClock()
let start = clock.now
let ranks = try IDRRanks.ranks(scores: scores) { replicate, row in
  Seed(0).derived("replicate", replicate, row).value
}
let ranked = clock.now
let fit = try IDRFit(ranks: ranks, options: options, threads: threads)
let fitted = clock.now
let values = fit.values(ranks: ranks)
let done = clock.now
let model = fit.model
print("rows \(scores[0].count), replicates \(scores.count), threads \(threads)")
print(
  "mean \(model.mean), deviation \(model.deviation), correlation \(model.correlation), "
    + "share \(model.signalShare)")
print(
  "log-likelihood \(fit.logLikelihood), rounds \(fit.rounds.count), steps "
    + "\(fit.rounds.reduce(0) { $0 + $1.steps }), global <= 0.05: "
    + "\(values.global.count { $0 <= 0.05 })")
print("\(fit.separation)")
print("ranks \(ranked - start), fit \(fitted - ranked), rates \(done - fitted)")
