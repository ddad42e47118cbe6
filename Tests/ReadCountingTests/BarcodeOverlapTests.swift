import GenomicTypes
import ReadCounting
import Statistics
import Testing

@Suite struct BarcodeOverlapTests {
  /// Distinct random barcodes.
  private func barcodes(_ count: Int, length: Int, _ name: String) -> [UInt64] {
    var generator = SeededGenerator(Seed(11).derived(name))
    return Set((0..<count).map { _ in UInt64(generator.index(below: 1 << (2 * length))) })
      .sorted()
  }

  private func library(_ name: String, _ barcodes: [UInt64], length: Int) -> BarcodeLibrary {
    BarcodeLibrary(name: name, barcodes: assigned(barcodes.map { ($0, 0) }, length: length))
  }

  @Test func workedExample() throws {
    let overlaps = try barcodeOverlaps(
      libraries: [library("one", [1, 2, 3, 4], length: 4), library("two", [9], length: 4)],
      samples: [sample("RNA", [(2, 1), (3, 1), (7, 1), (4, 0)], libraries: ["one"])])
    #expect(overlaps.map(\.library) == ["one", "two"])
    #expect(overlaps.map(\.isDeclared) == [true, false])
    #expect(overlaps.map(\.sampleBarcodes) == [3, 3] && overlaps.map(\.shared) == [2, 0])
    #expect(overlaps[0].fractionOfSample == 2.0 / 3 && overlaps[0].fractionOfLibrary == 0.5)
    #expect(overlaps[0].expectedByChance == 12.0 / 256)
    #expect(overlaps[0].sharedWhenReversed == nil && overlaps[1].sharedWhenReversed == 0)
    #expect(!overlaps.contains { $0.looksReversed })
  }

  @Test func aSampleReadFromTheOtherStrandIsFound() throws {
    let listed = barcodes(5000, length: 10, "library")
    let reversed = listed.prefix(3000).map { PackedBarcode.reverseComplement($0, length: 10) }
    let noise = Set(barcodes(500, length: 10, "noise")).subtracting(reversed)
    let counts = (reversed + noise.sorted()).map { ($0, UInt32(2)) }
    let overlaps = try barcodeOverlaps(
      libraries: [library("iPCR", listed, length: 10)],
      samples: [sample("RNA", counts, length: 10)])
    #expect(overlaps[0].looksReversed)
    #expect((overlaps[0].sharedWhenReversed ?? 0) >= 2900)
    let percent = 100 * Double(overlaps[0].sharedWhenReversed ?? 0) / Double(counts.count)
    let forward = 100 * Double(overlaps[0].shared) / Double(counts.count)
    #expect(
      "\(BarcodeJoinError.reverseComplement(overlaps[0]))"
        == "sample 'RNA': \((forward * 10).rounded() / 10) % of its barcodes are in library 'iPCR', "
        + "\(Int(percent.rounded())) % when reverse-complemented; expected both to be read from one "
        + "strand. Reverse-complement the barcodes of the sample or of the library.")
  }

  @Test func chanceOverlapIsNoFinding() throws {
    // 11 bases: two independent sets of 100 000 share about 2 384 barcodes.
    let overlaps = try barcodeOverlaps(
      libraries: [library("iPCR", barcodes(100_000, length: 11, "a"), length: 11)],
      samples: [
        sample("RNA", barcodes(100_000, length: 11, "b").map { ($0, 1) }, length: 11)
      ], threads: 2)
    let expected = overlaps[0].expectedByChance
    #expect(abs(Double(overlaps[0].shared) - expected) < 5 * expected.squareRoot())
    let reversed = Double(overlaps[0].sharedWhenReversed ?? 0)
    #expect(abs(reversed - expected) < 5 * expected.squareRoot())
    #expect(!overlaps[0].looksReversed)
  }

  @Test func otherLengthsAndEmptySamplesAreHarmless() throws {
    let libraries = [library("iPCR", [1], length: 4)]
    #expect(
      try barcodeOverlaps(
        libraries: libraries, samples: [sample("RNA", [(1, 1)], length: 5)]
      ).isEmpty)
    let overlaps = try barcodeOverlaps(libraries: libraries, samples: [sample("RNA", [])])
    #expect(overlaps[0].fractionOfSample == nil && overlaps[0].fractionOfLibrary == 0)
  }
}
