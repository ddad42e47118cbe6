import ReadCounting
import Testing

struct UMICollisionsTests {
  @Test func workedExample() {
    let collisions = UMICollisions(umiLength: 2)
    #expect(isNear(collisions.expectedDistinct(molecules: 10), 7.61))
    #expect(isNear(collisions.molecules(distinct: 8), 10.74))
    #expect(isNear(collisions.molecules(distinct: 16), 53.70))
  }

  @Test func estimateAndExpectationAreInverse() {
    for length in [1, 4, 10, 16, 32] {
      let collisions = UMICollisions(umiLength: length)
      for distinct in [0, 1, 2, 3] {
        let molecules = collisions.molecules(distinct: distinct)
        #expect(molecules >= Double(distinct))
        #expect(
          abs(collisions.expectedDistinct(molecules: molecules) - Double(distinct)) < 1e-9)
      }
    }
  }

  @Test func aFullSetOfUMIsIsSaturated() {
    let collisions = UMICollisions(umiLength: 1)
    #expect(collisions.isSaturated(distinct: 4))
    #expect(!collisions.isSaturated(distinct: 3))
    #expect(isNear(collisions.molecules(distinct: 4), 7.23))
  }

  private func isNear(_ value: Double, _ expected: Double) -> Bool {
    abs(value - expected) < 0.005
  }
}
