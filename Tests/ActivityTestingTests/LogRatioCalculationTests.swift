import ActivityTesting
import Foundation
import TestSupport
import Testing

@Suite struct LogRatioCalculationTests {
  let two = samples(["A"], replicates: 2)

  @Test func workedExample() throws {
    let counts = try ElementCounts(
      samples: samples(["A"], replicates: 1), dna: [[10, 90]], rna: [[30, 70]])
    let ratios = try counts.logRatios(LogRatioParameters(libraryTotal: 1_000), threads: 1)
    #expect(isClose(ratios.ratios[0], log2(301) - log2(101), relative: 1e-14))
    #expect(isClose(ratios.logDNA[0], log2(101), relative: 1e-14))
    #expect(ratios.starts == [0, 1, 2])
  }

  @Test func givenLibrariesReplaceTheSumsOfTheRows() throws {
    // The row belongs to both elements; the libraries hold it once, beside other rows.
    let counts = try ElementCounts(
      samples: [AssaySample(name: "A", condition: "A", replicate: "1", block: nil)],
      rowStarts: [0, 1, 2], dna: [[10, 10]], rna: [[30, 30]],
      libraries: ElementCounts.Libraries(dna: [100], rna: [100]))
    let ratios = try counts.logRatios(LogRatioParameters(libraryTotal: 1_000), threads: 1)
    #expect(ratios.ratios == [log2(301) - log2(101), log2(301) - log2(101)])
  }

  @Test func barcodesAreAddedAveragedOrKept() throws {
    let counts = try ElementCounts(
      samples: two, rowStarts: [0, 2, 3], dna: [[3, 7, 5], [1, nil, 15]],
      rna: [[1, 15, 0], [3, 9, nil]])
    func ratios(_ aggregation: BarcodeAggregation) throws -> LogRatios {
      try counts.logRatios(
        LogRatioParameters(aggregation: aggregation, libraryTotal: nil, barcodeQuantile: nil),
        threads: 2)
    }
    let sum = try ratios(.sum)
    #expect(sum.starts == [0, 2, 3])
    #expect(isClose(sum.ratios[0], log2(17) - log2(11), relative: 1e-14))
    // the barcode without DNA still adds its RNA, as in mpra
    #expect(isClose(sum.ratios[1], log2(13) - log2(2), relative: 1e-14))
    let mean = try ratios(.mean)
    #expect(isClose(mean.ratios[0], (log2(2.0 / 4) + log2(16.0 / 8)) / 2, relative: 1e-13))
    #expect(isClose(mean.ratios[1], log2(4.0 / 2), relative: 1e-13))
    #expect(isClose(mean.logDNA[0], log2(11), relative: 1e-14))
    let barcodes = try ratios(.barcodes)
    #expect(barcodes.starts == [0, 3, 4])
    #expect(barcodes.barcodeOf == [0, 0, 1, 0])
    #expect(barcodes.sampleOf == [0, 1, 0, 0])
  }

  @Test func roundingIsToEven() throws {
    let counts = try ElementCounts(
      samples: samples(["A"], replicates: 1), dna: [[1, 3, 4]], rna: [[1, 1, 2]])
    // 1/8 of 20 is 2.5 → 2; 3/8 is 7.5 → 8
    let ratios = try counts.logRatios(LogRatioParameters(libraryTotal: 20), threads: 1)
    #expect(isClose(ratios.logDNA[0], log2(3), relative: 1e-14))
    #expect(isClose(ratios.logDNA[1], log2(9), relative: 1e-14))
  }

  @Test func zeroDNAIsNoObservationUnlessAllowed() throws {
    let counts = try ElementCounts(
      samples: samples(["A"], replicates: 1), dna: [[0, 5]], rna: [[2, 5]])
    let strict = try counts.logRatios(LogRatioParameters(), threads: 1)
    #expect(strict.starts == [0, 0, 1])
    let lenient = try counts.logRatios(LogRatioParameters(minimumDNA: 0), threads: 1)
    #expect(lenient.starts == [0, 1, 2])
  }

  @Test func manyBarcodesAreReducedByAChoiceThatDependsOnTheSeedOnly() throws {
    let starts = [0, 4, 8, 12, 112]
    let column = (0..<112).map { UInt32($0 + 1) }
    let counts = try ElementCounts(
      samples: two, rowStarts: starts, dna: [column, column], rna: [column, column])
    func ratios(_ seed: UInt64, threads: Int) throws -> LogRatios {
      try counts.logRatios(
        LogRatioParameters(
          aggregation: .barcodes, libraryTotal: nil, barcodeQuantile: 0.5, seed: seed),
        threads: threads)
    }
    let all = try counts.logRatios(LogRatioParameters(aggregation: .barcodes), threads: 1)
    #expect(all.starts == [0, 8, 16, 24, 224], "without a quantile every barcode stays")
    let first = try ratios(1, threads: 1)
    #expect(first.starts == [0, 8, 16, 24, 32])
    #expect(try ratios(1, threads: 3).logDNA == first.logDNA)
    #expect(try ratios(2, threads: 1).logDNA != first.logDNA)
  }

  @Test func messages() throws {
    #expect(
      message { _ = try ElementCounts(samples: [], dna: [], rna: []) }
        == "counts: no samples; expected at least one. Name the DNA and RNA columns of the "
        + "replicates.")
    let twice = [two[0], two[0]]
    #expect(
      message { _ = try ElementCounts(samples: twice, dna: [[1], [1]], rna: [[1], [1]]) }
        == "counts: sample 'A1' appears twice; expected unique names. Rename one of them.")
    #expect(
      message { _ = try ElementCounts(samples: two, dna: [[], []], rna: [[], []]) }
        == "counts: no elements; expected at least one. Check the filters before this step.")
    let empty = try ElementCounts(samples: two, dna: [[1], [1]], rna: [[1], [0]])
    #expect(
      message { _ = try empty.logRatios(LogRatioParameters(), threads: 1) }
        == "sample 'A2': its RNA counts add up to 0; expected a sequenced library. Remove the "
        + "sample or correct its columns.")
    let noBlocks = try ElementCounts(
      samples: [AssaySample(name: "x", condition: "A", replicate: "1")], dna: [[1]], rna: [[1]])
    #expect(
      message { _ = try noBlocks.logRatios(LogRatioParameters(scalesBlocks: true), threads: 1) }
        == "sample 'x': no block; expected one for every sample of this model. Name the blocks or "
        + "choose independent samples.")
    for (parameters, text) in [
      (
        LogRatioParameters(libraryTotal: 0),
        "library_total: found 0.0; expected a number above 0, or none"
      ),
      (
        LogRatioParameters(minimumDNA: -1),
        "minimum_dna: found -1; expected a whole number of at least 0"
      ),
      (
        LogRatioParameters(barcodeQuantile: 2),
        "barcode_quantile: found 2.0; expected a number above 0, at most 1, or none"
      ),
    ] {
      #expect(
        message { _ = try noBlocks.logRatios(parameters, threads: 1) }
          == text + ". Correct the parameter.")
    }
  }
}
