import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct CanonicalOrderTests {
  /// Fragments on two chromosomes and some without a place; several share their place.
  private func rows() -> [Row] {
    var generator = SeededGenerator(Seed(3))
    return (0..<400).map { row in
      Row(
        chromosome: row % 7 == 0 ? nil : Int32(generator.index(below: 2)),
        start: Int32(generator.index(below: 40)) * 10,
        counts: (0..<4).map { _ in UInt32(generator.poisson(mean: 30)) })
    }
  }

  private struct Row {
    let chromosome: Int32?
    let start: Int32
    let counts: [UInt32]
  }

  private func merged(_ rows: [Row], names: [String]) -> MergedFragments {
    MergedFragments(
      unmerged: FragmentTable(
        chromosomeNames: names,
        placements: rows.map { row in
          row.chromosome.map {
            FragmentPlacement(
              chromosome: $0, interval: row.start..<(row.start + 15), strand: .forward)
          }
        },
        counts: replicateColumns([
          (rows.map { $0.counts[0] }, rows.map { $0.counts[1] }),
          (rows.map { $0.counts[2] }, rows.map { $0.counts[3] }),
        ])))
  }

  @Test func theOrderOfTheInputDoesNotMatter() throws {
    let rows = rows()
    var generator = SeededGenerator(Seed(4))
    let shuffled = generator.permutation(rows.count).map { place -> Row in
      let row = rows[place]
      return Row(
        chromosome: row.chromosome.map { 1 - $0 }, start: row.start, counts: row.counts)
    }
    let first = merged(rows, names: ["chrA", "chrB"]).canonicallyOrdered()
    let second = merged(shuffled, names: ["chrB", "chrA"]).canonicallyOrdered()
    #expect(first.fragments.counts.map(\.values) == second.fragments.counts.map(\.values))
    for row in 0..<rows.count {
      #expect(first.fragments.chromosomeName(of: row) == second.fragments.chromosomeName(of: row))
    }
    func assess(_ merged: MergedFragments) throws -> Reproducibility {
      let design = try design(replicates: 2).resolved(against: merged.fragments)
      let activity = try ActivityCalculation(
        of: merged, design: design, parameters: NormalizationParameters(), threads: 2
      ).table(threads: 2)
      return try Reproducibility(
        of: activity, merged: merged, design: design,
        parameters: ReproducibilityParameters(draws: 50, halvings: 3, windowLength: 100),
        seed: Seed(1), threads: 2)
    }
    #expect(try assess(first) == assess(second))
  }

  @Test func barcodesAreOrderedWithinTheirFragment() throws {
    let source = table(counts: replicateColumns([([9, 1, 5], [2, 2, 2])]))
    let merged = MergedFragments(
      fragments: table(counts: replicateColumns([([5, 10], [2, 4])])), source: source,
      fragmentOfRow: [1, 1, 0], libraryTotals: [15, 6], attrition: [])
    let ordered = merged.canonicallyOrdered()
    #expect(ordered.fragmentOfRow == [0, 1, 1])
    #expect(ordered.source?.counts[0].values == [5, 1, 9])
  }
}
