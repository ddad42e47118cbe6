/// An ``AssayDesign`` whose names have been found in a fragment table.
public struct ResolvedDesign: Hashable, Sendable {
  /// The cell types, in the order of the design.
  public let cellTypes: [CellType]

  /// One cell type; all its replicates are measured in the same way.
  public struct CellType: Hashable, Sendable {
    /// Name of the cell type.
    public let name: String
    /// The replicates, in the order of the design.
    public let replicates: [Replicate]
  }

  /// One replicate.
  public struct Replicate: Hashable, Sendable {
    /// Name of the replicate.
    public let name: String
    /// Where its values are.
    public let measurement: Measurement
  }

  /// Where the values of a replicate are.
  public enum Measurement: Hashable, Sendable {
    /// Indices into the table's `counts`; the columns of a list are summed.
    case counts(dna: [Int], rna: [Int])
    /// Index into the table's `activities`.
    case activity(Int)
  }
}

extension ResolvedDesign.Replicate {
  /// Indices of the DNA and RNA columns, nil when activity is given.
  var countColumns: (dna: [Int], rna: [Int])? {
    guard case .counts(let dna, let rna) = measurement else { return nil }
    return (dna, rna)
  }
}

extension ResolvedDesign.CellType {
  /// Columns of its distinct DNA libraries, in the order of the replicates.
  var dnaLibraries: [[Int]] {
    replicates.compactMap(\.countColumns).reduce(into: []) { libraries, columns in
      if !libraries.contains(columns.dna) { libraries.append(columns.dna) }
    }
  }
}
