import GenomicTypes
import ReporterAssay
import Testing

@Suite struct GivenActivityScaleTests {
  @Test func workedExample() {
    #expect(GivenActivityScale.ratio(floor: 0.25).value(of: 8) == 3)
    #expect(GivenActivityScale.ratio(floor: 0.25).value(of: -0.1) == -2)
    #expect(GivenActivityScale.asGiven.value(of: -0.1) == -0.1)
  }

  @Test func valuesThatAreNotGivenStaySo() {
    let table = FragmentTable(
      chromosomeNames: [], placements: [nil, nil],
      activities: [ActivityColumn(name: "a", values: [4, nil])])
    let scaled = MergedFragments(unmerged: table).rescalingGivenActivity(.ratio(floor: 0.5))
    #expect(scaled.fragments.activities[0].values == [2, nil])
  }
}

@Suite struct MergedFragmentsSelectionTests {
  @Test func barcodesFollowTheirFragmentsAndTotalsStay() throws {
    let table = FragmentTable(
      chromosomeNames: [], placements: [nil, nil, nil, nil], names: ["a", "b", "a", "c"],
      counts: [CountColumn(name: "DNA", values: [1, 2, 3, 4])])
    let selected = try mergeRows(of: table, by: .name).selecting(fragments: [2, 0])
    #expect(selected.fragments.names == ["c", "a"])
    #expect(selected.fragments.counts[0].values == [4, 4])
    #expect(selected.fragmentOfRow == [1, -1, 1, 0])
    #expect(selected.libraryTotals == [10])
  }
}
