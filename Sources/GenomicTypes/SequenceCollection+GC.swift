extension SequenceCollection {
  /// How many bases of a sequence are G or C, and how many are known.
  public func gcCounts(at index: Int) -> (strong: Int, known: Int) {
    var counts = (strong: 0, known: 0)
    for code in codes(at: index) where code < Self.unknown {
      counts.known += 1
      if code == 1 || code == 2 { counts.strong += 1 }
    }
    return counts
  }

  /// Share of G and C among the A, C, G and T of a sequence; nil without any.
  ///
  /// ```swift
  /// // "GCAN": 2 of 3
  /// ```
  public func gcShare(at index: Int) -> Double? {
    let counts = gcCounts(at: index)
    return counts.known > 0 ? Double(counts.strong) / Double(counts.known) : nil
  }
}
