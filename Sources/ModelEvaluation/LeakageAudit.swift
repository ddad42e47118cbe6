public import GenomicTypes

/// What the roles of a split share that they should not.
///
/// Every pair of roles is compared: fragments that share a base on either strand, and sequences
/// that are equal or reverse complements of each other, must not occur (``isClean``). Shared
/// canonical 32-mers are counted for information: repeats and homologous genes have them in any
/// split.
///
/// ```swift
/// let audit = try LeakageAudit(of: split, table: table, threads: 2)
/// if !audit.isClean { split = try split.removingLeaks(from: table, threads: 2) }
/// ```
public struct LeakageAudit: Hashable, Codable, Sendable {
  /// One finding each for train–validation, train–test and validation–test.
  public let findings: [LeakageFinding]
  /// Rows with a role but without an interval, whose overlaps cannot be seen.
  public let rowsWithoutInterval: Int
  /// Whether sequences were at hand to compare.
  public let comparedSequences: Bool

  /// Whether no two roles share a base or a sequence.
  public var isClean: Bool { findings.allSatisfy(\.isClean) }

  /// Most examples kept of each kind.
  public static let exampleLimit = 5

  /// Audits a split.
  ///
  /// - Parameters:
  ///   - split: one role per row of the table.
  ///   - table: placements and, when read, sequences.
  ///   - threads: upper bound on concurrency; the result does not depend on it.
  /// - Complexity: O(n log n) for the intervals, linear in the bases for the sequences.
  public init(of split: Split, table: FragmentTable, threads: Int) throws {
    let pairs: [(SplitRole, SplitRole)] = [
      (.train, .validation), (.train, .test), (.validation, .test),
    ]
    let groups = try table.sequences.map { sequences in
      try SequenceGroups(
        sequences: sequences, rows: split.roles.indices.filter { split.roles[$0].role != nil },
        threads: threads)
    }
    var findings: [LeakageFinding] = []
    for (learned, heldOut) in pairs {
      let rows = PairedRows(learned: split.rows(in: learned), heldOut: split.rows(in: heldOut))
      let words = try table.sequences.map { sequences in
        try SharedKmerSearch(sequences: sequences, heldOutRows: rows.heldOut)
          .matches(in: sequences, learnedRows: rows.learned, threads: threads)
      }
      findings.append(
        LeakageFinding(
          learned: learned, heldOut: heldOut, learnedRows: rows.learned.count,
          heldOutRows: rows.heldOut.count,
          overlap: overlaps(rows, placements: table.placements),
          sameSequence: groups.map {
            sameSequences($0, split: split, learned: learned, heldOut: heldOut)
          },
          sharedKmers: words.map { SharedKmerCount($0) }))
    }
    self.findings = findings
    rowsWithoutInterval = split.roles.indices.count {
      split.roles[$0].role != nil && table.placements[$0]?.interval == nil
    }
    comparedSequences = table.sequences != nil
  }
}

private struct PairedRows {
  var learned: [Int]
  var heldOut: [Int]
}

private func overlaps(_ rows: PairedRows, placements: [FragmentPlacement?]) -> SharedRows {
  let learned = IntervalIndex(placements: placements, rows: rows.learned)
  let heldOut = IntervalIndex(placements: placements, rows: rows.heldOut)
  var shared = SharedRows()
  for row in rows.learned where heldOut.rowOverlapping(placements[row]) != nil {
    shared.learned += 1
  }
  for row in rows.heldOut {
    guard let partner = learned.rowOverlapping(placements[row]) else { continue }
    shared.heldOut += 1
    shared.add(RowPair(learned: partner, heldOut: row))
  }
  return shared
}

private func sameSequences(
  _ groups: SequenceGroups, split: Split, learned: SplitRole, heldOut: SplitRole
) -> SharedRows {
  var shared = SharedRows()
  for group in groups.groups {
    let learnedRows = group.filter { split.roles[$0] == .member(learned) }
    let heldOutRows = group.filter { split.roles[$0] == .member(heldOut) }
    guard let partner = learnedRows.first, let row = heldOutRows.first else { continue }
    shared.learned += learnedRows.count
    shared.heldOut += heldOutRows.count
    shared.add(RowPair(learned: partner, heldOut: row))
  }
  return shared
}
