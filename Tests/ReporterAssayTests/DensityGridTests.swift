import Foundation
import ReporterAssay
import Statistics
import Testing

@Suite struct DensityGridTests {
  @Test func cornersHoldTheExtremes() throws {
    let grid = try #require(DensityGrid(x: [0, 1, 1], y: [0, 1, 1], bins: 2))
    #expect(grid.cells.map { [$0.column, $0.row, $0.rows] } == [[0, 0, 1], [1, 1, 2]])
    #expect(grid.xRange == 0...1 && grid.rows == 3)
  }

  @Test func aConstantVariableHasARangeAndNoRowsHaveNoGrid() throws {
    let grid = try #require(DensityGrid(x: [2, 2], y: [5, 7], bins: 4))
    #expect(grid.xRange == 1.5...2.5)
    #expect(grid.cells.map(\.column) == [2, 2])
    #expect(DensityGrid(x: [], y: []) == nil)
  }

  @Test func everyRowIsInOneCell() throws {
    var generator = SeededGenerator(Seed(5))
    let x = (0..<3000).map { _ in generator.uniform() }
    let y = x.map { $0 * generator.uniform() }
    let grid = try #require(DensityGrid(x: x, y: y))
    #expect(grid.cells.reduce(0) { $0 + $1.rows } == 3000)
    #expect(grid.cells.allSatisfy { (0..<64).contains($0.column) && (0..<64).contains($0.row) })
    let copy = try JSONDecoder().decode(DensityGrid.self, from: JSONEncoder().encode(grid))
    #expect(copy == grid)
  }
}
