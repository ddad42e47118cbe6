import Foundation
import Statistics
import Testing

@Suite struct HexagonGridTests {
  /// Uniform numbers with a correlation between the two.
  private func cloud(_ count: Int, correlation: Double) -> (x: [Double], y: [Double]) {
    var generator = SeededGenerator(Seed(5))
    let x = (0..<count).map { _ in generator.uniform() }
    return (x, x.map { correlation * $0 + (1 - correlation) * generator.uniform() })
  }

  @Test func workedExampleOfThreePoints() throws {
    let grid = try #require(HexagonGrid(x: [0, 0, 1], y: [0, 0, 1], columns: 10))
    #expect(grid.cells.map(\.count) == [2, 1])
    #expect(grid.cells[0].x == 0 && grid.cells[0].y == 0)
    #expect(abs(grid.cellWidth - 0.1) < 1e-15)
    // A regular hexagon is 2/√3 times as high as wide.
    #expect(abs(grid.cellHeight - 0.1 * 2 / 3.0.squareRoot()) < 1e-15)
  }

  @Test func everyPointIsCountedOnce() throws {
    let points = cloud(50_000, correlation: 0.6)
    for columns in [2, 17, 44, 60] {
      let grid = try #require(HexagonGrid(x: points.x, y: points.y, columns: columns))
      #expect(grid.total == 50_000)
      #expect(Set(grid.cells.map { "\($0.x) \($0.y)" }).count == grid.cells.count)
    }
  }

  @Test func pointsFallIntoTheNearestHexagon() throws {
    let points = cloud(400, correlation: 0.2)
    let grid = try #require(
      HexagonGrid(x: points.x, y: points.y, columns: 12, sharedRange: true))
    var nearest = [Int](repeating: 0, count: grid.cells.count)
    for (x, y) in zip(points.x, points.y) {
      let distances = grid.cells.map { ($0.x - x) * ($0.x - x) + ($0.y - y) * ($0.y - y) }
      if let best = distances.indices.min(by: { distances[$0] < distances[$1] }) {
        nearest[best] += 1
      }
    }
    #expect(nearest == grid.cells.map(\.count))
  }

  @Test func constantVariablesHaveARangeAndNoPointsNoGrid() throws {
    #expect(HexagonGrid(x: [], y: []) == nil)
    #expect(HexagonGrid(x: [3], y: [4])?.total == 1)
    let grid = try #require(HexagonGrid(x: [3, 3, 3], y: [4, 4, 4], sharedRange: true))
    #expect(grid.cells.map(\.count) == [3])
  }

  @Test func rowsAscendAndSurviveBeingWritten() throws {
    let points = cloud(3000, correlation: 0.9)
    let grid = try #require(HexagonGrid(x: points.x, y: points.y))
    let places = grid.cells.map { ($0.y, $0.x) }
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
    let copy = try JSONDecoder().decode(HexagonGrid.self, from: JSONEncoder().encode(grid))
    #expect(copy == grid)
  }
}
