import GenomicTypes
import Testing

@Suite struct FragmentTableTests {
  private var table: FragmentTable {
    var sequences = SequenceCollection()
    for letters in ["AC", "GG", "TN"] { sequences.append(letters: letters.utf8) }
    return FragmentTable(
      chromosomeNames: ["chr1", "chr2"],
      placements: [
        FragmentPlacement(chromosome: 1, interval: 5..<7, strand: .reverse), nil,
        FragmentPlacement(chromosome: 0, interval: nil, strand: .unstranded),
      ],
      names: ["a", "b", "c"], sequences: sequences, barcodeCounts: [1, 2, 3],
      counts: [CountColumn(name: "DNA", values: [4, 0, 6], observed: [true, false, true])],
      activities: [ActivityColumn(name: "K562", values: [0.5, nil, -1])],
      labels: [LabelColumn(name: "fold", values: ["x", "y", ""])])
  }

  @Test func anUnobservedCountIsNotZero() {
    #expect(table.counts[0].count(at: 0) == 4)
    #expect(table.counts[0].count(at: 1) == nil)
  }

  @Test func selectionCarriesEveryColumn() {
    let selected = table.selecting(rows: [2, 1])
    #expect(selected.rowCount == 2)
    #expect(selected.chromosomeName(of: 0) == "chr1")
    #expect(selected.chromosomeName(of: 1) == nil)
    #expect(selected.names == ["c", "b"])
    #expect(selected.sequences?.letters(at: 0) == "TN")
    #expect(selected.barcodeCounts == [3, 2])
    #expect(selected.counts[0].count(at: 1) == nil)
    #expect(selected.activities[0].values == [-1, nil])
    #expect(selected.labels[0].values == ["", "y"])
  }

  @Test func rowsWithoutPlacementsCanBeGivenThemLater() {
    var table = FragmentTable(
      unplacedRows: 2, counts: [CountColumn(name: "DNA", values: [1, 2])])
    #expect(table.rowCount == 2 && table.placements == [nil, nil])
    #expect(table.chromosomeName(of: 1) == nil)
    #expect(table.selecting(rows: [1]).placements == [nil])
    table.chromosomeNames = ["chr1"]
    table.placements[1] = FragmentPlacement(chromosome: 0, interval: nil, strand: .forward)
    #expect(table.chromosomeName(of: 1) == "chr1" && table.chromosomeName(of: 0) == nil)
    #expect(table.selecting(rows: [1, 0]).placements.map { $0 == nil } == [false, true])
  }
}
