/// How the records of an alignment file follow one another.
public enum AlignmentOrder: String, Hashable, Codable, Sendable, CaseIterable {
  /// By chromosome in the order of the header, then by start; records without a place come last.
  case coordinate
  /// Records of one name are neighbours.
  case groupedByName = "grouped by name"
  /// In no order that the header states.
  case unstated
}
