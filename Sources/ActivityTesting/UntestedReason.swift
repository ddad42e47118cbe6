/// Why an element has no test. The raw value is the code that tables and JSON files carry.
public enum UntestedReason: String, Hashable, Codable, Sendable, CaseIterable {
  /// No sample has both its DNA and its RNA.
  case notObserved = "not_observed"
  /// A condition of the contrast was not observed.
  case conditionMissing = "condition_missing"
  /// No more observations than coefficients.
  case tooFewReplicates = "too_few_replicates"
  /// All observations agree exactly and no other element says how much noise there is.
  case noVariance = "no_variance"
  /// Fewer fragments or barcodes on one side than the method asks for.
  case tooFewFragments = "too_few_fragments"
  /// More fragments on one side than the method allows.
  case tooManyFragments = "too_many_fragments"
  /// Nothing was transcribed from either allele.
  case noRNA = "no_rna"
}
