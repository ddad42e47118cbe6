import PipelineEngine
import Testing

@Suite struct ByteCountTests {
  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1 kB"), (1_550, "1.6 kB"), (999_499, "999 kB"),
    (999_500, "1 MB"), (123_456_789, "123 MB"), (2_340_000_000, "2.3 GB"),
  ]) func readsWell(bytes: Int, words: String) {
    #expect(ByteCount(bytes).description == words)
  }
}
