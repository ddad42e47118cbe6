import TensorKernels
import Testing

@Suite struct IndicatorRowsTests {
  @Test func knownLettersAreOneAndUnknownOnesAreZeroRows() throws {
    let layout = PackedLayout(lengths: [1, 3], gap: 1)
    let x = try TensorBuffer(count: layout.rowCount * 4).all
    writeIndicatorRows([3], into: x, layout: layout, sequence: 0)
    writeIndicatorRows([2, 4, 0], into: x, layout: layout, sequence: 1)
    #expect(
      unpacked(x, channels: 4, layout: layout)
        == [[0, 0, 0, 1], [0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0]])
  }
}
