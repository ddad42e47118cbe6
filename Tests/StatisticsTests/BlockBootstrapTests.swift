import Statistics
import Testing

@Suite struct BlockBootstrapTests {
  private static func data(_ count: Int, seed: UInt64) -> (x: [Double], y: [Double]) {
    var generator = SeededGenerator(Seed(seed))
    let x = (0..<count).map { _ in generator.uniform() * 40 + 1_000 }
    return (x, x.map { $0 * 0.1 + generator.uniform() * 4 })
  }

  @Test func everyDrawTakesAsManyBlocksAsThereAre() {
    let bootstrap = BlockBootstrap(blockOfRow: [7, 7, -3, 9], draws: 10, seed: Seed(1))
    #expect(bootstrap.blockOfRow == [1, 1, 0, 2])
    #expect(bootstrap.blockCount == 3)
    for draw in 0..<10 {
      #expect(bootstrap.multiplicities(draw: draw).reduce(0, +) == 3)
    }
    #expect(
      (0..<10).map { bootstrap.multiplicities(draw: $0) }
        != Array(repeating: bootstrap.multiplicities(draw: 0), count: 10))
  }

  /// The sums must give what recomputing on the expanded rows gives, to rounding.
  @Test func agreesWithRecomputingEveryDrawFromItsRows() throws {
    let (x, y) = Self.data(300, seed: 3)
    var holes: [Double?] = x
    for row in stride(from: 0, to: 300, by: 7) { holes[row] = nil }
    let blocks = (0..<300).map { $0 / 13 }
    let bootstrap = BlockBootstrap(blockOfRow: blocks, draws: 25, seed: Seed(5))
    let gaps = ColumnPair(x: holes, y: y)
    let draws = try bootstrap.statistics(
      of: [ColumnPair(x: x, y: y), gaps], threads: 1
    ) { moments in
      [
        moments[0].correlation, moments[0].meanSquaredDifference, moments[0].slope,
        moments[1].correlation, moments[1].count,
      ]
    }
    for draw in 0..<25 {
      let times = bootstrap.multiplicities(draw: draw)
      let rows = (0..<300).flatMap { Array(repeating: $0, count: times[blocks[$0]]) }
      let kept = rows.filter { holes[$0] != nil }
      let direct = PairedMoments(x: rows.map { x[$0] }, y: rows.map { y[$0] })
      let pearson = pearsonCorrelation(rows.map { x[$0] }, rows.map { y[$0] })
      let withHoles = pearsonCorrelation(kept.map { x[$0] }, kept.map { y[$0] })
      #expect(isClose(draws[0][draw], pearson ?? 0, relative: 1e-11))
      #expect(isClose(draws[1][draw], direct.meanSquaredDifference ?? 0, relative: 1e-11))
      #expect(isClose(draws[2][draw], direct.slope ?? 0, relative: 1e-11))
      #expect(isClose(draws[3][draw], withHoles ?? 0, relative: 1e-11))
      #expect(draws[4][draw] == Double(kept.count))
    }
  }

  @Test func threadsDoNotChangeABit() throws {
    let (x, y) = Self.data(500, seed: 9)
    let bootstrap = BlockBootstrap(
      blockOfRow: (0..<500).map { $0 / 10 }, draws: 200, seed: Seed(2))
    let pairs = [ColumnPair(x: x, y: y), ColumnPair(x: x, y: y).ranked()]
    let one = try bootstrap.statistics(of: pairs, threads: 1) { $0.map(\.correlation) }
    let four = try bootstrap.statistics(of: pairs, threads: 4) { $0.map(\.correlation) }
    #expect(one == four)
    let other = try BlockBootstrap(
      blockOfRow: (0..<500).map { $0 / 10 }, draws: 200, seed: Seed(3)
    ).statistics(of: pairs, threads: 1) { $0.map(\.correlation) }
    #expect(one != other)
  }

  @Test func permutingTheRowsWithTheirBlocksChangesNothing() throws {
    let (x, y) = Self.data(200, seed: 4)
    let blocks = (0..<200).map { $0 / 8 }
    var generator = SeededGenerator(Seed(6))
    let order = generator.permutation(200)
    func draws(_ rows: [Int]) throws -> [Double?] {
      try BlockBootstrap(blockOfRow: rows.map { blocks[$0] }, draws: 50, seed: Seed(1))
        .statistics(
          of: [ColumnPair(x: rows.map { x[$0] }, y: rows.map { y[$0] })], threads: 1
        ) { [$0[0].correlation] }[0]
    }
    for (a, b) in zip(try draws(Array(0..<200)), try draws(order)) {
      #expect(isClose(a, b ?? 0, relative: 1e-12))
    }
  }

  /// With independent rows as blocks, the spread of the draws is Fisher's standard error.
  @Test func independentRowsGiveFishersStandardError() throws {
    let (x, y) = Self.data(1_000, seed: 8)
    let draws = try BlockBootstrap(blockOfRow: Array(0..<1_000), draws: 800, seed: Seed(1))
      .statistics(of: [ColumnPair(x: x, y: y)], threads: 2) { [$0[0].correlation] }[0]
    let z = draws.compactMap { $0.flatMap { fisherZ($0) } }
    let spread = try #require(standardDeviation(of: z))
    let expected = try #require(fisherZStandardError(rows: 1_000))
    // Uniform variables have lighter tails than the normal ones of the formula.
    #expect((0.6...1.1).contains(spread / expected), "\(spread / expected)")
  }

  /// Ten copies of every row carry no information: blocks of copies must give the same interval
  /// as the single rows, rows of copies a √10 narrower one.
  @Test func blocksKeepCopiesFromNarrowingTheInterval() throws {
    let (x, y) = Self.data(150, seed: 12)
    let rows = (0..<1_500).map { $0 / 10 }
    let copied = ColumnPair(x: rows.map { x[$0] }, y: rows.map { y[$0] })
    func width(_ blocks: [Int], _ pair: ColumnPair) throws -> Double {
      let draws = try BlockBootstrap(blockOfRow: blocks, draws: 600, seed: Seed(1))
        .statistics(of: [pair], threads: 2) { [$0[0].correlation] }[0]
      let interval = try #require(percentileInterval(of: draws))
      return interval.upperBound - interval.lowerBound
    }
    let single = try width(Array(0..<150), ColumnPair(x: x, y: y))
    let blocked = try width(rows, copied)
    let naive = try width(Array(0..<1_500), copied)
    #expect(isClose(blocked, single, relative: 1e-9))
    #expect((2.4...4.1).contains(single / naive), "\(single / naive)")
  }
}
