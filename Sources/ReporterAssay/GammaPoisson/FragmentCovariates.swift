import GenomicTypes
import Statistics

extension FragmentTable {
  /// Values of a covariate, one per row; nil where the table does not know.
  func values(of covariate: GammaPoissonOptions.Covariate) -> [Double?] {
    switch covariate {
    case .gc: gcShares ?? Array(repeating: nil, count: rowCount)
    case .length: lengths
    }
  }

  /// Share of G and C of each row; nil without sequences.
  var gcShares: [Double?]? {
    sequences.map { sequences in (0..<rowCount).map { sequences.gcShare(at: $0) } }
  }

  /// Length of each row: that of its interval, else of its sequence.
  var lengths: [Double?] {
    let places = placements
    return (0..<rowCount).map { row in
      if let interval = places[row]?.interval { return Double(interval.count) }
      guard let sequences, sequences.length(at: row) > 0 else { return nil }
      return Double(sequences.length(at: row))
    }
  }
}
