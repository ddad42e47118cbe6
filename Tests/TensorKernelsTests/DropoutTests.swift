import TensorKernels
import Testing

@Suite struct DropoutTests {
  private func dropped(_ seed: UInt64, keep: Double, count: Int = 20_000) throws -> [Float] {
    let x = try TensorBuffer(count: count).all
    x.fill(1)
    applyDropout(to: x, seed: seed, keep: keep)
    return x.values
  }

  @Test func keptValuesAreScaledAndTheShareIsRight() throws {
    let values = try dropped(5, keep: 0.7)
    #expect(Set(values) == [0, 1 / Float(0.7)])
    let kept = Double(values.filter { $0 > 0 }.count) / Double(values.count)
    // Standard deviation of the share: √(0.7 · 0.3 / 20000) = 0.0032.
    #expect(abs(kept - 0.7) < 0.013)
  }

  @Test func theSameSeedGivesTheSameMaskAndAnotherSeedAnother() throws {
    #expect(try dropped(5, keep: 0.5) == dropped(5, keep: 0.5))
    #expect(try dropped(5, keep: 0.5) != dropped(6, keep: 0.5))
    #expect(try Array(dropped(5, keep: 0.5).prefix(10)) == dropped(5, keep: 0.5, count: 10))
  }

  @Test func keepingEverythingChangesNothing() throws {
    #expect(try Set(dropped(1, keep: 1)) == [1])
  }
}
