import ActivityTesting
import Foundation
import Statistics
import Testing

/// Elements whose DNA and RNA are Poisson counts: who is called active must not depend on how often
/// an element was counted.
@Suite struct CountCalibrationTests {
  struct Design: Sendable, CustomStringConvertible {
    let depth: Double
    let sharesDNA: Bool
    let replicates: Int
    var description: String { "depth \(depth), shared DNA \(sharesDNA), n \(replicates)" }
  }

  static let designs = [5.0, 30, 300].flatMap { depth in
    [true, false].flatMap { shares in
      [1, 2, 3].map { Design(depth: depth, sharesDNA: shares, replicates: $0) }
    }
  }

  /// - Parameter activity: log2 by element and condition.
  private func ratios(
    _ design: Design, elements: Int, conditions: [String] = ["A"], seed: UInt64,
    activity: (Int, String) -> Double
  ) throws -> LogRatios {
    var generator = SeededGenerator(Seed(seed))
    let library = (0..<elements).map { _ in generator.gamma(shape: 2, scale: design.depth / 2) }
    func poisson(_ means: [Double]) -> [UInt32?] {
      means.map { UInt32(generator.poisson(mean: $0)) }
    }
    let shared = poisson(library)
    var samples: [AssaySample] = []
    var dna: [[UInt32?]] = []
    var rna: [[UInt32?]] = []
    for condition in conditions {
      for replicate in 0..<design.replicates {
        samples.append(
          AssaySample(
            name: "\(condition)\(replicate)", condition: condition, replicate: "\(replicate)",
            block: "\(replicate)", dnaLibrary: design.sharesDNA ? 0 : nil))
        dna.append(design.sharesDNA ? shared : poisson(library))
        rna.append(
          poisson(
            library.enumerated().map { element, mean in
              3 * mean * exp2(activity(element, condition))
            }))
      }
    }
    return try ElementCounts(samples: samples, dna: dna, rna: rna)
      .logRatios(LogRatioParameters(pseudocount: .automatic), threads: 2)
  }

  private func calls(_ ratios: LogRatios, _ design: Design) throws -> NullTest {
    guard design.replicates > 1 else {
      return try ratios.test(activityOf: "A", against: .belowMode, controls: [])
    }
    return try ratios.linearModelTest(.activity(of: "A"), threads: 2)
      .test(against: .belowMode, controls: [])
  }

  @Test(arguments: designs)
  func nothingIsActiveWhereNothingDiffers(design: Design) throws {
    let ratios = try ratios(design, elements: 3000, seed: 11) { _, _ in 0 }
    let null = try calls(ratios, design)
    let pValues = null.table.outcomes.compactMap { $0.test?.pValue }
    // At a false discovery rate of 5 % there is a call in one of twenty such experiments.
    #expect(null.table.significant(at: 0.05).count <= 2, "\(design)")
    #expect(pValues.filter { $0 < 0.001 }.count <= 12, "\(design)")
  }

  @Test(arguments: designs)
  func activeElementsAreFoundAndFewOthers(design: Design) throws {
    let ratios = try ratios(design, elements: 3000, seed: 12) { element, _ in
      element % 10 == 0 ? 3 : 0
    }
    let called = try calls(ratios, design).table.significant(at: 0.05)
    let wrong = called.filter { $0 % 10 != 0 }.count
    // Five reads are too few for normal errors: a tenth of the calls may be wrong there.
    let share = design.depth > 5 ? 0.08 : 0.12
    #expect(Double(wrong) <= share * Double(max(called.count, 25)), "\(design): \(wrong)")
    #expect(called.count - wrong >= (design.depth > 5 ? 270 : 40), "\(design): \(called.count)")
  }

  @Test func inactiveElementsMayVary() throws {
    for design in Self.designs where design.replicates == 3 && design.depth > 5 {
      var generator = SeededGenerator(Seed(5))
      let spread = (0..<3000).map { _ in 0.3 * generator.standardNormal() }
      let ratios = try ratios(design, elements: 3000, seed: 13) { element, _ in
        spread[element] + (element % 10 == 0 ? 3 : 0)
      }
      let null = try calls(ratios, design)
      // The centre is a mode, which is not exact.
      #expect((0.2...0.4).contains(null.spread ?? 0), "\(design): \(null.spread ?? 0)")
      let called = null.table.significant(at: 0.05)
      #expect(called.filter { $0 % 10 != 0 }.count <= called.count / 12, "\(design)")
    }
  }

  /// The noise of shared DNA is in no residual, so it is added to the errors of an activity; between
  /// two conditions that share it, it cancels.
  @Test func sharedInputDNAIsInTheErrorOfActivitiesAndNotOfDifferences() throws {
    let design = Design(depth: 30, sharesDNA: true, replicates: 3)
    let ratios = try ratios(design, elements: 3000, conditions: ["A", "B"], seed: 14) { _, _ in 0 }
    let own = LogRatios(
      samples: ratios.samples.map {
        AssaySample(
          name: $0.name, condition: $0.condition, replicate: $0.replicate, block: $0.block)
      }, starts: ratios.starts, ratios: ratios.ratios, logDNA: ratios.logDNA,
      sampleOf: ratios.sampleOf, counting: ratios.counting)
    func errors(_ ratios: LogRatios, _ contrast: ActivityContrast) throws -> [Double?] {
      try ratios.linearModelTest(contrast, threads: 2).table.outcomes.map {
        $0.test?.standardError
      }
    }
    let difference = ActivityContrast.difference(of: "B", from: "A")
    #expect(try errors(ratios, difference) == errors(own, difference))
    let dna = try #require(ratios.counting).dna
    let pairs = zip(
      try errors(ratios, .activity(of: "A")), try errors(own, .activity(of: "A")))
    var compared = 0
    for (element, (shared, alone)) in pairs.enumerated() {
      guard let shared, let alone else { continue }
      let variance = dna[ratios.starts[element]]
      #expect(abs(shared * shared - alone * alone - variance) < 1e-9 * variance)
      compared += 1
    }
    #expect(compared > 2900)
    let p = try ratios.linearModelTest(difference, threads: 2).table.outcomes.compactMap {
      $0.test?.pValue
    }
    #expect(kolmogorovDistance(p) < 1.63)
  }

  @Test func smallLibrariesHaveHalfAReadAddedInsteadOfOneOfTenMillion() throws {
    let samples = [AssaySample(name: "A", condition: "A", replicate: "1")]
    let counts = try ElementCounts(samples: samples, dna: [[10, 30, 60]], rna: [[0, 50, 50]])
    let ratios = try counts.logRatios(
      LogRatioParameters(pseudocount: .automatic), threads: 1
    ).ratios
    #expect(abs(ratios[0] - log2((0.5 / 100) / (10.5 / 100))) < 1e-12)
    #expect(abs(ratios[1] - log2(50.5 / 30.5)) < 1e-12)
    let published = try counts.logRatios(LogRatioParameters(), threads: 1).ratios
    #expect(abs(published[0] - log2(1.0 / 1_000_001)) < 1e-12)
    let corrected = try ElementCounts(
      samples: samples, rowStarts: [0, 1, 2, 3], dna: counts.dna, rna: counts.rna,
      libraries: ElementCounts.Libraries(dna: [200], rna: [50]))
    let factors = try corrected.logRatios(
      LogRatioParameters(pseudocount: .automatic), threads: 1
    ).ratios
    #expect(abs(factors[1] - (ratios[1] + 2)) < 1e-12)
  }
}
