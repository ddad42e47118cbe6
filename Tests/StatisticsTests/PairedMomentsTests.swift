import Statistics
import Testing

@Suite struct PairedMomentsTests {
  @Test func workedExample() {
    let moments = PairedMoments(x: [1, 2, 3], y: [1, 3, 2])
    #expect(moments.count == 3)
    #expect(isClose(moments.correlation, 0.5))
    #expect(isClose(moments.slope, 0.5))
    #expect(isClose(moments.intercept, 1))
    #expect(isClose(moments.meanSquaredDifference, 2.0 / 3))
    #expect(isClose(moments.determination, 0, relative: 0, absolute: 1e-12))
  }

  @Test func agreesWithSciPyAndScikitLearn() throws {
    let oracle = try Oracles.load().regression
    let (x, y, _, _) = oracleColumns(count: 40, offset: 0)
    let moments = PairedMoments(x: x, y: y)
    #expect(isClose(moments.slope, oracle.slope, relative: 1e-12))
    #expect(isClose(moments.intercept, oracle.intercept, relative: 1e-12))
    #expect(isClose(moments.determination, oracle.r2, relative: 1e-12))
    #expect(isClose(moments.meanSquaredDifference, oracle.mse, relative: 1e-12))
    #expect(isClose(moments.correlation, pearsonCorrelation(x, y) ?? 0, relative: 1e-12))
  }

  @Test func constantColumnsHaveNoCorrelationButAnError() {
    let moments = PairedMoments(x: [0.1, 0.1, 0.1], y: [1, 2, 3])
    #expect(moments.correlation == nil)
    #expect(moments.slope == nil)
    #expect(moments.intercept == nil)
    #expect(isClose(moments.meanSquaredDifference, (0.81 + 3.61 + 8.41) / 3, relative: 1e-12))
    #expect(PairedMoments(x: [], y: []).meanSquaredDifference == nil)
    #expect(PairedMoments(x: [1, 2], y: [4, 4]).determination == nil)
  }

  @Test func ranksAreTakenAmongTheCompleteRows() {
    let pair = ColumnPair(x: [5, nil, 7, 6], y: [1, 2, nil, 9]).ranked()
    #expect(pair.isUsed == [true, false, false, true])
    #expect(pair.x == [1, 0, 0, 2])
    #expect(pair.y == [1, 0, 0, 2])
  }
}
