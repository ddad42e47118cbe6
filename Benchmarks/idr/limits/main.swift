import Statistics

// Fits whose parameters run to their limits, and what they took:
// idr-limits-benchmark [ROWS [published|accelerated [CASE]]]
let arguments = CommandLine.arguments
let rows = arguments.count > 1 ? Int(arguments[1]) ?? 20_000 : 20_000
let methods = arguments.count > 2 ? IDRFit.Method(rawValue: arguments[2]).map { [$0] } ?? [] : []

/// Ranks of two replicates: signal rows are `mean + deviation · z` with correlated z, and noise.
func drawn(
  share: Double, mean: Double, deviation: Double, correlation: Double, decimals: Double? = nil,
  seed: UInt64 = 1
) throws -> [[Int]] {
  var generator = SeededGenerator(Seed(seed))
  var scores: [[Double]] = [[], []]
  for row in 0..<rows {
    let isSignal = Double(row) < share * Double(rows)
    let common = generator.standardNormal()
    for replicate in 0..<2 {
      let own = generator.standardNormal()
      let z = correlation.squareRoot() * common + (1 - correlation).squareRoot() * own
      let score = isSignal ? mean + deviation * z : own
      scores[replicate].append(decimals.map { (score * $0).rounded() / $0 } ?? score)
    }
  }
  return try IDRRanks.ranks(scores: scores) { replicate, row in
    Seed(0).derived("replicate", replicate, row).value
  }
}

let cases: [(name: String, ranks: () throws -> [[Int]])] = [
  ("ordinary", { try drawn(share: 0.4, mean: 2.5, deviation: 1, correlation: 0.8) }),
  ("noise", { try drawn(share: 0, mean: 0, deviation: 1, correlation: 0) }),
  ("noise 2", { try drawn(share: 0, mean: 0, deviation: 1, correlation: 0, seed: 2) }),
  ("noise 3", { try drawn(share: 0, mean: 0, deviation: 1, correlation: 0, seed: 3) }),
  ("noise 4", { try drawn(share: 0, mean: 0, deviation: 1, correlation: 0, seed: 4) }),
  ("copies", { [Array(0..<rows), Array(0..<rows)] }),
  ("near copies", { try drawn(share: 1, mean: 0, deviation: 1, correlation: 0.9999) }),
  ("uncorrelated", { try drawn(share: 0.3, mean: 2, deviation: 0.8, correlation: 0) }),
  ("weak", { try drawn(share: 0.2, mean: 1, deviation: 1, correlation: 0.2) }),
  ("spike", { try drawn(share: 0.2, mean: 2, deviation: 0.05, correlation: 0.5) }),
  ("all signal", { try drawn(share: 1, mean: 0, deviation: 1, correlation: 0.8) }),
  ("rare signal", { try drawn(share: 0.004, mean: 3, deviation: 0.5, correlation: 0.8) }),
  ("centred", { try drawn(share: 0.4, mean: 0, deviation: 1.5, correlation: 0.9) }),
  (
    "ties",
    { try drawn(share: 0.4, mean: 1.5, deviation: 1, correlation: 0.8, decimals: 1) }
  ),
]

let clock = ContinuousClock()
for (name, ranks) in cases where arguments.count < 4 || arguments[3] == name {
  let ranks = try ranks()
  for method in methods.isEmpty ? [.published, .accelerated] : methods {
    var options = IDRFit.Options()
    options.method = method
    let start = clock.now
    let fit = try IDRFit(ranks: ranks, options: options)
    let time = clock.now - start
    let model = fit.model
    let ascents = fit.rounds.count { $0.usedCoordinateAscent }
    print(
      "\(name), \(method): \(time), rounds \(fit.rounds.count), by coordinates \(ascents), "
        + "steps \(fit.rounds.reduce(0) { $0 + $1.steps }), converged \(fit.hasConverged)")
    print(
      "  mean \(model.mean), deviation \(model.deviation), correlation \(model.correlation), "
        + "share \(model.signalShare), log-likelihood \(fit.logLikelihood), over independence "
        + "\(fit.logLikelihoodRatio), global <= 0.05: "
        + "\(fit.values(ranks: ranks).global.count { $0 <= 0.05 })")
  }
}
