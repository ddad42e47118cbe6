import ActivityTesting
import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct DegenerateInputTests {
  let six = samples(["A", "B"])
  let contrast = ActivityContrast.difference(of: "B", from: "A")

  func text(
    _ counts: [[UInt32?]], _ rna: [[UInt32?]], _ parameters: LinearModelParameters = .init()
  )
    -> String
  {
    message {
      _ = try ElementCounts(samples: six, dna: counts, rna: rna)
        .logRatios(LogRatioParameters(), threads: 1)
        .linearModelTest(contrast, parameters, threads: 1)
    }
  }

  @Test func exactCopiesHaveNoNoise() {
    let column: [UInt32?] = [5, 9, 30]
    #expect(
      text([[UInt32?]](repeating: column, count: 6), [[UInt32?]](repeating: column, count: 6))
        == "contrast 'B - A': all replicates of every element agree exactly; expected measurements "
        + "with noise. Check that the samples are not copies of one another.")
  }

  @Test func copiesOfOneAnotherWithDifferentElementsHaveNoNoiseEither() {
    let rna: [UInt32?] = [50, 9, 3]
    let dna: [UInt32?] = [5, 9, 30]
    let found = text(
      [[UInt32?]](repeating: dna, count: 6), [[UInt32?]](repeating: rna, count: 6))
    #expect(found.hasPrefix("contrast 'B - A': all replicates of every element agree exactly"))
  }

  @Test func nothingObservedInOneCondition() {
    let seen: [UInt32?] = [5, 9, 30]
    let zero: [UInt32?] = [0, 0, 30]
    let dna = [seen, seen, seen, zero, zero, zero]
    #expect(
      text(
        [[UInt32?]](repeating: [5, nil, nil], count: 6),
        [[UInt32?]](repeating: [nil, 4, 5], count: 6))
        == "contrast 'B - A': none of 3 elements can be tested, most often because of "
        + "not_observed; "
        + "expected at least one. Check the counts and the minimum DNA.")
    let test = try? ElementCounts(
      samples: six, dna: dna,
      rna: [[3, 9, 20], [9, 2, 10], [4, 4, 4], seen, [6, 6, 6], [1, 9, 7]]
    ).logRatios(LogRatioParameters(), threads: 1).linearModelTest(contrast, threads: 1)
    #expect(test?.table.untested == [.conditionMissing: 2])
    #expect(test?.table.testedCount == 1)
  }

  @Test func oneElementIsTestedWithoutModeration() throws {
    let ratios = LogRatios(
      samples: six, starts: [0, 6], ratios: [1, 2, 3, 4, 6, 8], logDNA: [5, 5, 5, 5, 5, 5],
      sampleOf: [0, 1, 2, 3, 4, 5])
    let test = try ratios.linearModelTest(contrast, threads: 1)
    let result = try #require(test.table.outcomes[0].test)
    #expect(isClose(result.effect, 4, relative: 1e-12))
    #expect(result.degreesOfFreedom == 4)
    // t = 4/√(2.5·2/3)
    #expect(isClose(result.statistic, 4 / (5.0 / 3).squareRoot(), relative: 1e-12))
  }

  @Test func aFewMissingSamplesLeaveATest() throws {
    let complete = simulatedRatios(elements: 20, samples: six, seed: 3)
    // element 0 has lost three samples, element 1 four: two and one residual degrees are 1 and 0
    let lost: [Int: Set<Int32>] = [0: [1, 2, 4], 1: [1, 2, 4, 5]]
    var (ratios, logDNA, sampleOf, starts): ([Double], [Double], [Int32], [Int]) = ([], [], [], [0])
    for element in 0..<20 {
      for observation in complete.observations(of: element) {
        let sample = complete.sampleOf[observation]
        if lost[element]?.contains(sample) == true { continue }
        ratios.append(complete.ratios[observation])
        logDNA.append(complete.logDNA[observation])
        sampleOf.append(sample)
      }
      starts.append(ratios.count)
    }
    let table = try LogRatios(
      samples: six, starts: starts, ratios: ratios, logDNA: logDNA, sampleOf: sampleOf
    ).linearModelTest(contrast, threads: 1).table
    #expect(table.outcomes[0].test?.observations == 3)
    #expect(table.outcomes[1] == .untested(.tooFewReplicates))
    #expect(table.testedCount == 19)
  }

  @Test func tinyPValuesKeepTheirSize() throws {
    let ratios = simulatedRatios(
      elements: 400, samples: samples(["A", "B"], replicates: 300), seed: 4, deviation: 0.01
    ) { element, sample in element == 0 && sample.condition == "B" ? 1 : 0 }
    let result = try #require(
      try ratios.linearModelTest(contrast, threads: 2).table.outcomes[0].test)
    #expect(result.minusLog10P > 300)
    #expect(result.minusLog10Q > 300)
    #expect((result.logOdds ?? 0) > 300)
    #expect(probability(logOdds: result.logOdds ?? 0) == 1)
  }

  @Test func messages() {
    let ratios = simulatedRatios(elements: 20, samples: six, seed: 1)
    func text(_ parameters: LinearModelParameters) -> String {
      message { _ = try ratios.linearModelTest(contrast, parameters, threads: 1) }
    }
    #expect(
      text(LinearModelParameters(span: 0))
        == "span: found 0.0; expected a number between 0 and 1. Correct the parameter.")
    #expect(
      text(LinearModelParameters(dependence: .correlatedBlocks(correlation: 1)))
        == "correlation: found 1.0; expected a number between -1 and 1, or none. Correct the "
        + "parameter.")
    #expect(
      text(LinearModelParameters(dependence: .correlatedBarcodes(correlation: nil)))
        == "correlated barcodes: the log-ratios are of whole elements; expected one for every "
        + "barcode. Set the aggregation to 'barcodes' or choose another model.")
    let alone = six.map {
      AssaySample(name: $0.name, condition: $0.condition, replicate: $0.replicate, block: $0.name)
    }
    #expect(
      message {
        _ = try simulatedRatios(elements: 20, samples: alone, seed: 1).linearModelTest(
          contrast, LinearModelParameters(dependence: .correlatedBlocks(correlation: nil)),
          threads: 1)
      }
        == "correlated blocks: no element has enough repeated observations to estimate the "
        + "correlation; expected at least two blocks, one of them with two samples, and three more "
        + "observations than coefficients. Choose independent samples.")
    let single = try? ElementCounts(
      samples: samples(["A"]), rowStarts: [0, 1, 2, 3],
      dna: [[9, 8, 7], [7, 9, 8], [8, 8, 9]], rna: [[9, 3, 1], [5, 5, 1], [9, 2, 2]]
    ).logRatios(LogRatioParameters(aggregation: .barcodes), threads: 1)
    #expect(
      message {
        _ = try single?.linearModelTest(
          .activity(of: "A"),
          LinearModelParameters(dependence: .correlatedBarcodes(correlation: nil)), threads: 1)
      }
        == "correlated barcodes: no element has enough barcodes in several samples to estimate the "
        + "correlation; expected at least two barcodes, both of them in two samples, and three more "
        + "observations than coefficients. Choose independent observations.")
  }

  /// Elements 0…29 have pairs that disagree; the block of six of the last cannot have a correlation
  /// below −1/5.
  @Test(arguments: [nil, -0.9] as [Double?])
  func aCorrelationIsOneThatTheLargestBlockCanHave(given: Double?) throws {
    let blocks = ["1", "1", "1", "1", "1", "1", "2", "2", "3", "3", "4", "4"]
    let many = blocks.enumerated().map {
      AssaySample(name: "\($0)", condition: "A", replicate: "\($0)", block: $1)
    }
    var generator = SeededGenerator(Seed(5))
    var (ratios, sampleOf, starts): ([Double], [Int32], [Int]) = ([], [], [0])
    for element in 0..<31 {
      for sample in (element < 30 ? 6 : 0)..<12 {
        let noise = generator.standardNormal()
        ratios.append(
          sample % 2 == 0 ? noise : -(ratios.last ?? 0) + 0.1 * noise)
        sampleOf.append(Int32(sample))
      }
      starts.append(ratios.count)
    }
    let test = try LogRatios(
      samples: many, starts: starts, ratios: ratios, logDNA: ratios.map { _ in 5 },
      sampleOf: sampleOf
    ).linearModelTest(
      .activity(of: "A"),
      LinearModelParameters(
        dependence: .correlatedBlocks(correlation: given), weighsByPrecision: false), threads: 1)
    #expect(isClose(test.correlation ?? 0, -0.99 / 5, relative: 1e-12))
    #expect(test.table.testedCount == 31)
    #expect(test.table.outcomes.allSatisfy { $0.test?.logP.isFinite == true })
  }

  @Test func barcodesOfOneSampleAreIndependent() throws {
    var generator = SeededGenerator(Seed(6))
    let dna = (0..<100).map { _ in UInt32?(UInt32(20 + generator.poisson(mean: 20))) }
    let rna = (0..<100).map { _ in UInt32?(UInt32(5 + generator.poisson(mean: 40))) }
    let ratios = try ElementCounts(
      samples: samples(["A"], replicates: 1),
      rowStarts: Array(stride(from: 0, through: 100, by: 5)),
      dna: [dna], rna: [rna]
    ).logRatios(LogRatioParameters(aggregation: .barcodes), threads: 1)
    func test(_ dependence: SampleDependence) throws -> LinearModelTest {
      try ratios.linearModelTest(
        .activity(of: "A"), LinearModelParameters(dependence: dependence), threads: 1)
    }
    let found = try test(.correlatedBarcodes(correlation: nil))
    #expect(found.correlation == nil && found.table.testedCount == 20)
    #expect(try test(.independent).table.outcomes == found.table.outcomes)
  }

  @Test func theNumberOfThreadsDoesNotMatter() throws {
    let ratios = simulatedRatios(elements: 300, samples: six, seed: 9, sharedDeviation: 0.4)
    let parameters = LinearModelParameters(dependence: .correlatedBlocks(correlation: nil))
    let one = try ratios.linearModelTest(contrast, parameters, threads: 1)
    let four = try ratios.linearModelTest(contrast, parameters, threads: 4)
    #expect(one.table.outcomes == four.table.outcomes)
    #expect(one.correlation == four.correlation)
  }
}
