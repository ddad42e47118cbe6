import ActivityTesting
import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct NullTestingTests {
  /// 400 inactive elements, 60 of them controls, and 40 active ones.
  func model(seed: UInt64, activity: Double = 3) throws -> LinearModelTest {
    try simulatedRatios(elements: 440, samples: samples(["A"], replicates: 4), seed: seed) {
      element, _ in element >= 400 ? activity : 0.2
    }.linearModelTest(.activity(of: "A"), threads: 2)
  }

  @Test func symmetricControlsGiveTheTestOfAThreshold() throws {
    // limma's treat with threshold 0.4 on the frozen model, whose tests are those of the table
    let oracle = try ReferenceTable("Reference/oracles/testing/linear_models.tsv")
      .only("case", "independent")
    let columns = ["effect", "t", "degrees", "treat_p"].map { oracle.optionalNumbers($0) }
    var tests: [(effect: Double, error: Double, degrees: Double)] = []
    var expected: [Double] = []
    for row in oracle.rows.indices {
      guard let effect = columns[0][row], let t = columns[1][row], let degrees = columns[2][row],
        let p = columns[3][row]
      else { continue }
      tests.append((effect, effect / t, degrees))
      expected.append(p)
    }
    #expect(expected.count > 20)
    // of 41 controls the second and the last but one are the quantiles 2.5 % and 97.5 %
    let controls = [-0.5, -0.4] + Array(repeating: 0.0, count: 37) + [0.4, 0.5]
    let table = ElementTestTable(
      tests: tests + controls.map { ($0, 0.3, 8) }, contrast: "B - A")
    let null = try table.test(
      against: .controlInterval, controls: Array(expected.count..<(expected.count + 41)))
    #expect(abs(null.centre) < 1e-15 && isClose(null.spread ?? 0, 0.4, relative: 1e-12))
    for (outcome, p) in zip(null.table.outcomes, expected) {
      #expect(isClose(outcome.test?.pValue ?? 0, p, relative: 1e-8))
    }
  }

  @Test func theIntervalOfTheControlsIsTheNull() throws {
    let model = try model(seed: 1)
    let null = try model.test(against: .controlInterval, controls: Array(0..<60))
    let effects = (0..<60).compactMap { model.table.outcomes[$0].test?.effect }
    let limits = try #require(quantiles(of: effects, at: [0.025, 0.975]))
    #expect(isClose(null.centre, (limits[0] + limits[1]) / 2, relative: 1e-12))
    #expect(isClose(null.spread ?? 0, (limits[1] - limits[0]) / 2, relative: 1e-12))
    let original = try #require(model.table.outcomes[420].test)
    let test = try #require(null.table.outcomes[420].test)
    #expect(isClose(test.effect, original.effect - null.centre, relative: 1e-12))
    let distribution = StudentT(degreesOfFreedom: original.degreesOfFreedom ?? 0)
    let error = try #require(original.standardError)
    let (h, d) = (null.spread ?? 0, abs(test.effect))
    let p = distribution.upperTail((d - h) / error) + distribution.upperTail((d + h) / error)
    #expect(isClose(test.pValue, p, relative: 1e-10))
    #expect(null.table.outcomes.allSatisfy { ($0.test?.logP ?? 1) <= 0 })
    let called = null.table.significant(at: 0.05)
    #expect(called.filter { $0 >= 400 }.count > 35)
    #expect(called.filter { $0 < 400 }.count <= 4)
  }

  @Test func ranksAreNeverZero() throws {
    let null = try model(seed: 2).test(
      against: .controlRanks, controls: Array(0..<60), direction: .greater)
    let smallest = null.table.outcomes.compactMap { $0.test?.pValue }.min() ?? 0
    #expect(isClose(smallest, 1.0 / 61, relative: 1e-12))
  }

  @Test func fewControlsGiveTheNullBelowTheMode() throws {
    let model = try model(seed: 3)
    #expect(try model.test(against: .automatic, controls: Array(0..<40)).null == .controlInterval)
    let null = try model.test(against: .automatic, controls: Array(0..<39))
    #expect(null.null == .belowMode)
    #expect(null.direction == .greater)
    #expect(abs(null.centre - 0.2) < 0.3)
    let called = null.table.significant(at: 0.05)
    #expect(called.filter { $0 >= 400 }.count > 35)
  }

  @Test func directionsAreMirrorImages() throws {
    let model = try model(seed: 4)
    let greater = try model.test(
      against: .controlDeviations, controls: Array(0..<60), direction: .greater)
    let less = try model.test(
      against: .controlDeviations, controls: Array(0..<60), direction: .less)
    for (a, b) in zip(greater.table.outcomes, less.table.outcomes) {
      #expect(abs((a.test?.pValue ?? 0) + (b.test?.pValue ?? 0) - 1) < 1e-12)
    }
  }

  @Test func oneReplicateCanStillBeComparedWithOthers() throws {
    let ratios = simulatedRatios(
      elements: 300, samples: samples(["A"], replicates: 1), seed: 5
    ) { element, _ in element < 20 ? 4 : 0 }
    let null = try ratios.test(activityOf: "A", against: .automatic, controls: [])
    #expect(null.null == .belowMode)
    #expect(null.table.outcomes[0].test?.standardError == nil)
    #expect(null.table.outcomes[0].test?.interval == nil)
    let controls = Array(100..<150)
    let scored = try ratios.test(activityOf: "A", against: .automatic, controls: controls)
    #expect(scored.null == .controlDeviations)
    #expect(scored.controls == 50)
  }

  @Test func messages() throws {
    let model = try model(seed: 6)
    #expect(
      message { _ = try model.test(against: .controlInterval, controls: [1, 2, 2]) }
        == "null 'controls': 2 tested negative controls; expected at least 40. Name more controls "
        + "or set the null to 'below_mode'.")
    let flat = LogRatios(
      samples: samples(["A"], replicates: 1), starts: Array(0...12),
      ratios: Array(repeating: 1, count: 12), logDNA: Array(repeating: 5, count: 12),
      sampleOf: Array(repeating: 0, count: 12))
    #expect(
      message { _ = try flat.test(activityOf: "A", against: .belowMode, controls: []) }
        == "null 'below_mode': all activities are equal or none lies below the mode; expected a "
        + "spread. Name negative controls, or test more elements.")
    #expect(
      message {
        _ = try flat.test(activityOf: "A", against: .controlDeviations, controls: Array(0..<12))
      }
        == "null 'control_deviations': more than half of the controls have the same activity; "
        + "expected a spread. Name other controls or set the null to 'control_ranks'.")
    #expect(
      message { _ = try flat.test(activityOf: "A", against: .controlInterval, controls: []) }
        == "null: found controls; expected a null that needs no replicates. Correct the "
        + "parameter.")
    #expect(
      message { _ = try flat.test(activityOf: "xyz", against: .belowMode, controls: []) }
        == "contrast: no sample of condition 'xyz'; expected one of 'A'. Correct the name.")
  }

  @Test func tablesNameTheNullByTheWordOfTheConfiguration() throws {
    #expect(
      ActivityNull.allCases.map(\.rawValue) == [
        "automatic", "controls", "control_ranks", "control_deviations", "below_mode",
      ])
    let null = try model(seed: 7).test(against: .automatic, controls: Array(0..<60))
    #expect(null.table.method == "controls")
  }
}
