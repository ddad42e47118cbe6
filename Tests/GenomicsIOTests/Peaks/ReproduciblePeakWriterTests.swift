import Foundation
import GenomicTypes
import GenomicsIO
import TestSupport
import Testing

@Suite struct ReproduciblePeakWriterTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func row() -> ReproduciblePeakRow {
    func interval(_ start: Int, _ end: Int) -> GenomicInterval {
      GenomicInterval(chromosome: "chr1", start: start, end: end)
    }
    var row = ReproduciblePeakRow(
      interval: interval(90, 300), strand: .forward, browserScore: 540, local: 0.25,
      global: 1.301_029_99,
      replicates: [
        ReproduciblePeakRow.Replicate(interval: interval(90, 200), score: 2.5, summit: 150),
        ReproduciblePeakRow.Replicate(interval: nil, score: 0, summit: nil),
      ])
    row.signal = 2.5
    row.summit = 150
    return row
  }

  /// The numbers of columns that idr 2.0.3 writes for two replicates.
  @Test func numbersOfColumns() {
    let counts = PeakFileFormat.allCases.map {
      ReproduciblePeakWriter.columns($0, replicates: 2).count
    }
    #expect(counts == [20, 17, 14])
    #expect(ReproduciblePeakWriter.columns(.narrowPeak, replicates: 3).count == 24)
  }

  @Test(arguments: [
    (
      PeakFileFormat.narrowPeak,
      "chr1\t90\t300\t.\t540\t+\t2.5\t-1\t-1\t60\t0.250000\t1.301030\t90\t200\t2.5\t150"
        + "\t-1\t-1\t0.0\t-1\n"
    ),
    (
      .broadPeak,
      "chr1\t90\t300\t.\t540\t+\t2.5\t-1\t-1\t0.250000\t1.301030\t90\t200\t2.5\t-1\t-1\t0.0\n"
    ),
    (.bed, "chr1\t90\t300\t.\t540\t+\t0.250000\t1.301030\t90\t200\t2.5\t-1\t-1\t0.0\n"),
  ]) func workedExample(format: PeakFileFormat, expected: String) throws {
    let path = "\(folder.path)/out.txt"
    try ReproduciblePeakWriter.write([row()], as: format, replicates: 2, to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == expected)
  }
}
