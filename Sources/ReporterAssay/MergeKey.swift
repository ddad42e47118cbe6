/// What makes two rows the same fragment.
public enum MergeKey: String, Hashable, Codable, Sendable, CaseIterable {
  /// Equal chromosome, start, end and strand.
  case position
  /// Equal name of the element.
  case name
  /// Equal sequence in transcript orientation.
  case sequence

  /// What the table must have, in the words of an error message.
  var needs: String {
    switch self {
    case .position: "positions"
    case .name: "element names"
    case .sequence: "sequences"
    }
  }
}

/// What to do with rows of one key that have different sequences.
public enum SequenceConflictPolicy: String, Hashable, Codable, Sendable, CaseIterable {
  /// Stop with an error that names the rows.
  case fail
  /// Drop every row of the key, with the reason `conflicting_sequence`.
  case drop
}
