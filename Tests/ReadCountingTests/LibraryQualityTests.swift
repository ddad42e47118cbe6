import Foundation
import GenomicTypes
import ReadCounting
import Statistics
import Testing

@Suite struct LibraryQualityTests {
  private func designed(_ role: LibraryQuality.Role) -> LibraryQuality {
    var quality = LibraryQuality(
      sample: "s", role: role, unit: .barcode, subject: .designedElements)
    quality.assess(CountOfCounts(frequencies: [1: 40, 2: 60, 5: 30, 9: 10]))
    quality.barcodesPerElement = Multiplicity(barcodesPerElement: [4, 30, 60, 90], designed: 5)
    quality.meanCountPerElement = 19
    quality.ambiguousOverUsable = 0.07
    quality.assignedFraction = 0.5
    quality.qualifiedFraction = 0.8
    quality.contamination = [
      DNAContamination(sample: "s", against: "p", dna: [1, 3, 7, 20], rna: [1, 3, 7, 20])
    ]
    quality.jackpots = Jackpots(counts: [600]) { _ in "x" }
    quality.check(against: LibraryThresholds())
    return quality
  }

  @Test func designedRNAIsHeldAgainstEveryBand() {
    let checks = designed(.rna).checks
    let outcome = Dictionary(uniqueKeysWithValues: checks.map { ($0.metric, $0.verdict) })
    #expect(outcome[.medianBarcodes] == .pass)
    #expect(outcome[.meanBarcodes] == .pass)
    #expect(outcome[.barcodeVariation] == .pass)
    #expect(outcome[.withFiveBarcodes] == .warn)
    #expect(outcome[.undetected] == .pass)
    #expect(outcome[.meanCount] == .warn)
    #expect(outcome[.ambiguousBarcodes] == .warn)
    #expect(outcome[.assignedReads] == .pass)
    #expect(outcome[.qualifiedElements] == .fail)
    #expect(outcome[.plasmidCorrelation] == .warn)
    #expect(outcome[.saturation] == .notAssessed)
    #expect(outcome[.readsPerBarcode] == .pass)
    #expect(outcome[.lowCountFraction] == .pass)
    #expect(outcome[.largestCount] == nil)
    let check = checks.first { $0.metric == .withFiveBarcodes }
    #expect(check?.expected == "≥ 0.7, fails < 0.4" && check?.source == "esMPRA")
  }

  @Test func bandsFollowTheRole() {
    func verdict(_ role: LibraryQuality.Role) -> LibraryCheck.Verdict? {
      designed(role).checks.first { $0.metric == .meanBarcodes }?.verdict
    }
    // 46 barcodes per element.
    #expect(verdict(.association) == .warn)
    #expect(verdict(.plasmid) == .pass)
    #expect(designed(.plasmid).checks.allSatisfy { $0.metric != .plasmidCorrelation })
  }

  @Test func genomicFragmentsAreCheckedForJackpotsOnly() {
    var quality = LibraryQuality(sample: "s", role: .rna, unit: .fragment)
    quality.assess(CountOfCounts(of: [1, 1, 2, 3, 500]))
    quality.barcodesPerElement = Multiplicity(barcodesPerElement: [1, 1, 2])
    quality.jackpots = Jackpots(counts: [1, 1, 2, 3, 500]) { "\($0)" }
    quality.check(against: LibraryThresholds())
    #expect(quality.checks.map(\.metric) == [.saturation, .largestCount, .lowCountFraction])
    #expect(quality.checks[1].verdict == .warn && quality.checks[1].expected == "≤ 499")
    var thresholds = LibraryThresholds()
    thresholds.jackpotCount = 501
    quality.check(against: thresholds)
    #expect(quality.checks[1].verdict == .pass)
    var barcodes = LibraryQuality(sample: "s", role: .rna, unit: .barcode)
    barcodes.jackpots = quality.jackpots
    barcodes.check(against: thresholds)
    #expect(barcodes.checks.isEmpty)
  }

  @Test func theWholeValueSurvivesJSON() throws {
    var quality = designed(.rna)
    quality.attrition = [
      try AttritionNode(
        step: "adapter", unit: "read", entered: 10, left: 8, dropped: ["no_adapter": 2])
    ]
    quality.barcodeLengths = [2, 0, 8]
    quality.collisions = BarcodeCollisions(barcodes: 1_000_000, barcodeLength: 15)
    quality.fragments = FragmentProfile(of: FragmentTable(chromosomeNames: [], placements: [nil]))
    let data = try JSONEncoder().encode(quality)
    #expect(try JSONDecoder().decode(LibraryQuality.self, from: data) == quality)
    let thresholds = LibraryThresholds()
    let text = try JSONEncoder().encode(thresholds)
    #expect(try JSONDecoder().decode(LibraryThresholds.self, from: text) == thresholds)
    #expect(abs((quality.collisions?.expectedPairs ?? 0) - 465.66) < 0.01)
  }
}
