import PeakReproducibility
import Statistics

/// A mixture and what passes under it, as the stage `idr` and `cupel idr` write it.
struct IDRFitRecord: Codable {
  /// Parameters after a round.
  struct Round: Codable {
    let mean: Double
    let deviation: Double
    let correlation: Double
    let signalShare: Double
    let usedCoordinateAscent: Bool
    let logLikelihood: Double
  }

  /// Whether what passes is evidence.
  enum Verdict: String, Codable {
    case separated
    case notSeparated = "not separated"
  }

  let replicates: [String]
  let rows: Int
  /// published or accelerated.
  let method: String
  let mean: Double
  let deviation: Double
  let correlation: Double
  let signalShare: Double
  let logLikelihood: Double
  /// Log-likelihood of the ranks over that of independent replicates.
  let logLikelihoodRatio: Double
  let rounds: Int
  let steps: Int
  let roundsWithCoordinateAscent: Int
  let hasConverged: Bool
  let separates: Bool
  let verdict: Verdict
  let statement: String
  /// Rows with a global rate of at most 0.01, 0.05, 0.1 and the threshold asked for.
  let passing: PassingRows
  /// The rounds in order, where they were asked for.
  let trace: [Round]?

  init(
    _ fit: IDRFit, _ passing: PassingRows, replicates: [String], unit: String, traces: Bool = false
  ) {
    self.replicates = replicates
    rows = fit.rows
    method = fit.method.rawValue
    mean = fit.model.mean
    deviation = fit.model.deviation
    correlation = fit.model.correlation
    signalShare = fit.model.signalShare
    logLikelihood = fit.logLikelihood
    logLikelihoodRatio = fit.logLikelihoodRatio
    rounds = fit.rounds.count
    steps = fit.rounds.reduce(0) { $0 + $1.steps }
    roundsWithCoordinateAscent = fit.rounds.count { $0.usedCoordinateAscent }
    hasConverged = fit.hasConverged
    separates = fit.separation.isSeparated
    verdict = separates ? .separated : .notSeparated
    statement = fit.separation.description + (separates ? "" : " " + Self.caution(passing, unit))
    self.passing = passing
    trace = traces ? fit.rounds.map(Round.init) : nil
  }

  /// What rows that pass mean when the mixture does not separate.
  private static func caution(_ passing: PassingRows, _ unit: String) -> String {
    let count = Quantity.text(passing.atThreshold, unit)
    return "Not separated: \(count) with a global IDR of at most "
      + "\(Quantity.number(passing.threshold)) \(passing.atThreshold == 1 ? "is" : "are") not "
      + "evidence of reproducibility."
  }
}

extension IDRFitRecord.Round {
  init(_ round: IDRRound) {
    mean = round.model.mean
    deviation = round.model.deviation
    correlation = round.model.correlation
    signalShare = round.model.signalShare
    usedCoordinateAscent = round.usedCoordinateAscent
    logLikelihood = round.logLikelihood
  }
}
