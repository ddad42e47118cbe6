public import Statistics

/// Halves of counted libraries, for ENCODE's summary.
public enum PseudoReplicates {
  /// Two halves of a library: each count is split by fair coins.
  ///
  /// The coins of a row come from the seed and the row's identity, so that neither the order of
  /// rows nor the number of threads matters.
  ///
  /// ```swift
  /// let halves = PseudoReplicates.split([10, 0], identities: ["a", "b"], seed: Seed(1))
  /// // halves.first[0] + halves.second[0] == 10, halves.first[1] == 0
  /// ```
  ///
  /// - Precondition: one identity for each count.
  public static func split(
    _ counts: [UInt32], identities: [String], seed: Seed
  ) -> (first: [UInt32], second: [UInt32]) {
    precondition(counts.count == identities.count, "\(counts.count), \(identities.count)")
    var first: [UInt32] = []
    first.reserveCapacity(counts.count)
    for (count, identity) in zip(counts, identities) {
      guard count > 0 else {
        first.append(0)
        continue
      }
      var generator = SeededGenerator(seed.derived(identity))
      first.append(UInt32(generator.binomial(trials: Int(count), probability: 0.5)))
    }
    return (first, zip(counts, first).map { $0 - $1 })
  }

  /// ENCODE's summary of counted rows: fragments or windows.
  ///
  /// - Parameters:
  ///   - counts: for each replicate the count of each row.
  ///   - score: the score of each row of one library from its counts, for example its counts per
  ///     million; nil where it has none.
  /// - Throws: ``PeakReproducibilityError``, or an error of the fits.
  public static func encodeSummary(
    counts: [[UInt32]], replicates: [String], identities: [String],
    options: RowReproducibility.Options = RowReproducibility.Options(), threads: Int = 1,
    score: (_ counts: [UInt32]) -> [Double?]
  ) throws -> ENCODESummary {
    func passing(
      _ names: [String], _ libraries: [[UInt32]]
    ) throws -> (rows: Int, fit: IDRFit) {
      let rows = try ScoredRows(
        replicates: names, scores: libraries.map(score), identities: identities,
        allowsNegative: true)
      let result = try RowReproducibility(rows, options: options, threads: threads)
      let most = result.pairs.max { $0.passing.usual < $1.passing.usual }
      return (most?.passing.usual ?? result.passing.usual, most?.fit ?? result.fit)
    }
    func halves(_ name: String, _ library: [UInt32]) throws -> (rows: Int, fit: IDRFit) {
      let halves = split(
        library, identities: identities, seed: options.seed.derived("pseudo-replicates \(name)"))
      return try passing(["\(name) half 1", "\(name) half 2"], [halves.first, halves.second])
    }
    let pool = identities.indices.map { row in
      UInt32(clamping: counts.reduce(0) { $0 + UInt64($1[row]) })
    }
    let between = try passing(replicates, counts)
    let pooled = try halves("pool", pool)
    let own = try zip(replicates, counts).map { try halves($0, $1) }
    return ENCODESummary(
      trueReplicates: between.rows, pooledPseudoReplicates: pooled.rows, own: own.map(\.rows),
      isEvidence: ([between, pooled] + own).allSatisfy(\.fit.isBetterThanIndependence))
  }
}
