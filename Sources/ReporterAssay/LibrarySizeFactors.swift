import GenomicTypes
public import Statistics

/// Size factors of the libraries of a design: one set over the RNA libraries of all replicates and
/// cell types, one over the distinct DNA libraries. A factor multiplies the total of its library.
public struct LibrarySizeFactors: Hashable, Codable, Sendable {
  /// Names of the RNA libraries: cell type and replicate.
  public let rnaNames: [String]
  /// Factors of the RNA libraries.
  public let rna: SizeFactors
  /// Names of the DNA libraries: their columns.
  public let dnaNames: [String]
  /// Factors of the DNA libraries.
  public let dna: SizeFactors
  /// Factor of each count column, by index; columns that no library uses are left out.
  private let columns: [Int: Double]

  /// Computes the factors; nil for totals and where activity is given.
  ///
  /// - Complexity: memory 8 bytes per row and library.
  public init?(
    of merged: MergedFragments, design: ResolvedDesign, method: SizeFactorMethod
  ) {
    if method == .totals { return nil }
    var (rna, dna): ([(name: String, columns: [Int])], [(name: String, columns: [Int])]) = ([], [])
    for cellType in design.cellTypes {
      for replicate in cellType.replicates {
        guard let found = replicate.countColumns else { continue }
        rna.append(("\(cellType.name)/\(replicate.name)", found.rna))
        // Technical replicates in another order are the same library.
        let columns = found.dna.sorted()
        if !dna.contains(where: { $0.columns == columns }) {
          let names = columns.map { merged.fragments.counts[$0].name }
          dna.append((names.joined(separator: "+"), columns))
        }
      }
    }
    if rna.isEmpty { return nil }
    func factors(_ libraries: [[Int]]) -> SizeFactors {
      sizeFactors(
        of: libraries.map { columns in
          LibraryCounts(
            summing: columns, of: merged.fragments, totals: merged.libraryTotals
          ).values.map { Int($0) }
        }, totals: libraries.map { Int(merged.total(of: $0)) }, method: method)
    }
    self.rna = factors(rna.map(\.columns))
    self.dna = factors(dna.map(\.columns))
    rnaNames = rna.map(\.name)
    dnaNames = dna.map(\.name)
    var columns: [Int: Double] = [:]
    for (library, factor) in zip(rna + dna, self.rna.factors + self.dna.factors) {
      for column in library.columns where columns[column] == nil { columns[column] = factor }
    }
    self.columns = columns
  }

  /// The factor of the total of some columns; 1 for an empty library.
  public func factor(of columns: [Int], in merged: MergedFragments) -> Double {
    let plain = columns.reduce(0) { $0 + Double(merged.libraryTotals[$1]) }
    return plain > 0 ? total(of: columns, in: merged) / plain : 1
  }

  /// Total of some columns, each multiplied by its factor.
  func total(of columns: [Int], in merged: MergedFragments) -> Double {
    columns.reduce(0) { $0 + Double(merged.libraryTotals[$1]) * (self.columns[$1] ?? 1) }
  }
}
