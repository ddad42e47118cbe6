import ActivityTesting
import Foundation
import Statistics
import Testing

/// Kolmogorov's 1 % limit is 1.63/√n; dependence through the shared prior hardly matters here.
@Suite struct CalibrationTests {
  @Test(arguments: [UInt64(1), 2, 3])
  func pValuesOfInactiveElementsAreUniform(seed: UInt64) throws {
    let ratios = simulatedRatios(elements: 3_000, samples: samples(["A", "B"]), seed: seed)
    let test = try ratios.linearModelTest(.difference(of: "B", from: "A"), threads: 2)
    let pValues = test.table.outcomes.compactMap { $0.test?.pValue }
    #expect(kolmogorovDistance(pValues) < 1.63, "seed \(seed)")
  }

  @Test(arguments: [UInt64(4), 5])
  func theFalseDiscoveryRateHoldsAndIntervalsCover(seed: UInt64) throws {
    let elements = 3_000
    let ratios = simulatedRatios(elements: elements, samples: samples(["A", "B"]), seed: seed) {
      element, sample in element % 10 == 0 && sample.condition == "B" ? 2.5 : 0
    }
    let table = try ratios.linearModelTest(.difference(of: "B", from: "A"), threads: 2).table
    let called = table.significant(at: 0.1)
    let wrong = called.filter { $0 % 10 != 0 }.count
    #expect(called.count > 200)
    #expect(Double(wrong) < 0.14 * Double(called.count), "\(wrong) of \(called.count)")
    var covered = 0
    for (element, outcome) in table.outcomes.enumerated() {
      let interval = outcome.test?.interval
      if interval?.contains(element % 10 == 0 ? 2.5 : 0) == true { covered += 1 }
    }
    #expect(abs(Double(covered) / Double(elements) - 0.95) < 0.012, "\(covered)")
  }

  @Test func correlatedAndPairedBlocksStayCalibrated() throws {
    let ratios = simulatedRatios(
      elements: 2_000, samples: samples(["A", "B"]), seed: 6, deviation: 0.4, sharedDeviation: 0.6)
    for dependence in [SampleDependence.correlatedBlocks(correlation: nil), .pairedBlocks] {
      let test = try ratios.linearModelTest(
        .difference(of: "B", from: "A"), LinearModelParameters(dependence: dependence), threads: 2)
      let pValues = test.table.outcomes.compactMap { $0.test?.pValue }
      let small = Double(pValues.filter { $0 < 0.05 }.count) / 2_000
      #expect(abs(small - 0.05) < 0.02, "\(dependence): \(small)")
      if let correlation = test.correlation { #expect(correlation > 0.4 && correlation < 0.9) }
    }
  }

  @Test func correlatedBarcodesKeepActivityTestsHonest() throws {
    // Ten barcodes in three replicates; the effect of a barcode is shared by its replicates.
    let replicates = samples(["A"])
    var ratios: [Double] = []
    var sampleOf: [Int32] = []
    var barcodeOf: [Int32] = []
    for element in 0..<3_000 {
      var generator = SeededGenerator(Seed(7).derived("element", element))
      for barcode in 0..<10 {
        let shared = generator.standardNormal()
        for sample in 0..<3 {
          ratios.append(shared + 0.5 * generator.standardNormal())
          sampleOf.append(Int32(sample))
          barcodeOf.append(Int32(barcode))
        }
      }
    }
    let table = LogRatios(
      samples: replicates, starts: (0...3_000).map { $0 * 30 }, ratios: ratios,
      logDNA: ratios.map { _ in 5 }, sampleOf: sampleOf, barcodeOf: barcodeOf)
    func share(_ dependence: SampleDependence) throws -> Double {
      let test = try table.linearModelTest(
        .activity(of: "A"), LinearModelParameters(dependence: dependence), threads: 2)
      return Double(test.table.outcomes.filter { ($0.test?.pValue ?? 1) < 0.05 }.count) / 3_000
    }
    #expect(abs(try share(.correlatedBarcodes(correlation: nil)) - 0.05) < 0.025)
    #expect(try share(.independent) > 0.15)
  }
}
