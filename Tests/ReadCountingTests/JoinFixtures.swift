import GenomicTypes
import ReadCounting
import Statistics

/// One row of a library in a test.
struct LibraryRow: Hashable {
  var barcode: UInt64
  var start: Int32
  var end: Int32
  var strand = Strand.forward
  var chromosome: Int32 = 0
  var reads: UInt32
  var quality: UInt8 = 0

  var placement: FragmentPlacement {
    FragmentPlacement(chromosome: chromosome, interval: start..<end, strand: strand)
  }
}

/// The number of a barcode.
func packed(_ text: String) -> UInt64 { PackedBarcode.packed(text.utf8) ?? .max }

/// A library of rows as they come.
func library(
  _ rows: [LibraryRow], length: Int = 4, chromosomes: [String] = ["chr1", "chr2"]
) -> CountedFragments {
  CountedFragments(
    chromosomeNames: chromosomes, placements: rows.map(\.placement), reads: rows.map(\.reads),
    mappingQualities: rows.map(\.quality), barcodeLength: length, barcodes: rows.map(\.barcode))
}

/// Assigned barcodes at 100-base fragments from the given starts.
func assigned(_ places: [(barcode: UInt64, start: Int32)], length: Int = 4) -> AssignedBarcodes {
  let sorted = places.sorted { $0.barcode < $1.barcode }
  return AssignedBarcodes(
    length: length, barcodes: sorted.map(\.barcode),
    targets: .fragments(
      chromosomeNames: ["chr1"],
      placements: sorted.map {
        FragmentPlacement(
          chromosome: 0, interval: $0.start..<($0.start + 100), strand: .forward)
      }), support: sorted.map { UInt32($0.start % 7 + 1) },
    totals: sorted.map { UInt32($0.start % 7 + 1) })
}

/// A sample of barcodes and counts.
func sample(
  _ name: String, _ counts: [(barcode: UInt64, reads: UInt32)], length: Int = 4,
  libraries: [String]? = nil
) -> BarcodeSample {
  let sorted = counts.sorted { $0.barcode < $1.barcode }
  return BarcodeSample(
    name: name,
    barcodes: CountedBarcodes(
      length: length, barcodes: sorted.map(\.barcode), reads: sorted.map(\.reads)),
    libraries: libraries)
}
