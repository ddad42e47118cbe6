import GenomicTypes
import Statistics

extension FragmentTable {
  /// Values of a covariate, one per row; nil where the table does not know.
  func values(of covariate: GammaPoissonOptions.Covariate) -> [Double?] {
    switch covariate {
    case .gc:
      guard let sequences else { return Array(repeating: nil, count: rowCount) }
      return (0..<rowCount).map { row in
        var (strong, known) = (0, 0)
        for code in sequences.codes(at: row) where code < 4 {
          known += 1
          if code == 1 || code == 2 { strong += 1 }
        }
        return known > 0 ? Double(strong) / Double(known) : nil
      }
    case .length:
      let places = placements
      return (0..<rowCount).map { row in
        if let sequences, sequences.length(at: row) > 0 {
          return Double(sequences.length(at: row))
        }
        guard let interval = places[row]?.interval else { return nil }
        return Double(interval.count)
      }
    }
  }
}
