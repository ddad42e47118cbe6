import GenomicTypes
import ReadCounting
import Statistics
import Testing

@Suite struct MultiplicityTests {
  @Test func workedExample() {
    let found = Multiplicity(barcodesPerElement: [1, 5, 12, 0], designed: 4)
    #expect(found.mean.value == 6)
    #expect(found.median.value == 5)
    #expect(found.fractionWithFive.value == 0.5)
    #expect(found.fractionWithTen.value == 0.25)
    #expect(found.undetectedFraction.value == 0.25)
    #expect(found.detected == 3)
    // √(((1−6)² + (5−6)² + (12−6)²)/2)/6 = √31/6
    #expect(abs((found.coefficientOfVariation.value ?? 0) - 31.0.squareRoot() / 6) < 1e-12)
    #expect(found.quantiles.first { $0.p == 0.5 }?.barcodes == 5)
  }

  @Test func withoutADesignTheFractionsAreOfTheDetected() {
    let found = Multiplicity(barcodesPerElement: [1, 5, 12, 0])
    #expect(found.fractionWithFive.value == 2.0 / 3)
    #expect(found.undetectedFraction == .undefined(.notMeasured))
    let nothing = Multiplicity(barcodesPerElement: [])
    #expect(nothing.mean == .undefined(.noCounts))
    #expect(nothing.fractionWithFive == .undefined(.noCounts))
    #expect(nothing.coefficientOfVariation == .undefined(.tooFewRows))
    #expect(nothing.quantiles.isEmpty)
  }

  @Test func pairsOfOnePlaceAreBarcodesOfOneFragment() {
    let first = FragmentPlacement(chromosome: 0, interval: 10..<20, strand: .forward)
    let second = FragmentPlacement(chromosome: 0, interval: 10..<20, strand: .reverse)
    let pairs = CountedFragments(
      chromosomeNames: ["chr1"], placements: [first, first, second], reads: [1, 2, 3],
      mappingQualities: [1, 1, 1], barcodeLength: 4, barcodes: [1, 2, 3])
    #expect(Multiplicity(of: pairs).spectrum.values == [1, 2])
    #expect(Multiplicity(of: pairs).detected == 2)
  }
}
