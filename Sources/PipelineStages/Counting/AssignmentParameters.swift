import PipelineEngine
import ReadCounting

/// How barcodes find their fragments and samples are joined to them: the section `assignment`.
struct AssignmentParameters: Sendable {
  /// How the position, or element, of a barcode is chosen.
  let rule: BarcodeAssignmentRules.Rule
  /// Fewest reads of the chosen one; nil for the default of the kind of library.
  let minimumSupport: Int?
  /// Smallest share of the reads of the chosen one.
  let minimumFraction: Double
  /// Bases by which equal positions may differ.
  let positionTolerance: Int
  /// Whether only barcodes seen in DNA and RNA are kept.
  let keepsObservedInBoth: Bool
  /// Whether unlisted barcodes are moved to the listed one at one mismatch.
  let correctsBarcodes: Bool
  /// Whether dropped barcodes are written.
  let writesDropped: Bool
  /// Whether libraries are DNA samples; nil when they are if there are no others.
  let libraryCounts: Bool?

  /// Reads the section.
  init(_ section: ConfigurationRecord) {
    rule = BarcodeAssignmentRules.Rule(rawValue: section.text("rule")) ?? .fraction
    minimumSupport = section.int(ifSet: "minimum_support")
    minimumFraction = section.number("minimum_fraction")
    positionTolerance = section.int("position_tolerance")
    keepsObservedInBoth = section.text("join") == "observed_in_both"
    correctsBarcodes = section.bool("correct_barcodes")
    writesDropped = section.bool("write_dropped")
    switch section.text("library_counts") {
    case "yes": libraryCounts = true
    case "no": libraryCounts = false
    default: libraryCounts = nil
    }
  }

  /// The rules with a default for the support.
  func rules(defaultSupport: Int) -> BarcodeAssignmentRules {
    BarcodeAssignmentRules(
      rule: rule, minimumSupport: UInt32(clamping: minimumSupport ?? defaultSupport),
      minimumFraction: minimumFraction, positionTolerance: Int32(clamping: positionTolerance))
  }
}
