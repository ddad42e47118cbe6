import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct LowessTests {
  @Test func workedExample() throws {
    let curve = try #require(LowessCurve(x: [1, 2, 3, 4, 5], y: [2, 4, 6, 8, 10], span: 1))
    #expect(isClose(curve.value(at: 2.5), 5, relative: 1e-12))
    #expect(isClose(curve.value(at: 99), 10, relative: 1e-12))
    #expect(isClose(curve.value(at: -99), 2, relative: 1e-12))
  }

  @Test func edges() {
    #expect(LowessCurve(x: [], y: []) == nil)
    #expect(LowessCurve(x: [3], y: [7])?.value(at: 0) == 7)
    #expect(LowessCurve(x: [1, 1, 1], y: [1, 2, 6])?.values.count == 1)
    #expect(LowessCurve(x: [0, 1, 2, 3], y: [5, 5, 5, 5])?.value(at: 1.5) == 5)
  }

  @Test(arguments: ["curved", "tied", "plain", "few"])
  func agreesWithR(cloud: String) throws {
    let table = try ReferenceTable("Reference/oracles/testing/lowess.tsv").only("case", cloud)
    let x = table.numbers("x")
    let span = try #require(table.numbers("span").first)
    let iterations = Int(try #require(table.numbers("iterations").first))
    let curve = try #require(
      LowessCurve(x: x, y: table.numbers("y"), span: span, iterations: iterations))
    for (place, value) in zip(x, table.numbers("value")) {
      #expect(abs(curve.value(at: place) - value) < 1e-10, "\(cloud) at \(place)")
    }
  }

  @Test func theOrderOfThePointsDoesNotMatter() {
    var generator = SeededGenerator(Seed(3))
    let x = (0..<200).map { _ in generator.uniform() }
    let y = x.map { $0 * $0 + 0.1 * generator.standardNormal() }
    let order = generator.permutation(200)
    let shuffled = LowessCurve(x: order.map { x[$0] }, y: order.map { y[$0] })
    #expect(LowessCurve(x: x, y: y) == shuffled)
  }

  @Test func anOutlierHardlyMovesTheCurve() throws {
    let x = (0..<50).map(Double.init)
    var y = x.map { $0 + ($0.truncatingRemainder(dividingBy: 2) == 0 ? 0.1 : -0.1) }
    y[25] = 40
    let curve = try #require(LowessCurve(x: x, y: y, span: 0.5, delta: 0))
    #expect(abs(curve.value(at: 25) - 25) < 0.1)
  }
}
