import Statistics
import Testing

@Suite struct SeedTests {
  @Test func theSameNameAndIndicesGiveTheSameSubSeed() {
    #expect(Seed(1).derived("shuffle", 2) == Seed(1).derived("shuffle", 2))
  }

  @Test func seedNameAndEveryIndexMatter() {
    let variants: Set<Seed> = [
      Seed(1).derived("shuffle", 2, 3), Seed(2).derived("shuffle", 2, 3),
      Seed(1).derived("dropout", 2, 3), Seed(1).derived("shuffle", 3, 2),
      Seed(1).derived("shuffle", 2), Seed(1).derived("shuffle"), Seed(1),
    ]
    #expect(variants.count == 7)
  }
}
