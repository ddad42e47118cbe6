import Foundation
import GenomicTypes

/// The calculation of one replicate's activity by one method.
struct ReplicateCalculation {
  let counts: ReplicateCounts
  let columns: (dna: [Int], rna: [Int])
  let merged: MergedFragments
  let parameters: NormalizationParameters

  /// Applies filters and method to every fragment.
  func activity(named name: String) -> ReplicateActivity {
    let libraries = self.libraries
    let scores = ratios(libraries)
    var values = [Double?](repeating: nil, count: scores.count)
    var undefined = [UndefinedActivityReason?](repeating: nil, count: scores.count)
    for row in 0..<scores.count {
      if let reason = filterReason(at: row) {
        undefined[row] = reason
      } else if scores[row].isFinite {
        values[row] = scores[row]
      } else {
        undefined[row] = .zeroCount
      }
    }
    return ReplicateActivity(
      name: name, values: values, undefined: undefined, libraries: libraries)
  }

  private func filterReason(at row: Int) -> UndefinedActivityReason? {
    if !counts.dna.isObserved(row) || !counts.rna.isObserved(row) { return .notObserved }
    if counts.dna.total == 0 || counts.rna.total == 0 { return .emptyLibrary }
    if let barcodes = counts.barcodes, Int(barcodes[row]) < parameters.minimumBarcodes {
      return .belowMinimumBarcodes
    }
    if counts.dna.values[row] < Int64(parameters.minimumDNA) { return .belowMinimumDNA }
    if counts.rna.values[row] < Int64(parameters.minimumRNA) { return .belowMinimumRNA }
    return nil
  }

  /// Totals, divisors and factors under the placement of the pseudocount.
  var libraries: ReplicateLibraries {
    let pseudocount = parameters.pseudocount
    let dnaAdded: Double
    let rnaAdded: Double
    switch pseudocount.placement {
    case .count, .scaledCount:
      (dnaAdded, rnaAdded) = (0, 0)
    case .observedRow:
      dnaAdded = pseudocount.value * Double(counts.dna.observedRows)
      rnaAdded = pseudocount.value * Double(counts.rna.observedRows)
    case .barcode:
      let barcodes = counts.barcodes.map { $0.reduce(0) { $0 + Int($1) } }
      dnaAdded = pseudocount.value * Double(barcodes ?? counts.dna.values.count)
      rnaAdded = dnaAdded
    }
    let dnaDivisor = Double(counts.dna.total) + dnaAdded
    let rnaDivisor = Double(counts.rna.total) + rnaAdded
    let scale = parameters.scaling.libraryTotal
    return ReplicateLibraries(
      dnaTotal: counts.dna.total, rnaTotal: counts.rna.total,
      dnaDivisor: dnaDivisor, rnaDivisor: rnaDivisor,
      dnaFactor: dnaDivisor > 0 ? scale / dnaDivisor : nil,
      rnaFactor: rnaDivisor > 0 ? scale / rnaDivisor : nil)
  }

  /// One value per fragment; not finite where a zero count leaves it undefined.
  private func ratios(_ libraries: ReplicateLibraries) -> [Double] {
    guard let dnaFactor = libraries.dnaFactor, let rnaFactor = libraries.rnaFactor else {
      return Array(repeating: .infinity, count: counts.dna.values.count)
    }
    switch parameters.method {
    case .ratioOfSums, .pooled, .mpralibBarcode, .mpralibOligo:
      return logRatios(libraries, dnaFactor: dnaFactor, rnaFactor: rnaFactor)
    case .raqtl:
      return zip(counts.rna.values, counts.dna.values).map { rna, dna in
        let normalizedDNA = (Double(dna) * dnaFactor).rounded(.toNearestOrEven)
        let normalizedRNA = (Double(rna) * rnaFactor).rounded(.toNearestOrEven)
        return normalizedDNA > 0 ? normalizedRNA / normalizedDNA : .infinity
      }
    case .mpralmSum:
      let sums = barcodeSums(dnaFactor: dnaFactor, rnaFactor: rnaFactor) { rna, dna in
        (rna ?? 0, dna ?? 0, 1)
      }
      return zip(sums.rna, sums.dna).map { log2($0 + 1) - log2($1 + 1) }
    case .mpralmMean:
      let sums = barcodeSums(dnaFactor: dnaFactor, rnaFactor: rnaFactor) { rna, dna in
        guard let rna, let dna else { return (0, 0, 0) }
        return (log2(rna + 1), log2(dna + 1), 1)
      }
      return (0..<sums.rna.count).map { (sums.rna[$0] - sums.dna[$0]) / sums.weight[$0] }
    }
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
    for row in 0..<values.count {
      let barcodes = pseudocount.placement == .barcode ? Double(counts.barcodes?[row] ?? 1) : 1
      let added = pseudocount.value * barcodes
      let rna = Double(counts.rna.values[row]) + added
      let dna = Double(counts.dna.values[row]) + added
      if rna > 0, dna > 0 { values[row] = log2(rna / dna) + centre }
    }
    return values
  }

  /// Sums over the barcodes of each fragment of what `term` makes of their scaled, rounded counts
  /// (nil: not observed). A fragment without barcode rows is its own only barcode.
  private func barcodeSums(
    dnaFactor: Double, rnaFactor: Double,
    _ term: (_ rna: Double?, _ dna: Double?) -> (rna: Double, dna: Double, weight: Double)
  ) -> (rna: [Double], dna: [Double], weight: [Double]) {
    let rows = merged.source.map { source in
      (
        dna: LibraryCounts(
          summing: columns.dna, of: source, totals: merged.libraryTotals),
        rna: LibraryCounts(
          summing: columns.rna, of: source, totals: merged.libraryTotals)
      )
    }
    let dna = rows?.dna ?? counts.dna
    let rna = rows?.rna ?? counts.rna
    let empty = [Double](repeating: 0, count: merged.fragments.rowCount)
    var sums = (rna: empty, dna: empty, weight: empty)
    for row in 0..<dna.values.count {
      let fragment = merged.fragmentOfRow.map { Int($0[row]) } ?? row
      if fragment < 0 { continue }
      let scaledRNA = (Double(rna.values[row]) * rnaFactor).rounded(.toNearestOrEven)
      let scaledDNA = (Double(dna.values[row]) * dnaFactor).rounded(.toNearestOrEven)
      let terms = term(
        rna.isObserved(row) ? scaledRNA : nil, dna.isObserved(row) ? scaledDNA : nil)
      sums.rna[fragment] += terms.rna
      sums.dna[fragment] += terms.dna
      sums.weight[fragment] += terms.weight
    }
    return sums
  }
}
