import Statistics
import Testing

@Suite struct ReplicateOverdispersionTests {
  @Test func workedExample() {
    var dispersion = ReplicateOverdispersion()
    dispersion.add(counts: [1, 3], exposures: [1, 1])
    #expect(dispersion.value == 1)
  }

  @Test func fragmentsThatSayNothingAreLeftOut() {
    var dispersion = ReplicateOverdispersion()
    dispersion.add(counts: [0, 0], exposures: [1, 1])
    dispersion.add(counts: [4], exposures: [1])
    dispersion.add(counts: [4, 9], exposures: [1, 0])
    #expect(dispersion.value == nil)
    dispersion.add(counts: [2, 4, 7], exposures: [1, 2, 0])  // as expected: 2 and 4
    #expect(dispersion.value == 0 && dispersion.degrees == 1)
  }

  /// The statistic of a multinomial total has expectation n − 1 exactly; its standard error here is
  /// about √(2/(2·n)).
  @Test func poissonReplicatesHaveOneHoweverSmallTheCounts() {
    for depth in [0.05, 0.5, 20] {
      var generator = SeededGenerator(Seed(1))
      var dispersion = ReplicateOverdispersion()
      for _ in 0..<60_000 {
        let activity = generator.gamma(shape: 0.5, scale: 2)
        let exposures = [1, 2, 0.7].map { $0 * depth }
        dispersion.add(
          counts: exposures.map { generator.poisson(mean: $0 * activity) }, exposures: exposures)
      }
      let tolerance = 6 / Double(dispersion.degrees).squareRoot()
      #expect(abs((dispersion.value ?? 0) - 1) < tolerance, "\(depth)")
    }
  }

  @Test func duplicatedReadsRaiseIt() {
    var generator = SeededGenerator(Seed(2))
    var dispersion = ReplicateOverdispersion()
    for _ in 0..<20_000 {
      dispersion.add(
        counts: (0..<3).map { _ in 3 * generator.poisson(mean: 2) }, exposures: [1, 1, 1])
    }
    #expect(abs((dispersion.value ?? 0) - 3) < 0.1)
  }
}
