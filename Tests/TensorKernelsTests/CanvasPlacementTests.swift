import TensorKernels
import Testing

@Suite struct CanvasPlacementTests {
  @Test func mapsAreCentredAndSurroundedByZeros() throws {
    let layout = PackedLayout(lengths: [2, 1, 4, 0], gap: 2)
    let maps: [[Double]] = [[7, 8], [7], [1, 2, 3, 4], []]
    let x = try packed(maps, channels: 1, layout: layout)
    let canvas = try tensor(Array(repeating: 5, count: 16))
    let placement = CanvasPlacement(positions: 4, channels: 1)
    try placement.forward(x, layout: layout, into: canvas, threads: 2)
    #expect(canvas.values == [0, 7, 8, 0, 0, 7, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0])
    let dx = try TensorBuffer(count: layout.rowCount).all
    try placement.backward(canvas, layout: layout, into: dx, threads: 2)
    #expect(unpacked(dx, channels: 1, layout: layout) == maps)
  }
}
