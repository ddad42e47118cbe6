import GenomicTypes

/// Counts of fragments in one replicate, raw and after library scaling, as tables for exchange show
/// them beside the activity.
///
/// The normalised count is (count + p)/T · 10⁶ with the pseudocount and divisor T of the method, one
/// that the method adds after scaling left out. `ratio-of-sums` divides it by the number of
/// barcodes, as MPRAsnakeflow does; the ratio of RNA to DNA is the same. Without such a pseudocount
/// log2 of that ratio is the activity of the methods that take the ratio of summed counts, before
/// any centring, which is not in these columns.
///
/// ```swift
/// // DNA 3 + 1 of 1,000 on two barcodes, no pseudocount
/// counts.dna[0]                 // 4
/// counts.barcodes[0]            // 2
/// counts.normalizedDNA(at: 0)   // (4/2)/1000 · 10⁶ = 2000
/// ```
public struct NormalizedCounts: Sendable {
  /// Raw DNA counts, one per fragment, summed over columns; 0 where none was observed.
  public let dna: [Int64]
  /// Raw RNA counts.
  public let rna: [Int64]
  /// Barcodes of each fragment observed in the replicate; 1 in a table without barcodes.
  public let barcodes: [Int]
  /// Totals and divisors of the libraries.
  public let libraries: ReplicateLibraries
  private let parameters: NormalizationParameters

  /// Adds up the columns of a replicate; nil when its activity was given.
  ///
  /// - Parameter sizeFactors: those of the calculation, ``ActivityCalculation/sizeFactors``.
  public init?(
    of replicate: ResolvedDesign.Replicate, in merged: MergedFragments,
    parameters: NormalizationParameters, sizeFactors: LibrarySizeFactors?
  ) {
    guard let columns = replicate.countColumns else { return nil }
    let counts = ReplicateCounts(columns: columns, of: merged)
    dna = counts.dna.values
    rna = counts.rna.values
    let library = ReplicateLibrary(
      columns: columns, of: merged, parameters: parameters, sizeFactors: sizeFactors)
    barcodes = library.barcodes.map { $0.map { Int($0) } } ?? dna.map { _ in 1 }
    libraries = library.libraries
    self.parameters = parameters
  }

  /// DNA count of a fragment after library scaling.
  ///
  /// - Precondition: the library is not empty.
  public func normalizedDNA(at row: Int) -> Double {
    normalized(dna[row], libraries.dnaDivisor, at: row)
  }

  /// RNA count of a fragment after library scaling.
  ///
  /// - Precondition: the library is not empty.
  public func normalizedRNA(at row: Int) -> Double {
    normalized(rna[row], libraries.rnaDivisor, at: row)
  }

  /// DNA and RNA counts per million, without a pseudocount; nil when a library is empty.
  public func perMillion(at row: Int) -> (dna: Double, rna: Double)? {
    guard libraries.dnaTotal > 0, libraries.rnaTotal > 0 else { return nil }
    return (
      Double(dna[row]) / Double(libraries.dnaTotal) * 1e6,
      Double(rna[row]) / Double(libraries.rnaTotal) * 1e6
    )
  }

  private func normalized(_ count: Int64, _ divisor: Double, at row: Int) -> Double {
    let pseudocount = parameters.pseudocount
    let added =
      switch pseudocount.placement {
      case .count, .observedRow: pseudocount.value
      case .barcode: pseudocount.value * Double(barcodes[row])
      case .scaledCount: 0.0
      }
    let perMillion = (Double(count) + added) / divisor * 1e6
    let averages = parameters.method == .ratioOfSums && barcodes[row] > 0
    return averages ? perMillion / Double(barcodes[row]) : perMillion
  }
}
