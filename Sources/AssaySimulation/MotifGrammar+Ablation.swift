extension MotifGrammar {
  /// How much each base contributes: the activity of the sequence minus the mean activity of the
  /// three sequences with another base there; 0 at unknown bases.
  ///
  /// The exact answer an attribution method is compared with; log2, one value per base.
  ///
  /// - Parameters:
  ///   - codes: a sequence in transcript orientation.
  ///   - cellType: index into the cell types of the grammar.
  /// - Complexity: O(bases² · motifs).
  public func ablationEffects(of codes: [UInt8], cellType: Int) -> [Double] {
    precondition(parameters.cellTypes.indices.contains(cellType), "cell type \(cellType)")
    let intact = activity(of: codes)[cellType].total
    var mutated = codes
    return codes.indices.map { position in
      let base = codes[position]
      if base > 3 { return 0 }
      var sum = 0.0
      for other in UInt8(0)..<4 where other != base {
        mutated[position] = other
        sum += activity(of: mutated)[cellType].total
      }
      mutated[position] = base
      return intact - sum / 3
    }
  }
}
