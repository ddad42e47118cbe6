import TensorKernels
import Testing

@Suite struct GlobalPoolingTests {
  private func pool(
    averages: Bool, maximizes: Bool, totals: Bool = false, dy: [Double]
  ) throws -> (pooled: [Double], dx: [[Double]]) {
    let layout = PackedLayout(lengths: [3, 0, 1], gap: 1)
    let x = try packed([[1, -5, 4, -2, 1, -2], [], [-3, 7]], channels: 2, layout: layout)
    let pooling = GlobalPooling(
      channels: 2, averages: averages, maximizes: maximizes, totals: totals)
    let pooled = try TensorBuffer(count: 3 * pooling.width).all
    let winner = try AlignedBuffer<Int32>(count: 6).all
    try pooling.forward(x, layout: layout, into: pooled, winner: winner, threads: 2)
    let dx = try TensorBuffer(count: layout.rowCount * 2).all
    try pooling.backward(tensor(dy), layout: layout, into: dx, winner: winner, threads: 2)
    return (pooled.values.map(Double.init), unpacked(dx, channels: 2, layout: layout))
  }

  @Test func averagesAreOverTheFragmentOnly() throws {
    let (pooled, dx) = try pool(averages: true, maximizes: false, dy: [3, 6, 1, 1, 5, 5])
    #expect(pooled == [2, -3, 0, 0, -3, 7])
    #expect(largestDifference(dx, [[1, 2, 1, 2, 1, 2], [], [5, 5]]) < 1e-6)
  }

  @Test func sumsAreOverAConstantWhateverTheLength() throws {
    // Channel sums of the first fragment are 6 and −9, over 16 reference positions.
    let (pooled, dx) = try pool(
      averages: true, maximizes: false, totals: true, dy: [16, 32, 1, 1, 8, 4])
    #expect(pooled == [0.375, -0.5625, 0, 0, -0.1875, 0.4375])
    #expect(largestDifference(dx, [[1, 2, 1, 2, 1, 2], [], [0.5, 0.25]]) < 1e-6)
  }

  @Test func theFirstOfEqualMaximaGetsTheGradient() throws {
    let (pooled, dx) = try pool(averages: false, maximizes: true, dy: [3, 6, 1, 1, 5, 5])
    #expect(pooled == [4, -2, 0, 0, -3, 7])
    #expect(dx == [[0, 0, 3, 6, 0, 0], [], [5, 5]])
  }

  @Test func bothSideBySideAddTheirGradients() throws {
    let dy: [Double] = [3, 6, 10, 20, 0, 0, 0, 0, 1, 2, 3, 4]
    let (pooled, dx) = try pool(averages: true, maximizes: true, dy: dy)
    #expect(pooled == [2, -3, 4, -2, 0, 0, 0, 0, -3, 7, -3, 7])
    #expect(largestDifference(dx, [[1, 2, 11, 22, 1, 2], [], [4, 6]]) < 1e-5)
  }
}
