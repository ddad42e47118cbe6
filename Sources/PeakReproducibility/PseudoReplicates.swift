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

  /// The counts of one replicate.
  public struct Library: Sendable {
    /// Reads of each row: what is halved.
    public var rna: [UInt32]
    /// Reads of input DNA of each row; nil for scores that do not use any.
    public var dna: [UInt32]?

    /// Names the counts.
    public init(rna: [UInt32], dna: [UInt32]? = nil) {
      self.rna = rna
      self.dna = dna
    }

    /// Two halves of both, so that pseudo-replicates share no read.
    fileprivate func halved(_ name: String, identities: [String], seed: Seed) -> [Library] {
      let rna = split(
        rna, identities: identities, seed: seed.derived("pseudo-replicates \(name)"))
      let dna = dna.map {
        split($0, identities: identities, seed: seed.derived("pseudo-replicates \(name), DNA"))
      }
      return [
        Library(rna: rna.first, dna: dna?.first), Library(rna: rna.second, dna: dna?.second),
      ]
    }
  }

  /// ENCODE's summary of counted rows: fragments or windows.
  ///
  /// - Parameters:
  ///   - libraries: the counts of each replicate, with its own input DNA or that which it shares.
  ///   - pool: the counts of all together, each measurement of input DNA once.
  ///   - score: the score of each row of one library from its counts, for example its counts per
  ///     million; nil where it has none.
  /// - Throws: ``PeakReproducibilityError``, or an error of the fits.
  public static func encodeSummary(
    libraries: [Library], pool: Library, replicates: [String], identities: [String],
    options: RowReproducibility.Options = RowReproducibility.Options(), threads: Int = 1,
    score: (Library) -> [Double?]
  ) throws -> ENCODESummary {
    func passing(
      _ names: [String], _ libraries: [Library]
    ) throws -> (rows: Int, fit: IDRFit) {
      let rows = try ScoredRows(
        replicates: names, scores: libraries.map(score), identities: identities,
        allowsNegative: true)
      let result = try RowReproducibility(rows, options: options, threads: threads)
      let most = result.pairs.max { $0.passing.usual < $1.passing.usual }
      return (most?.passing.usual ?? result.passing.usual, most?.fit ?? result.fit)
    }
    func halves(_ name: String, _ library: Library) throws -> (rows: Int, fit: IDRFit) {
      try passing(
        ["\(name) half 1", "\(name) half 2"],
        library.halved(name, identities: identities, seed: options.seed))
    }
    let between = try passing(replicates, libraries)
    let pooled = try halves("pool", pool)
    let own = try zip(replicates, libraries).map { try halves($0, $1) }
    return ENCODESummary(
      trueReplicates: between.rows, pooledPseudoReplicates: pooled.rows, own: own.map(\.rows),
      isEvidence: ([between, pooled] + own).allSatisfy(\.fit.isBetterThanIndependence))
  }
}
