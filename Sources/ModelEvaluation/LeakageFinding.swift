/// What two roles share. The learned role is the one that models see earlier: train, or validation
/// when compared with test.
public struct LeakageFinding: Hashable, Codable, Sendable {
  /// The role that models see earlier.
  public let learned: SplitRole
  /// The role held out from it.
  public let heldOut: SplitRole
  /// Rows of the learned role.
  public let learnedRows: Int
  /// Rows of the held-out role.
  public let heldOutRows: Int
  /// Fragments that share at least one base with a fragment of the other role.
  public let overlap: SharedRows
  /// Sequences equal to, or the reverse complement of, one of the other role; nil without
  /// sequences.
  public let sameSequence: SharedRows?
  /// Held-out fragments that share a canonical 32-mer with a learned one; nil without sequences.
  public let sharedKmers: SharedKmerCount?

  /// Whether the roles share neither a base nor a sequence.
  public var isClean: Bool {
    overlap.heldOut == 0 && overlap.learned == 0 && sameSequence?.heldOut ?? 0 == 0
  }

  /// Share of the held-out rows that have a 32-mer in common with the learned role; nil without
  /// sequences or rows.
  public var sharedKmerFraction: Double? {
    guard let sharedKmers, heldOutRows > 0 else { return nil }
    return Double(sharedKmers.heldOut) / Double(heldOutRows)
  }
}

/// Rows of two roles that have something in common.
public struct SharedRows: Hashable, Codable, Sendable {
  /// Rows of the learned role.
  public internal(set) var learned = 0
  /// Rows of the held-out role.
  public internal(set) var heldOut = 0
  /// The first few pairs, by held-out row.
  public internal(set) var examples: [RowPair] = []

  mutating func add(_ pair: RowPair) {
    if examples.count < LeakageAudit.exampleLimit { examples.append(pair) }
  }
}

/// Held-out rows that share a canonical 32-mer with a learned row.
public struct SharedKmerCount: Hashable, Codable, Sendable {
  /// Number of held-out rows.
  public let heldOut: Int
  /// The first few pairs, by held-out row.
  public let examples: [RowPair]

  init(_ matches: [SharedKmer]) {
    heldOut = matches.count
    examples = matches.prefix(LeakageAudit.exampleLimit).map {
      RowPair(learned: $0.learnedRow, heldOut: $0.heldOutRow)
    }
  }
}

/// Two rows of the fragment table, one of each role, counted from 0.
public struct RowPair: Hashable, Codable, Sendable {
  /// Row of the learned role.
  public let learned: Int
  /// Row of the held-out role.
  public let heldOut: Int

  /// Pairs two rows.
  public init(learned: Int, heldOut: Int) {
    self.learned = learned
    self.heldOut = heldOut
  }
}
