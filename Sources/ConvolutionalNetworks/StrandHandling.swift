/// Whether activity may depend on the orientation of a fragment.
public enum StrandHypothesis: String, Hashable, Sendable, Codable, CaseIterable {
  /// Activity is directional (SuRE: the reporter lies on one side); reverse complements are other
  /// sequences.
  case oriented
  /// A fragment and its reverse complement have the same activity.
  case symmetric
}

/// What a network does with reverse complements.
public enum StrandMode: String, Hashable, Sendable, Codable, CaseIterable {
  /// Sequences as given.
  case none
  /// Each training sequence is reverse-complemented with probability ½, anew in every epoch.
  case augment
  /// As `augment`, and a prediction is the mean of the outputs for both strands.
  case posthoc
}
