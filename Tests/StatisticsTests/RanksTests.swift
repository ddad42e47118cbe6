import Statistics
import Testing

@Suite struct RanksTests {
  @Test func workedExample() {
    #expect(midRanks([10, 20, 20, 5]) == [2, 3.5, 3.5, 1])
    #expect(ascendingOrder([10, 20, 20, 5]) == [3, 0, 1, 2])
  }

  @Test func signedZerosTieAndInfinitiesAreAtTheEnds() {
    #expect(midRanks([0.0, -0.0, -.infinity, .infinity]) == [2.5, 2.5, 1, 4])
    #expect(midRanks([]) == [])
  }

  @Test func agreesWithSciPy() throws {
    let oracle = try Oracles.load().ranks
    #expect(midRanks(oracle.values) == oracle.ranks)
  }

  /// The radix sort takes over at 2,048 values; both must give the same ranks.
  @Test(arguments: [2_047, 2_048, 5_000]) func longColumnsRankLikeADirectCount(count: Int) {
    var generator = SeededGenerator(Seed(UInt64(count)))
    let values = (0..<count).map { _ in (Double(generator.index(below: 300)) - 150) * 1e-3 }
    var countOf: [Double: Int] = [:]
    for value in values { countOf[value == 0 ? 0 : value, default: 0] += 1 }
    var rankOf: [Double: Double] = [:]
    var below = 0
    for value in countOf.keys.sorted() {
      let ties = countOf[value, default: 0]
      rankOf[value] = Double(below) + Double(ties + 1) / 2
      below += ties
    }
    #expect(midRanks(values) == values.map { rankOf[$0 == 0 ? 0 : $0, default: 0] })
    let order = ascendingOrder(values)
    #expect(order.sorted() == Array(0..<count))
    #expect(zip(order, order.dropFirst()).allSatisfy { (values[$0], $0) < (values[$1], $1) })
  }
}
