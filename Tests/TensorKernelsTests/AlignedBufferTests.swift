import TensorKernels
import Testing

@Suite struct AlignedBufferTests {
  @Test func memoryStartsZeroedAndSlicesShareIt() throws {
    let buffer = try TensorBuffer(count: 10)
    #expect(buffer.all.values == Array(repeating: 0, count: 10))
    buffer.slice(at: 3, count: 4).write([1, 2])
    buffer.all.slice(at: 4, count: 3)[2] = 9
    #expect(buffer.all.values == [0, 0, 0, 1, 2, 0, 9, 0, 0, 0])
    buffer.slice(at: 0, count: 2).fill(7)
    #expect(buffer.all[1] == 7)
  }

  @Test func largeBlocksAreZeroedToo() throws {
    let buffer = try TensorBuffer(count: 3_000_000)
    #expect(buffer.all[2_999_999] == 0)
    buffer.all[2_999_999] = 1
    #expect(buffer.slice(at: 2_999_998, count: 2).values == [0, 1])
  }

  @Test func anEmptyBufferIsFine() throws {
    #expect(try AlignedBuffer<Int32>(count: 0).all.values.isEmpty)
  }

  @Test func memoryThatDoesNotExistIsRefused() {
    let bytes = (1 << 58) * MemoryLayout<Float>.stride
    #expect(throws: TensorError.outOfMemory(bytes: bytes)) {
      try TensorBuffer(count: 1 << 58)
    }
    #expect(
      "\(TensorError.outOfMemory(bytes: 64))"
        == "tensor memory: the system refused 64 bytes; expected room for the activations of one "
        + "batch. Use a smaller batch or shorter fragments.")
  }
}
