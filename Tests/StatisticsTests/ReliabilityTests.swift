import Statistics
import Testing

@Suite struct ReliabilityTests {
  @Test func workedExamples() {
    #expect(isClose(spearmanBrown(0.5, factor: 2), 2.0 / 3))
    #expect(
      isClose(
        noiseCeiling(replicateCorrelation: 0.34, replicates: 1).value, 0.583095, relative: 1e-6))
    #expect(
      isClose(
        noiseCeiling(replicateCorrelation: 0.34, replicates: 2).value, 0.712364, relative: 1e-6))
    #expect(
      isClose(
        noiseCeiling(replicateCorrelation: 0.5, replicates: 2).value, 0.816497, relative: 1e-6))
    #expect(
      isClose(reliabilityOfMean(replicateCorrelation: 0.34, replicates: 2).value, 0.68 / 1.34))
  }

  @Test func nothingReliableIsUndefinedWithItsReason() {
    for r in [0, -0.2] {
      let ceiling = noiseCeiling(replicateCorrelation: r, replicates: 3)
      #expect(ceiling == .undefined(.correlationNotPositive))
    }
    #expect(spearmanBrown(-0.5, factor: 3) == nil)
  }

  @Test func triadsRecoverUnequalReliabilities() {
    // r_ab = √(ρ_a ρ_b) with ρ = 0.64, 0.36, 0.2025 and a fourth of 0.25.
    let root = [0.8, 0.6, 0.45, 0.5]
    let matrix = root.indices.map { a in root.indices.map { b -> Double? in root[a] * root[b] } }
    for (estimate, expected) in zip(triadReliabilities(correlations: matrix), root) {
      #expect(isClose(estimate.value, expected * expected, relative: 1e-12))
    }
  }

  @Test func triadsSayWhyTheyFail() {
    #expect(
      triadReliabilities(correlations: [[1, 0.5], [0.5, 1]])
        == Array(repeating: .undefined(.tooFewReplicates), count: 2))
    let negative: [[Double?]] = [[1, -0.1, 0.2], [-0.1, 1, 0.2], [0.2, 0.2, 1]]
    #expect(
      triadReliabilities(correlations: negative)
        == Array(repeating: .undefined(.correlationNotPositive), count: 3))
    let impossible: [[Double?]] = [[1, 0.9, 0.9], [0.9, 1, 0.1], [0.9, 0.1, 1]]
    #expect(
      triadReliabilities(correlations: impossible).first == .undefined(.reliabilityAboveOne))
  }

  @Test func twoUnequalReplicatesOfThePublishedStudy() {
    let found = unequalReliabilities(
      replicateCorrelation: 0.34, modelCorrelations: (0.126, 0.301))
    #expect(isClose(found.first.value, 0.142326, relative: 1e-5))
    #expect(isClose(found.second.value, 0.812222, relative: 1e-5))
    #expect(isClose(found.first.value.map { $0.squareRoot() }, 0.377, relative: 1e-3))
    #expect(isClose(found.second.value.map { $0.squareRoot() }, 0.901, relative: 1e-3))
    let failed = unequalReliabilities(replicateCorrelation: 0.9, modelCorrelations: (0.1, 0.5))
    #expect(failed.second == .undefined(.reliabilityAboveOne))
    let none = unequalReliabilities(replicateCorrelation: 0.9, modelCorrelations: (0, 0.5))
    #expect(none.first == .undefined(.correlationNotPositive))
  }

  @Test func theMeanOfUnequalReplicates() {
    #expect(isClose(reliabilityOfMean(of: [0.5, 0.5]), 2.0 / 3))
    #expect(isClose(reliabilityOfMean(of: [0.8, 0.2]), 1 / (1 + 4.25 / 4)))
    #expect(isClose(reliabilityOfMean(of: [0.3, 0.3, 0.3]), spearmanBrown(0.3, factor: 3) ?? 0))
    #expect(reliabilityOfMean(of: []) == nil)
    #expect(reliabilityOfMean(of: [0.5, 0]) == nil && reliabilityOfMean(of: [1.1]) == nil)
  }
}
