import Foundation
import GenomicTypes

/// What the activity of one replicate depends on besides the counts of the row itself.
struct ReplicateLibrary: Sendable {
  /// Totals, divisors and factors under the placement of the pseudocount.
  let libraries: ReplicateLibraries
  /// Barcodes of each fragment observed in this replicate; nil when the table knows of no barcodes.
  let barcodes: [UInt32]?
  /// Value of each fragment, where the method computes it from barcode rows that were merged.
  let barcodeScores: [Double]?

  /// Looks at all rows.
  ///
  /// - Parameters:
  ///   - sizeFactors: factors of the library totals; nil for totals as they are.
  ///   - cellTypeDNA: columns of the distinct DNA libraries of the cell type.
  /// - Complexity: O(rows × columns); memory only for what is computed from barcode rows.
  init(
    columns: (dna: [Int], rna: [Int]), of merged: MergedFragments,
    parameters: NormalizationParameters, sizeFactors: LibrarySizeFactors? = nil,
    cellTypeDNA: [[Int]] = []
  ) {
    barcodes = Self.observedBarcodes(of: columns.dna + columns.rna, in: merged)
    libraries = Self.libraries(
      columns, merged, barcodes: barcodes, parameters: parameters, sizeFactors: sizeFactors)
    if libraries.dnaTotal > 0, libraries.rnaTotal > 0,
      let ratios = BarcodeRatios(parameters.method, libraries: libraries)
    {
      let rows = MergedFragments(
        unmerged: merged.source ?? merged.fragments, libraryTotals: merged.libraryTotals)
      let dnaLibraries = (cellTypeDNA.isEmpty ? [columns.dna] : cellTypeDNA).map {
        LibraryCounts(summing: $0, of: rows.fragments, totals: rows.libraryTotals)
      }
      barcodeScores = ratios.scores(
        of: ReplicateCounts(columns: columns, of: rows),
        dnaLibraries: parameters.method == .mprascore ? dnaLibraries : [],
        fragmentOfRow: merged.fragmentOfRow, fragments: merged.fragments.rowCount)
      return
    }
    if let source = merged.source, let fragmentOfRow = merged.fragmentOfRow,
      let dna = libraries.dnaFactor, let rna = libraries.rnaFactor,
      let sums = BarcodeSums(parameters.method, dnaFactor: dna, rnaFactor: rna)
    {
      let rows = MergedFragments(unmerged: source, libraryTotals: merged.libraryTotals)
      barcodeScores = sums.scores(
        of: ReplicateCounts(columns: columns, of: rows), fragmentOfRow: fragmentOfRow,
        fragments: merged.fragments.rowCount)
    } else {
      barcodeScores = nil
    }
  }

  private static func libraries(
    _ columns: (dna: [Int], rna: [Int]), _ merged: MergedFragments, barcodes: [UInt32]?,
    parameters: NormalizationParameters, sizeFactors: LibrarySizeFactors?
  ) -> ReplicateLibraries {
    let (dnaTotal, rnaTotal) = (merged.total(of: columns.dna), merged.total(of: columns.rna))
    let pseudocount = parameters.pseudocount
    let dnaAdded: Double
    let rnaAdded: Double
    switch pseudocount.placement {
    case .count, .scaledCount:
      (dnaAdded, rnaAdded) = (0, 0)
    case .observedRow:
      dnaAdded = pseudocount.value * Double(merged.fragments.observedRows(of: columns.dna))
      rnaAdded = pseudocount.value * Double(merged.fragments.observedRows(of: columns.rna))
    case .barcode:
      let sum = barcodes.map { $0.reduce(0) { $0 + Int($1) } } ?? merged.fragments.rowCount
      dnaAdded = pseudocount.value * Double(sum)
      rnaAdded = dnaAdded
    }
    let dnaDivisor =
      (sizeFactors?.total(of: columns.dna, in: merged) ?? Double(dnaTotal)) + dnaAdded
    let rnaDivisor =
      (sizeFactors?.total(of: columns.rna, in: merged) ?? Double(rnaTotal)) + rnaAdded
    let scale = parameters.scaling.libraryTotal
    return ReplicateLibraries(
      dnaTotal: dnaTotal, rnaTotal: rnaTotal, dnaDivisor: dnaDivisor, rnaDivisor: rnaDivisor,
      dnaFactor: dnaDivisor > 0 ? scale / dnaDivisor : nil,
      rnaFactor: rnaDivisor > 0 ? scale / rnaDivisor : nil)
  }

