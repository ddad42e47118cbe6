public import GenomicTypes

extension Split {
  /// The split without rows that share a base or a sequence with a row held out from them.
  ///
  /// First validation rows that share something with a test row leave, then training rows that
  /// share something with a row of either held-out role as it is then, so that no training row is
  /// lost to a validation row that itself leaves. Reasons: `overlaps_held_out`, else
  /// `sequence_in_held_out`. Test rows are never touched. The audit of the result is clean.
  ///
  /// - Throws: ``SplitError`` when a role loses all its rows.
  /// - Complexity: O(n log n) for the intervals, linear in the bases for the sequences.
  public func removingLeaks(from table: FragmentTable, threads: Int) throws -> Split {
    let groups = try table.sequences.map { sequences in
      try SequenceGroups(
        sequences: sequences, rows: roles.indices.filter { roles[$0].role != nil },
        threads: threads
      ).groups
    }
    var cleaned = roles
    for (learned, heldOut) in [
      (SplitRole.validation, [SplitRole.test]), (.train, [.validation, .test]),
    ] {
      let places = Set(heldOut.map { RowRole.member($0) })
      let index = IntervalIndex(
        placements: table.placements, rows: cleaned.indices.filter { places.contains(cleaned[$0]) })
      var sharesSequence: Set<Int> = []
      for group in groups ?? [] where group.contains(where: { places.contains(cleaned[$0]) }) {
        sharesSequence.formUnion(group)
      }
      for row in cleaned.indices where cleaned[row] == .member(learned) {
        if index.rowOverlapping(table.placements[row]) != nil {
          cleaned[row] = .excluded(.overlapsHeldOut)
        } else if sharesSequence.contains(row) {
          cleaned[row] = .excluded(.sequenceInHeldOut)
        }
      }
    }
    let split = Split(roles: cleaned, rule: rule + ";leaks=removed")
    try split.requireEveryRole()
    return split
  }
}
