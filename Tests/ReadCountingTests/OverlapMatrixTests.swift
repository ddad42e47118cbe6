import ReadCounting
import Statistics
import Testing

@Suite struct OverlapMatrixTests {
  private let libraries = [
    OverlapMatrix.Library(name: "A", barcodes: 50_000),
    OverlapMatrix.Library(name: "B", barcodes: 40_000),
    OverlapMatrix.Library(name: "C", barcodes: 100),
  ]

  private func row(_ shared: [Int], declared: [Int], barcodes: Int = 1000) -> OverlapMatrix.Row {
    OverlapMatrix(
      samples: [.init(name: "cDNA", barcodes: barcodes, declared: declared)],
      libraries: libraries, shared: [shared], barcodeLength: 20
    ).rows[0]
  }

  @Test func theDeclaredLibraryPasses() {
    let row = row([300, 0, 0], declared: [0])
    #expect(row.best == 0 && row.verdict == .pass && row.contaminants.isEmpty)
    #expect(row.share.map(\.value) == [0.3, 0, 0])
    #expect(abs(row.expectedByChance[0] - 4.547e-5) < 1e-8)
    #expect(row.sentence == "cDNA shares barcodes with the declared A (30 %) and no other library.")
  }

  @Test func anotherLibraryThatSharesMostIsASwap() {
    let row = row([3, 300, 0], declared: [0])
    #expect(row.best == 1 && row.verdict == .fail)
    #expect(
      row.sentence == "cDNA shares most with B (30 %), not with the declared A (0.3 %):"
        + " samples may be swapped.")
  }

  @Test func aSecondLibraryAboveBothLimitsIsContamination() {
    let row = row([300, 11, 0], declared: [0])
    #expect(row.verdict == .fail && row.contaminants == [1])
    #expect(
      row.sentence == "cDNA shares barcodes with B (1.1 %) beside the declared A (30 %):"
        + " contamination.")
    // 1 % itself is allowed, and so is what ten times chance explains.
    #expect(self.row([300, 10, 0], declared: [0]).verdict == .pass)
    let short = OverlapMatrix(
      samples: [.init(name: "cDNA", barcodes: 1000, declared: [0])], libraries: libraries,
      shared: [[300, 11, 0]], barcodeLength: 9)
    #expect(short.rows[0].expectedByChance[1] > 100)
    #expect(short.rows[0].verdict == .pass)
  }

  @Test func severalLibrariesCanBeDeclared() {
    #expect(row([300, 200, 0], declared: [0, 1]).verdict == .pass)
    #expect(row([300, 300, 0], declared: [1]).best == 1)
  }

  @Test func nothingDeclaredSharedOrCountedIsSaid() {
    #expect(row([300, 11, 0], declared: []).verdict == .notAssessed)
    #expect(
      row([300, 11, 0], declared: []).sentence
        == "cDNA shares most with A (30 %); no library was declared.")
    #expect(row([0, 0, 0], declared: [0]).verdict == .fail)
    #expect(row([0, 0, 0], declared: []).verdict == .notAssessed)
    #expect(
      row([0, 0, 0], declared: [0]).sentence == "cDNA shares no barcode with any library.")
    let empty = row([0, 0, 0], declared: [0], barcodes: 0)
    #expect(empty.verdict == .notAssessed && empty.sentence == "cDNA has no barcodes.")
    #expect(empty.share[0] == .undefined(.noCounts))
  }
}
