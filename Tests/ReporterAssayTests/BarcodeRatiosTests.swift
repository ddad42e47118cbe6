import Foundation
import GenomicTypes
import ReporterAssay
import Testing

@Suite struct BarcodeRatiosTests {
  /// Fragment a with barcodes (D, R) = (2, 4), (1, 0), (4, 4), (2, 6), fragment b with (1, 1), (3, 0);
  /// 100 reads in every library.
  private func merged(keepingRows: Bool = true) throws -> MergedFragments {
    let rows = table(
      names: ["a", "a", "b", "a", "a", "b"],
      counts: replicateColumns([([2, 1, 1, 4, 2, 3], [4, 0, 1, 4, 6, 0])]))
    return try mergeRows(
      of: rows, by: .name, libraryTotals: [100, 100], keepingRows: keepingRows)
  }

  private func values(
    _ method: ActivityMethod, _ merged: MergedFragments, replicates: Int = 1
  ) throws -> CellTypeActivity {
    try activity(
      of: merged, design: design(replicates: replicates).resolved(against: merged.fragments),
      parameters: NormalizationParameters(method: method), threads: 1
    ).cellTypes[0]
  }

  @Test func workedExample() throws {
    let merged = try merged()
    let esmpra = try values(.esmpra, merged)
    #expect(agree(esmpra.pooled[0], 14.0 / 8, within: 1e-12))
    #expect(esmpra.undefined == [nil, .belowMinimumBarcodes])
    let logs = [log2(5.0 / 3), -1, 0, log2(7.0 / 3)]
    let score = try values(.mprascore, merged)
    #expect(agree(score.pooled[0], logs.reduce(0, +) / 4, within: 1e-12))
    #expect(agree(score.pooled[1], (0 - 2) / 2, within: 1e-12))
    let medians = try values(.barcodeMedian, merged)
    #expect(agree(medians.pooled[0], log2(5.0 / 3) / 2, within: 1e-12))
    #expect(agree(medians.pooled[1], -1, within: 1e-12))
    let ratios = try values(.meanOfRatios, merged)
    #expect(agree(ratios.pooled[0], 1.5, within: 1e-12))
    #expect(agree(ratios.pooled[1], 0.5, within: 1e-12))
    #expect(esmpra.unit == .ratio && ratios.unit == .ratio && medians.unit == .log2Ratio)
  }

  @Test func barcodesWithoutDNAHaveNoRatio() throws {
    let rows = table(
      names: ["a", "a", "b"], counts: replicateColumns([([0, 2, 0], [5, 2, 7])]))
    let merged = try mergeRows(of: rows, by: .name, libraryTotals: [10, 10])
    let found = try activity(
      of: merged, design: design(replicates: 1).resolved(against: merged.fragments),
      parameters: NormalizationParameters(method: .meanOfRatios, minimumDNA: 0), threads: 1
    ).cellTypes[0]
    #expect(found.pooled == [1, nil] && found.undefined == [nil, .zeroCount])
  }

  @Test func mprascoreTakesTheMeanOfTheDNALibraries() throws {
    let rows = table(
      names: ["a", "a", "b"],
      counts: replicateColumns([([2, 4, 1], [7, 3, 1]), ([4, 8, 1], [1, 0, 1])]))
    let merged = try mergeRows(of: rows, by: .name, libraryTotals: [100, 100, 100, 50])
    let found = try values(.mprascore, merged, replicates: 2)
    // mean DNA 3 and 6; (8/4, 4/7), then (2/4, 1/7) and twice the scale
    let first = (1 + log2(4.0 / 7)) / 2
    let second = (-1 + log2(1.0 / 7)) / 2 + 1
    #expect(agree(found.replicates[0].values[0], first, within: 1e-12))
    #expect(agree(found.replicates[1].values[0], second, within: 1e-12))
  }

  @Test func rowsThatWereNotKeptAreAnError() throws {
    let merged = try merged(keepingRows: false)
    for method in [ActivityMethod.esmpra, .mprascore, .barcodeMedian, .meanOfRatios] {
      #expect(throws: ReporterAssayError.needsBarcodeRows(method)) {
        try values(method, merged)
      }
    }
  }
}
