import Statistics
import Testing

@Suite struct CountExposureTableTests {
  @Test func workedExample() throws {
    let table = try CountExposureTable(counts: [0, 2, 0], exposures: [1.5, 1, 1.5], threads: 1)
    #expect(table.counts == [2, 0])
    #expect(table.exposures == [1, 1.5])
    #expect(table.multiplicities == [1, 2])
    #expect(table.rowCount == 3)
  }

  @Test func noRowsMakeNoPairs() throws {
    let table = try CountExposureTable(counts: [], exposures: [], threads: 2)
    #expect(table.counts.isEmpty && table.rowCount == 0)
  }

  @Test func theOrderOfRowsAndTheThreadsDoNotMatter() throws {
    let rows = SimulatedActivity(rows: 20_000, mean: 1, shape: 0.5, depth: 20, seed: 1)
    let table = try rows.table()
    var generator = SeededGenerator(Seed(2))
    let order = generator.permutation(rows.counts.count)
    let permuted = try CountExposureTable(
      counts: order.map { rows.counts[$0] }, exposures: order.map { rows.exposures[$0] },
      threads: 3)
    #expect(table == permuted)
    #expect(table.rowCount == 20_000)
  }

  @Test func everyPairMayBeDifferent() throws {
    let exposures = (0..<5_000).map { 1 + Double($0) / 7 }
    let table = try CountExposureTable(
      counts: exposures.indices.map { $0 % 3 }, exposures: exposures.reversed(), threads: 2)
    #expect(table.exposures == exposures)
    #expect(table.multiplicities.allSatisfy { $0 == 1 })
  }
}
