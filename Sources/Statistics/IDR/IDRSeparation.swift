import Glibc

/// Whether a fitted mixture tells signal from noise.
public enum IDRSeparation: Hashable, Sendable {
  /// The two components are apart.
  case separated
  /// They are apart, but a parameter is at its limit, so that rates are approximate.
  case atLimit([Reason])
  /// They are not, for these reasons.
  case notSeparated([Reason])

  /// Why the components are not told apart.
  public enum Reason: Hashable, Sendable, CaseIterable {
    /// Next to no row is signal: p is at its lower limit 0.01.
    case noSignal
    /// Next to every row is signal: p is at its upper limit 0.99.
    case onlySignal
    /// The signal shrank to a spike: σ is at its limit 0.2.
    case spike
    /// The signal lies where the noise is: μ < 0.5.
    case overlappingMeans
    /// Signal rows agree no better than the limit ρ = 0.1.
    case uncorrelated
    /// Signal rows agree as well as the limit ρ = 0.99, as in copies of one replicate.
    case copies
    /// The replicates agree no better than independent ones: the log-likelihood ratio is below
    /// ½·4·ln N.
    case independent
    /// The fit stopped after its last allowed round.
    case notConverged
  }

  /// Whether signal and noise are told apart.
  public var isSeparated: Bool {
    if case .notSeparated = self { false } else { true }
  }

  /// The reasons, none when the components are apart and no parameter is at a limit.
  public var reasons: [Reason] {
    switch self {
    case .separated: []
    case .atLimit(let reasons), .notSeparated(let reasons): reasons
    }
  }
}

extension IDRSeparation.Reason: CustomStringConvertible {
  /// The reason as a clause.
  public var description: String {
    switch self {
    case .noSignal: "the share of signal is at its lower limit, 0.01"
    case .onlySignal: "the share of signal is at its upper limit, 0.99"
    case .spike: "the standard deviation of the signal is at its limit, 0.2"
    case .overlappingMeans: "the mean of the signal is within 0.5 of that of the noise"
    case .uncorrelated: "the correlation of the signal is at its lower limit, 0.1"
    case .copies: "the correlation of the signal is at its upper limit, 0.99"
    case .independent: "the replicates agree no better than independent ones"
    case .notConverged: "the fit had not converged after its last round"
    }
  }
}

extension IDRSeparation: CustomStringConvertible {
  /// A sentence for a report.
  public var description: String {
    switch self {
    case .separated: "The mixture separates signal from noise."
    case .atLimit(let reasons):
      "The mixture separates signal from noise, but "
        + "\(reasons.map(\.description).joined(separator: "; ")): rates are approximate."
    case .notSeparated(let reasons):
      "The mixture does not separate: \(reasons.map(\.description).joined(separator: "; "))."
    }
  }
}

extension IDRFit {
  /// Whether the mixture tells signal from noise.
  ///
  /// A parameter within 1e-4 of a limit is at it: bounded search stops just short. *cupel's rule*;
  /// the mean counts as overlapping below 0.5 standard deviations of the noise, and replicates as
  /// independent by ``isBetterThanIndependence``, which a share of signal at its lower limit has said
  /// already. A narrow signal, or one that leaves next to no noise, is still apart from independence.
  public var separation: IDRSeparation {
    let close = 1e-4
    var reasons: [IDRSeparation.Reason] = []
    if model.signalShare <= IDRModel.shareBounds.lowerBound + close { reasons.append(.noSignal) }
    if model.signalShare >= IDRModel.shareBounds.upperBound - close { reasons.append(.onlySignal) }
    if model.deviation <= IDRModel.deviationBounds.lowerBound + close { reasons.append(.spike) }
    if model.mean < 0.5 { reasons.append(.overlappingMeans) }
    let correlations = IDRModel.correlationBounds
    if model.correlation <= correlations.lowerBound + close { reasons.append(.uncorrelated) }
    if model.correlation >= correlations.upperBound - close { reasons.append(.copies) }
    if !isBetterThanIndependence, !reasons.contains(.noSignal) { reasons.append(.independent) }
    if !hasConverged { reasons.append(.notConverged) }
    if reasons.isEmpty { return .separated }
    let isApart = reasons.allSatisfy { $0 == .spike || $0 == .onlySignal }
    return isApart ? .atLimit(reasons) : .notSeparated(reasons)
  }

  /// Whether the ranks are likelier under the mixture than under independent replicates by more than
  /// four fitted parameters gain by chance: ``logLikelihoodRatio`` ≥ ½·4·ln N, the criterion of
  /// Schwarz (1978, doi 10.1214/aos/1176344136). *cupel's rule*: two random rankings gain about 1 at
  /// any N, and may still give thousands of rows a small rate.
  ///
  /// ```swift
  /// // 20,000 rows need a ratio of 2·ln 20,000 = 19.8
  /// ```
  public var isBetterThanIndependence: Bool {
    logLikelihoodRatio >= Self.ratioOfChance(rows: rows)
  }

  /// What four parameters may gain by chance: ½·4·ln N.
  static func ratioOfChance(rows: Int) -> Double { 2 * log(Double(rows)) }
}
