import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct MergeRowsTests {
  @Test func barcodesOfAFragmentAreSummed() throws {
    let barcodes = table(
      names: ["a", "a", "b"], counts: [CountColumn(name: "dna", values: [3, 4, 5])])
    let merged = try mergeRows(of: barcodes, by: .name)
    #expect(merged.fragments.names == ["a", "b"])
    #expect(merged.fragments.counts[0].values == [7, 5])
    #expect(merged.fragments.counts[0].observed == nil)
    #expect(merged.fragments.barcodeCounts == [2, 1])
    #expect(merged.libraryTotals == [12])
    #expect(merged.fragmentOfRow == [0, 0, 1])
    #expect(merged.attrition.map(\.left) == [3, 2])
    #expect(merged.attrition.map(\.collapses) == [false, true])
  }

  @Test func positionsMustAgreeInAllFourParts() throws {
    let fragments = FragmentTable(
      chromosomeNames: ["chr1", "chr2"],
      placements: [
        place(10, 20), place(10, 21), place(10, 20, .reverse), place(10, 20, chromosome: 1),
        place(10, 20), place(11, 20), nil,
        FragmentPlacement(chromosome: 0, interval: nil, strand: .forward),
      ],
      counts: [CountColumn(name: "dna", values: [1, 2, 4, 8, 16, 32, 64, 128])])
    let merged = try mergeRows(of: fragments, by: .position)
    #expect(merged.fragments.counts[0].values == [17, 2, 4, 8, 32])
    #expect(merged.attrition[0].dropped == ["no_merge_key": 2])
    #expect(merged.attrition[0].left == 6)
    #expect(merged.fragmentOfRow == [0, 1, 2, 3, 0, 4, -1, -1])
    #expect(merged.libraryTotals == [255])
  }

  @Test func aCountIsNotObservedOnlyWhenNoBarcodeObservedIt() throws {
    let barcodes = table(
      names: ["a", "a", "b", "b"],
      counts: [
        CountColumn(name: "dna", values: [0, 4, 0, 0], observed: [false, true, false, false]),
        CountColumn(name: "rna", values: [0, 0, 1, 0], observed: [true, false, true, false]),
      ])
    let fragments = try mergeRows(of: barcodes, by: .name).fragments
    #expect((0..<2).map { fragments.counts[0].count(at: $0) } == [4, nil])
    #expect((0..<2).map { fragments.counts[1].count(at: $0) } == [0, 1])
  }

  @Test func labelsAndPlacesAreThoseOfTheFirstRowAndActivitiesAreAveraged() throws {
    let rows = FragmentTable(
      chromosomeNames: ["chr1"], placements: [place(5, 9), place(1, 2), nil],
      names: ["b", "a", "b"], barcodeCounts: [2, 3, 4],
      activities: [ActivityColumn(name: "y", values: [1, nil, 4])],
      labels: [LabelColumn(name: "fold", values: ["x", "y", "z"])])
    let fragments = try mergeRows(of: rows, by: .name).fragments
    #expect(fragments.names == ["b", "a"])
    #expect(fragments.placements == [place(5, 9), place(1, 2)])
    #expect(fragments.barcodeCounts == [6, 3])
    #expect(fragments.activities[0].values == [2.5, nil])
    #expect(fragments.labels[0].values == ["x", "y"])
  }

  @Test func conflictingSequencesAreAnErrorOrAReason() throws {
    var sequences = SequenceCollection()
    for letters in ["ACGT", "AC", "ACGA", "AC"] { sequences.append(letters: letters.utf8) }
    let rows = FragmentTable(
      chromosomeNames: [], placements: [nil, nil, nil, nil], names: ["a", "b", "a", "b"],
      sequences: sequences, counts: [CountColumn(name: "dna", values: [1, 2, 3, 4])])
    let expected = ReporterAssayError.conflictingSequence(key: "'a'", firstRow: 0, secondRow: 2)
    #expect(throws: expected) { try mergeRows(of: rows, by: .name) }
    #expect(
      expected.description
        == "merge: rows 1 and 3 share the key 'a' but have different sequences; expected one "
        + "sequence for a key. Merge by sequence, or drop such rows with 'conflicts: drop'.")
    let merged = try mergeRows(of: rows, by: .name, conflicts: .drop)
    #expect(merged.fragments.names == ["b"])
    #expect(merged.fragments.counts[0].values == [6])
    #expect(merged.attrition[0].dropped == ["conflicting_sequence": 2])
    #expect(merged.fragmentOfRow == [-1, 0, -1, 0])
    let bySequence = try mergeRows(of: rows, by: .sequence).fragments
    #expect(bySequence.counts[0].values == [1, 6, 3])
  }

  @Test func aKeyThatTheTableLacksIsAnError() {
    let rows = table(counts: [CountColumn(name: "dna", values: [1])])
    for key in MergeKey.allCases {
      #expect(throws: ReporterAssayError.mergeKeyUnavailable(key)) {
        try mergeRows(of: rows, by: key)
      }
    }
    #expect(
      ReporterAssayError.mergeKeyUnavailable(.name).description
        == "merge: the table has no element names for the key 'name'; expected them in the input. "
        + "Choose another key or add the column.")
  }

  @Test func aSumBeyondThirtyTwoBitsIsAnError() {
    let rows = table(
      names: ["a", "a"], counts: [CountColumn(name: "dna", values: [UInt32.max, 1])])
    let expected = ReporterAssayError.countOverflow(column: "dna", key: "'a'")
    #expect(throws: expected) { try mergeRows(of: rows, by: .name) }
    #expect(
      expected.description
        == "merge: the counts of column 'dna' for the key 'a' add up to more than 4294967295; "
        + "expected a smaller sum. Check the counts and the key.")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func sumsEqualThoseOfADictionary(seed: UInt64) throws {
    var generator = SeededGenerator(Seed(seed))
    var placements: [FragmentPlacement?] = []
    var values: [UInt32] = []
    var expected: [FragmentPlacement: UInt32] = [:]
    for _ in 0..<5000 {
      let start = Int32(generator.index(below: 60))
      let placement = place(
        start, start + 1 + Int32(generator.index(below: 5)),
        generator.index(below: 2) == 0 ? .forward : .reverse,
        chromosome: Int32(generator.index(below: 3)))
      let count = UInt32(generator.index(below: 9))
      placements.append(placement)
      values.append(count)
      expected[placement, default: 0] += count
    }
    let merged = try mergeRows(
      of: FragmentTable(
        chromosomeNames: ["1", "2", "3"], placements: placements,
        counts: [CountColumn(name: "dna", values: values)]),
      by: .position)
    #expect(merged.fragments.rowCount == expected.count)
    #expect(merged.fragments.barcodeCounts?.reduce(0, +) == 5000)
    for row in 0..<merged.fragments.rowCount {
      let placement = try #require(merged.fragments.placements[row])
      #expect(merged.fragments.counts[0].values[row] == expected[placement])
    }
  }

  @Test func rowsThatAreFragmentsAlreadyAreNotKeptTwice() throws {
    let rows = FragmentTable(
      chromosomeNames: ["chr1"], placements: [place(5, 9), place(5, 8), place(7, 9)],
      counts: [CountColumn(name: "dna", values: [1, 2, 3])])
    let merged = try mergeRows(of: rows, by: .position)
    #expect(merged.source == nil && merged.fragmentOfRow == nil)
    #expect(merged.fragments.placements == rows.placements)
    #expect(merged.fragments.counts[0].values == [1, 2, 3])
    #expect(merged.fragments.barcodeCounts == [1, 1, 1])
    #expect(merged.libraryTotals == [6])
    #expect(merged.attrition.map(\.left) == [3, 3])
    let kept = merged.selecting(fragments: [2])
    #expect(kept.attrition == merged.attrition && kept.fragments.barcodeCounts == [1])
  }

  /// Rows in an order, with repeats, and what merging must make of them.
  private enum RowOrder: CaseIterable {
    /// Sorted by chromosome and start.
    case sorted
    /// The same, with more ends at one start than are compared one by one.
    case crowded
    case shuffled
    /// Two sorted tables, one after the other.
    case appended
  }

  private func placements(_ order: RowOrder, _ generator: inout SeededGenerator)
    -> [FragmentPlacement?]
  {
    var placements: [FragmentPlacement?] = (0..<4000).map { row in
      let start = order == .crowded ? Int32(row / 400) : Int32(row * 3 / 4)
      let end = start + 1 + Int32(generator.index(below: order == .crowded ? 300 : 2))
      return generator.index(below: 50) == 0
        ? nil : place(start, end, row % 3 == 0 ? .reverse : .forward, chromosome: Int32(row / 1500))
    }
    switch order {
    case .sorted, .crowded: break
    case .shuffled: placements = generator.permutation(4000).map { placements[$0] }
    case .appended: placements += placements[1000..<2000]
    }
    return placements
  }

  @Test(arguments: [1, 2] as [UInt64])
  func groupsAreNumberedByFirstAppearanceInEveryOrderOfRows(seed: UInt64) throws {
    for order in RowOrder.allCases {
      var generator = SeededGenerator(Seed(seed))
      let placements = placements(order, &generator)
      var numbers: [FragmentPlacement: Int32] = [:]
      let expected = placements.map { placement -> Int32 in
        guard let placement else { return -1 }
        let number = numbers[placement] ?? Int32(numbers.count)
        numbers[placement] = number
        return number
      }
      let counts = placements.indices.map { UInt32($0 % 11) }
      let observed = placements.indices.map { $0 % 5 > 0 }
      let rows = FragmentTable(
        chromosomeNames: ["1", "2", "3"], placements: placements,
        names: placements.indices.map { "row \($0)" },
        counts: [
          CountColumn(name: "dna", values: counts),
          CountColumn(name: "rna", values: counts, observed: observed),
        ],
        activities: [ActivityColumn(name: "y", values: counts.map { $0 > 3 ? Double($0) : nil })],
        labels: [LabelColumn(name: "fold", values: placements.indices.map { "\($0 % 7)" })])
      let merged = try mergeRows(of: rows, by: .position)
      #expect(merged.fragmentOfRow == expected, "\(order)")
      let inPlace = try mergeRows(of: rows, by: .position, keepingRows: false)
      #expect(inPlace.source == nil && inPlace.fragmentOfRow == nil)
      #expect(inPlace.attrition == merged.attrition)
      #expect(inPlace.libraryTotals == merged.libraryTotals)
      let (one, other) = (merged.fragments, inPlace.fragments)
      #expect(one.placements == other.placements && one.names == other.names)
      #expect(one.counts.map(\.values) == other.counts.map(\.values))
      #expect(one.counts.map(\.observed) == other.counts.map(\.observed))
      #expect(one.barcodeCounts == other.barcodeCounts)
      #expect(one.activities[0].values == other.activities[0].values)
      #expect(one.labels[0].values == other.labels[0].values)
    }
  }

  @Test func mergingInPlaceRefusesTheSameSums() {
    let rows = table(
      names: ["a", "b", "a"], counts: [CountColumn(name: "dna", values: [UInt32.max, 0, 1])])
    #expect(throws: ReporterAssayError.countOverflow(column: "dna", key: "'a'")) {
      try mergeRows(of: rows, by: .name, keepingRows: false)
    }
  }

  @Test func mergingInPlaceDropsRowsOfConflictingSequences() throws {
    var sequences = SequenceCollection()
    for letters in ["ACGT", "AC", "ACGA", "AC"] { sequences.append(letters: letters.utf8) }
    let rows = FragmentTable(
      unplacedRows: 4, names: ["a", "b", "a", "b"], sequences: sequences,
      counts: [CountColumn(name: "dna", values: [1, 2, 3, 4])])
    let merged = try mergeRows(of: rows, by: .name, conflicts: .drop, keepingRows: false)
    #expect(merged.fragments.names == ["b"] && merged.fragments.counts[0].values == [6])
    #expect(merged.fragments.sequences?.letters(at: 0) == "AC")
  }
}
