import GenomicTypes
import ReadCounting
import ReporterAssay

/// The samples of a sheet in one table, and how they came there.
struct JoinedSamples {
  /// The assignment of one library.
  struct Assignment {
    let library: String
    let outcome: BarcodeAssignment
  }

  /// One row per barcode, or per fragment where samples were sequenced as such.
  let table: FragmentTable
  /// What a row is.
  let unit: String
  /// What makes two rows the same fragment; nil when rows are fragments.
  let mergeKey: MergeKey?
  /// What was lost, sample by sample.
  let chains: [AttritionChain]
  /// What choosing rows by pairs of samples dropped; empty otherwise.
  var selection: [AttritionNode] = []
  /// Barcodes shared by samples and libraries.
  var overlaps: [BarcodeOverlap] = []
  /// How each library's barcodes were assigned.
  var assignments: [Assignment] = []
  /// What correcting barcodes did, by sample.
  var corrections: [String: CorrectionSummary] = [:]
  /// Barcodes that are in no row; nil unless asked for.
  var dropped: [DroppedBarcodes]?
  /// Bases of every barcode; nil without barcodes.
  var barcodeLength: Int?

  init(table: FragmentTable, unit: String, mergeKey: MergeKey?, chains: [AttritionChain]) {
    self.table = table
    self.unit = unit
    self.mergeKey = mergeKey
    self.chains = chains
  }

  /// What a person should know at once, one line each.
  var remarks: [String] {
    assignments.map { assignment in
      let outcome = assignment.outcome
      return "\(assignment.library): \(outcome.assigned.barcodes.count) barcodes assigned,"
        + " \(outcome.multiPositionBarcodes) seen at several places"
    }
      + overlaps.filter(\.isDeclared).map { overlap in
        let share = overlap.fractionOfSample.map { Decimals.text(100 * $0, 1) + " %" } ?? "none"
        return "\(overlap.sample): \(share) of \(overlap.sampleBarcodes) barcodes are in"
          + " \(overlap.library)"
      }
  }
}
