import GenomicTypes
import PipelineEngine
import ReporterAssay

extension CountStage {
  /// Merges the rows of the tables into fragments, if the configuration says so.
  func merged(
    _ rows: consuming FragmentTable, by key: MergeKey?, _ context: StageContext
  ) throws -> MergedFragments {
    guard let key else { return MergedFragments(unmerged: rows) }
    let rowCount = rows.rowCount
    let keepsRows = input.barcodeKeeping.keeps(rows: rowCount)
    let merged = try mergeRows(of: rows, by: key, keepingRows: keepsRows)
    if !keepsRows, merged.fragments.rowCount < rowCount {
      let dropped =
        "the counts of \(rowCount) rows were summed into \(merged.fragments.rowCount) fragments"
        + " and the rows are not kept"
      if input.barcodeKeeping == .automatic {
        context.warn(
          "\(dropped), because there are more than \(BarcodeKeeping.mostRows) of them; methods on"
            + " single barcodes need 'input.keep_barcodes: always'.")
      } else {
        context.note("\(dropped), as 'input.keep_barcodes: never' asks")
      }
    }
    return merged
  }
}

/// Whether rows that were merged are handed on beside the fragments.
enum BarcodeKeeping: String, CaseIterable {
  /// Unless there are more than ``mostRows``.
  case automatic
  case always
  case never

  /// Rows that `automatic` keeps at most.
  static let mostRows = 50_000_000

  func keeps(rows: Int) -> Bool {
    switch self {
    case .automatic: rows <= Self.mostRows
    case .always: true
    case .never: false
    }
  }
}
