import Foundation
import GenomicTypes

/// The calculation of one replicate's activity by one method, for some rows.
struct ReplicateCalculation {
  /// The counts of the rows.
  let counts: ReplicateCounts
  let library: ReplicateLibrary
  /// The rows of the fragment table.
  let rows: Range<Int>
  let parameters: NormalizationParameters

  /// Applies filters and method to every row.
  func activity(named name: String) -> ReplicateActivity {
    let scores = ratios()
    var values = [Double?](repeating: nil, count: scores.count)
    var undefined = [UndefinedActivityReason?](repeating: nil, count: scores.count)
    for row in 0..<scores.count {
      if let reason = filterReason(at: row) {
        undefined[row] = reason
      } else if scores[row].isFinite {
        values[row] = scores[row]
      } else {
        undefined[row] = parameters.method == .esmpra ? .belowMinimumBarcodes : .zeroCount
      }
    }
    return ReplicateActivity(
      name: name, values: values, undefined: undefined, libraries: library.libraries)
  }

  private func filterReason(at row: Int) -> UndefinedActivityReason? {
    if !counts.dna.isObserved(row) || !counts.rna.isObserved(row) { return .notObserved }
    if counts.dna.total == 0 || counts.rna.total == 0 { return .emptyLibrary }
    if let barcodes = library.barcodes,
      Int(barcodes[rows.lowerBound + row]) < parameters.minimumBarcodes
    {
      return .belowMinimumBarcodes
    }
    if counts.dna.values[row] < Int64(parameters.minimumDNA) { return .belowMinimumDNA }
    if counts.rna.values[row] < Int64(parameters.minimumRNA) { return .belowMinimumRNA }
    return nil
  }

  /// One value per row; not finite where a zero count leaves it undefined.
  private func ratios() -> [Double] {
    let libraries = library.libraries
    guard let dnaFactor = libraries.dnaFactor, let rnaFactor = libraries.rnaFactor else {
      return Array(repeating: .infinity, count: rows.count)
    }
    if parameters.method == .gammaPoisson {
      // Only whether a value exists: the values need the fit to all rows.
      return counts.dna.values.map { $0 > 0 ? 0 : .infinity }
    }
    if parameters.method == .betaBinomial {
      // DNA may be 0: then RNA is what is known. Without any read nothing is.
      return zip(counts.rna.values, counts.dna.values).map { $0 + $1 > 0 ? 0 : .infinity }
    }
    if let scores = library.barcodeScores { return Array(scores[rows]) }
    if let sums = BarcodeSums(parameters.method, dnaFactor: dnaFactor, rnaFactor: rnaFactor) {
      return sums.scores(of: counts, fragmentOfRow: nil, fragments: rows.count)
    }
    if parameters.method == .raqtl {
      return zip(counts.rna.values, counts.dna.values).map { rna, dna in
        let normalizedDNA = (Double(dna) * dnaFactor).rounded(.toNearestOrEven)
        let normalizedRNA = (Double(rna) * rnaFactor).rounded(.toNearestOrEven)
        return normalizedDNA > 0 ? normalizedRNA / normalizedDNA : .infinity
      }
    }
    return logRatios(libraries, dnaFactor: dnaFactor, rnaFactor: rnaFactor)
  }

  /// log2 of the ratio of counts plus the log2 of the ratio of divisors: fragments with equal
  /// (R + p)/(D + p) get exactly equal values, so ranks see their ties.
  private func logRatios(
    _ libraries: ReplicateLibraries, dnaFactor: Double, rnaFactor: Double
  ) -> [Double] {
    let pseudocount = parameters.pseudocount
    var values = [Double](repeating: .infinity, count: counts.dna.values.count)
    if pseudocount.placement == .scaledCount {
      for row in 0..<values.count {
        let rna = Double(counts.rna.values[row]) * rnaFactor + pseudocount.value
        let dna = Double(counts.dna.values[row]) * dnaFactor + pseudocount.value
        if rna > 0, dna > 0 { values[row] = log2(rna / dna) }
      }
      return values
    }
    let centre = log2(libraries.dnaDivisor / libraries.rnaDivisor)
    let barcodes = pseudocount.placement == .barcode ? library.barcodes : nil
    for row in 0..<values.count {
      let added = pseudocount.value * (barcodes.map { Double($0[rows.lowerBound + row]) } ?? 1)
      let rna = Double(counts.rna.values[row]) + added
      let dna = Double(counts.dna.values[row]) + added
      if rna > 0, dna > 0 { values[row] = log2(rna / dna) + centre }
    }
    return values
  }
}
