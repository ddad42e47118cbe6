public import Statistics

/// What one replicate looks like by itself.
public struct ReplicateQuality: Hashable, Codable, Sendable {
  /// Name of the replicate.
  public let name: String
  /// Rows with a defined activity.
  public let definedRows: Int
  /// Reason code → rows without activity.
  public let undefinedRows: [String: Int]
  /// What its counts look like; nil when the input gave the activity.
  public let counts: CountQuality?
}

/// What the counts of one replicate look like. Histograms and means are over rows whose DNA and
/// RNA were observed, before any filter; correlations over rows with a defined activity.
public struct CountQuality: Hashable, Codable, Sendable {
  /// Library size before any filter.
  public let dnaTotal: Int64
  /// Library size before any filter.
  public let rnaTotal: Int64
  /// Rows whose DNA and RNA counts were observed.
  public let observedRows: Int
  /// Mean raw DNA count.
  public let meanDNA: Estimate
  /// Mean raw RNA count.
  public let meanRNA: Estimate
  /// Share of rows with an RNA count of 0.
  public let zeroRNAFraction: Estimate
  /// Scaled DNA count of one read, size factors included; nil for an empty library.
  public let dnaFactor: Double?
  /// Scaled RNA count of one read, size factors included; nil for an empty library.
  public let rnaFactor: Double?
  /// RNA against its own input DNA, log2 CPM with 1 added to the count.
  public let rnaAgainstDNA: Agreement
  /// Activity against its own input DNA: what remains of input DNA in the ratio.
  public let activityAgainstDNA: Agreement
  /// The same as a picture: x DNA, y RNA; nil without rows.
  public let rnaAgainstDNADensity: HexagonGrid?
  /// Rows by raw DNA count.
  public let dnaHistogram: CountHistogram
  /// Rows by raw RNA count.
  public let rnaHistogram: CountHistogram
}

extension ReplicateQuality {
  init(of signal: ReplicateSignal, undefined: [UndefinedActivityReason: Int]) {
    name = signal.name
    let defined = signal.activity.indices.filter { signal.activity[$0] != nil }
    definedRows = defined.count
    undefinedRows = Dictionary(uniqueKeysWithValues: undefined.map { ($0.rawValue, $1) })
    counts = signal.counts.map {
      CountQuality(
        of: $0, definedRows: defined, activity: defined.compactMap { signal.activity[$0] })
    }
  }
}

extension CountQuality {
  init(of counts: ReplicateSignal.Counts, definedRows: [Int], activity: [Double]) {
    dnaFactor = counts.libraries?.dnaFactor
    rnaFactor = counts.libraries?.rnaFactor
    dnaTotal = counts.dna.total
    rnaTotal = counts.rna.total
    let observed = counts.dna.values.indices.filter {
      counts.dna.isObserved($0) && counts.rna.isObserved($0)
    }
    observedRows = observed.count
    let dna = observed.map { counts.dna.values[$0] }
    let rna = observed.map { counts.rna.values[$0] }
    meanDNA = Self.mean(of: dna)
    meanRNA = Self.mean(of: rna)
    let zeros = rna.count { $0 == 0 }
    zeroRNAFraction =
      rna.isEmpty ? .undefined(.tooFewRows) : .defined(Double(zeros) / Double(rna.count))
    let logDNA = counts.dna.logCPM(at: definedRows)
    let logRNA = counts.rna.logCPM(at: definedRows)
    rnaAgainstDNA = Agreement(of: logRNA, and: logDNA)
    activityAgainstDNA = Agreement(of: activity, and: logDNA)
    rnaAgainstDNADensity = HexagonGrid(x: logDNA, y: logRNA)
    dnaHistogram = CountHistogram(of: dna)
    rnaHistogram = CountHistogram(of: rna)
  }

  private static func mean(of counts: [Int64]) -> Estimate {
    guard !counts.isEmpty else { return .undefined(.tooFewRows) }
    return .defined(Double(counts.reduce(0, +)) / Double(counts.count))
  }
}
