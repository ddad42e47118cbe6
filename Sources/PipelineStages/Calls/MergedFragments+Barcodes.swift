import GenomicTypes
import ReporterAssay

extension MergedFragments {
  /// One row per barcode and the fragment of each, −1 for a dropped one; where every fragment has
  /// one barcode, those are the fragments. Nil when the rows of the input were fragments.
  var barcodeRows: (rows: FragmentTable, fragmentOfRow: [Int32])? {
    if let source, let fragmentOfRow { return (source, fragmentOfRow) }
    guard let barcodes = fragments.barcodeCounts, barcodes.allSatisfy({ $0 == 1 }) else {
      return nil
    }
    return (fragments, (0..<fragments.rowCount).map { Int32($0) })
  }
}