  /// Counts the barcodes with an observed DNA or RNA count in the given columns. Without barcode
  /// rows a fragment that was observed has all of its barcodes, which is exact where it has one.
  private static func observedBarcodes(
    of columns: [Int], in merged: MergedFragments
  ) -> [UInt32]? {
    let fragments = merged.fragments
    let rows = merged.source ?? fragments
    guard let known = fragments.barcodeCounts,
      columns.allSatisfy({ rows.counts[$0].observed != nil })
    else { return fragments.barcodeCounts }
    let perRow = merged.source == nil ? known : rows.barcodeCounts
    var barcodes = [UInt32](repeating: 0, count: fragments.rowCount)
    for row in 0..<rows.rowCount {
      let fragment = merged.fragmentOfRow.map { Int($0[row]) } ?? row
      if fragment >= 0,
        columns.contains(where: { rows.counts[$0].observed?[row] ?? true })
      {
        barcodes[fragment] += perRow?[row] ?? 1
      }
    }
    return barcodes
  }
}

extension MergedFragments {
  /// Total of some columns over all rows before any filter.
  func total(of columns: [Int]) -> Int64 { columns.reduce(0) { $0 + libraryTotals[$1] } }
}

extension FragmentTable {
  /// Number of rows that any of the columns observed.
  fileprivate func observedRows(of columns: [Int]) -> Int {
    let flags = columns.compactMap { counts[$0].observed }
    if flags.count < columns.count { return rowCount }
    return (0..<rowCount).count { row in flags.contains { $0[row] } }
  }
}

/// The methods of mpralm, which scale and round the counts of each barcode before they add or
/// average; a fragment without barcode rows is its own only barcode.
struct BarcodeSums {
  private let isMean: Bool
  private let dnaFactor: Double
  private let rnaFactor: Double

  /// Takes the factors of a replicate; nil for a method that is not of this kind.
  init?(_ method: ActivityMethod, dnaFactor: Double, rnaFactor: Double) {
    switch method {
    case .mpralmSum: isMean = false
    case .mpralmMean: isMean = true
    default: return nil
    }
    self.dnaFactor = dnaFactor
    self.rnaFactor = rnaFactor
  }

  /// One value per fragment; not finite where no barcode defines it.
  ///
  /// - Parameter fragmentOfRow: fragment of each row, −1 for none; nil when rows are fragments.
  func scores(
    of counts: ReplicateCounts, fragmentOfRow: [Int32]?, fragments: Int
  ) -> [Double] {
    var rnaSums = [Double](repeating: 0, count: fragments)
    var dnaSums = rnaSums
    var weights = rnaSums
    for row in 0..<counts.dna.values.count {
      let fragment = fragmentOfRow.map { Int($0[row]) } ?? row
      if fragment < 0 { continue }
      let rna = scaled(counts.rna, at: row, by: rnaFactor)
      let dna = scaled(counts.dna, at: row, by: dnaFactor)
      if isMean {
        guard let rna, let dna else { continue }
        rnaSums[fragment] += log2(rna + 1)
        dnaSums[fragment] += log2(dna + 1)
        weights[fragment] += 1
      } else {
        rnaSums[fragment] += rna ?? 0
        dnaSums[fragment] += dna ?? 0
      }
    }
    if isMean {
      return (0..<fragments).map { (rnaSums[$0] - dnaSums[$0]) / weights[$0] }
    }
    return zip(rnaSums, dnaSums).map { log2($0 + 1) - log2($1 + 1) }
  }

  private func scaled(_ counts: LibraryCounts, at row: Int, by factor: Double) -> Double? {
    counts.isObserved(row)
      ? (Double(counts.values[row]) * factor).rounded(.toNearestOrEven) : nil
  }
}
