import Reports
import Testing

@Suite struct DensityGridTests {
  @Test func everyPointIsCountedOnce() throws {
    let points = SampleReports.cloud(50_000, correlation: 0.6)
    for columns in [2, 17, 44, 60] {
      let grid = try DensityGrid(x: points.x, y: points.y, columns: columns)
      #expect(grid.total == 50_000)
      #expect(Set(grid.cells.map { "\($0.x) \($0.y)" }).count == grid.cells.count)
    }
  }

  @Test func pointsFallIntoTheNearestHexagon() throws {
    let points = SampleReports.cloud(400, correlation: 0.2)
    let grid = try DensityGrid(x: points.x, y: points.y, columns: 12, sharedRange: true)
    var nearest = [Int](repeating: 0, count: grid.cells.count)
    for (x, y) in zip(points.x, points.y) {
      let distances = grid.cells.map { ($0.x - x) * ($0.x - x) + ($0.y - y) * ($0.y - y) }
      if let best = distances.indices.min(by: { distances[$0] < distances[$1] }) {
        nearest[best] += 1
      }
    }
    #expect(nearest == grid.cells.map(\.count))
  }

  @Test func workedExampleOfThreePoints() throws {
    let grid = try DensityGrid(x: [0, 0, 1], y: [0, 0, 1], columns: 10)
    #expect(grid.cells.map(\.count) == [2, 1])
  }

  @Test func edgesOfTheInput() throws {
    #expect(try DensityGrid(x: [], y: []).cells.isEmpty)
    #expect(try DensityGrid(x: [3], y: [4]).total == 1)
    #expect(
      try DensityGrid(x: [3, 3, 3], y: [4, 4, 4], sharedRange: true).cells.map(\.count) == [3])
    #expect(throws: ReportsError.notFinite(content: "density grid", path: "y[1]", value: "nan")) {
      try DensityGrid(x: [0, 1], y: [0, .nan])
    }
    #expect(throws: ReportsError.self) { try DensityGrid(x: [0, 1], y: [0]) }
  }

  @Test func histogramsBecomeRectangles() throws {
    let grid = try DensityGrid(
      counts: [0, 3, 1, 0], xBins: 2, yBins: 2, xRange: 0...2, yRange: 0...2)
    #expect(
      grid.cells == [
        DensityGrid.Cell(x: 0.5, y: 1.5, count: 3), DensityGrid.Cell(x: 1.5, y: 0.5, count: 1),
      ])
    #expect(grid.shape == .rectangle)
    #expect(throws: ReportsError.self) {
      try DensityGrid(counts: [1], xBins: 2, yBins: 2, xRange: 0...1, yRange: 0...1)
    }
  }

  @Test func fineHistogramsAreMergedAndLoseNothing() throws {
    let bins = 250
    let counts = (0..<bins * bins).map { $0 % 3 }
    let grid = try DensityGrid(
      counts: counts, xBins: bins, yBins: bins, xRange: 0...250, yRange: 0...250)
    #expect(grid.total == counts.reduce(0, +))
    #expect(grid.cells.count <= 100 * 100)
    #expect(grid.cellWidth == 4)
  }
}
