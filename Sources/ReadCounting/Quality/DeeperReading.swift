public import Statistics

/// What a multiple of the present depth is expected to show.
public struct DeeperReading: Hashable, Codable, Sendable {
  /// How the expectation was made.
  public enum Basis: String, Hashable, Codable, Sendable {
    /// The fitted zero-truncated negative binomial.
    case model
    /// Good and Toulmin's series, smoothed beyond twice the depth, where no model fits.
    case goodToulmin = "good_toulmin"
  }

  /// Depth relative to the present: 2 is twice as many reads.
  public let factor: Double
  /// Things expected to have been seen by then.
  public let distinct: Estimate
  /// Things expected beyond those seen now.
  public let added: Estimate
  /// `added` as a share of the things seen now.
  public let addedFraction: Estimate
  /// 95 % interval of `distinct`; nil where unknown.
  public let interval: LibraryComplexity.Interval?
  /// What the expectation rests on; nil when there is none.
  public let basis: Basis?

  init(_ counts: CountOfCounts, _ fit: ComplexityFit, factor: Double) {
    precondition(factor >= 1, "depth factor \(factor)")
    self.factor = factor
    let seen = Double(counts.distinct)
    if let model = fit.model {
      let expected = model.expectedDistinct(atDepth: factor)
      distinct = .defined(expected)
      added = .defined(expected - seen)
      addedFraction = .defined((expected - seen) / seen)
      interval = .init(model.distinctInterval(atDepth: factor))
      basis = .model
    } else if let series = goodToulmin(counts, depth: factor, smoothed: true) {
      distinct = .defined(seen + series.added)
      added = .defined(series.added)
      addedFraction = .defined(series.added / seen)
      let reach = StandardNormal.quantile(0.975) * series.standardError
      interval = .init(
        low: max(seen, seen + series.added - reach), high: seen + series.added + reach)
      basis = .goodToulmin
    } else {
      let reason: UndefinedReason = counts.isEmpty ? .noCounts : .beyondDomain
      distinct = .undefined(reason)
      added = .undefined(reason)
      addedFraction = .undefined(reason)
      interval = nil
      basis = nil
    }
  }
}

/// The depth at which a share of a library is expected to be seen.
public struct DepthForFraction: Hashable, Codable, Sendable {
  /// Share of the library, in (0, 1).
  public let fraction: Double
  /// Depth relative to the present; below 1 when that share has been seen already.
  public let depth: Estimate
}

extension LibraryComplexity {
  /// "Reading twice as deep would add 1,234 barcodes (5.6 %)." for the first of ``deeper``, or why
  /// that is not known.
  ///
  /// - Parameter thing: the singular of what is counted: "barcode", "fragment".
  public func sentence(thing: String) -> String {
    guard let next = deeper.first else { return "No deeper reading was asked for." }
    let times = next.factor == 2 ? "twice" : "\(plainNumber(next.factor)) times"
    guard let added = next.added.value, let fraction = next.addedFraction.value else {
      return "What reading \(times) as deep would add is not known:"
        + " \(next.added.undefined?.plainWords ?? "not computed")."
    }
    let whole = Int(max(0, added).rounded())
    let percent = plainNumber((max(0, fraction) * 1000).rounded() / 10)
    let basis =
      next.basis == .goodToulmin
      ? " (Good–Toulmin; no model fits: \(complexity.undefined?.plainWords ?? ""))" : ""
    return "Reading \(times) as deep would add \(groupedNumber(whole)) \(thing)"
      + "\(whole == 1 ? "" : "s") (\(percent) %)\(basis)."
  }
}

extension UndefinedReason {
  /// The reason as words of a sentence.
  var plainWords: String {
    switch self {
    case .noCounts: "nothing was counted"
    case .allSingletons: "everything was read once"
    case .oneCountValue: "everything was read equally often"
    case .noFiniteComplexity: "the likelihood has no maximum at a finite complexity"
    case .beyondDomain: "too far beyond the present depth"
    default: rawValue.split(separator: "_").joined(separator: " ")
    }
  }
}
