import GenomicTypes
import ReadCounting
import Testing

/// Barcodes that several libraries of one sample know.
@Suite struct SharedBarcodesTests {
  private let aaaa = packed("AAAA")
  private let acgt = packed("ACGT")
  private let cccc = packed("CCCC")

  private func counts(
    _ libraries: [BarcodeLibrary], _ rna: [(barcode: UInt64, reads: UInt32)]
  ) throws -> (cells: [UInt32?], dropped: [String: Int]) {
    let joined = try joinBarcodes(libraries: libraries, samples: [sample("RNA", rna)])
    return (
      (0..<joined.table.rowCount).map { joined.table.counts[0].count(at: $0) },
      joined.attrition[0].dropped
    )
  }

  @Test func whatIsObservedDoesNotDependOnWhatWasCounted() throws {
    let libraries = [
      BarcodeLibrary(name: "one", barcodes: assigned([(aaaa, 0), (acgt, 10)])),
      BarcodeLibrary(name: "two", barcodes: assigned([(acgt, 30)])),
    ]
    let seen = try counts(libraries, [(aaaa, 1), (acgt, 5)])
    let unseen = try counts(libraries, [(aaaa, 1)])
    #expect(seen.cells == [1, nil, nil] && unseen.cells == [1, nil, nil])
    #expect(seen.dropped == ["barcode_in_several_libraries": 1] && unseen.dropped.isEmpty)
  }

  @Test func librariesThatAgreeCountOnce() throws {
    let libraries = [
      BarcodeLibrary(name: "one", barcodes: assigned([(aaaa, 0), (acgt, 10)])),
      BarcodeLibrary(name: "two", barcodes: assigned([(acgt, 10), (cccc, 40)])),
    ]
    let found = try counts(libraries, [(acgt, 5)])
    #expect(found.cells == [0, 5, nil, 0] && found.dropped.isEmpty)
  }

  @Test func aBarcodeAtSeveralPlacesOfAnotherLibraryBelongsToEither() throws {
    // In the second library ACGT is at two places with equally many reads: a tie.
    let tied = try assignBarcodes(
      of: library([
        LibraryRow(barcode: acgt, start: 50, end: 90, reads: 2),
        LibraryRow(barcode: acgt, start: 5000, end: 5090, reads: 2),
        LibraryRow(barcode: cccc, start: 40, end: 140, reads: 3),
      ]), rules: BarcodeAssignmentRules(minimumSupport: 1), details: .unassignedBarcodes, threads: 1
    )
    let libraries = [
      BarcodeLibrary(name: "one", barcodes: assigned([(acgt, 10)])),
      BarcodeLibrary(name: "two", barcodes: tied.assigned),
    ]
    let found = try counts(libraries, [(acgt, 5), (cccc, 2)])
    #expect(found.cells == [nil, 2])
    #expect(found.dropped == ["barcode_in_several_libraries": 1])
  }
}
