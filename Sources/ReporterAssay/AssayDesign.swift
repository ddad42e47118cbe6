/// Which columns of a fragment table belong to which cell type and replicate.
///
/// A replicate is measured either by counts (RNA columns and input-DNA columns; several columns of
/// one kind are technical replicates and are summed) or by an activity column given by the input.
/// Input DNA may be named once for the assay, once for a cell type, or for each replicate: the most
/// specific list that is not empty is used.
///
/// ```swift
/// let design = AssayDesign(
///   dna: ["plasmid"],
///   cellTypes: [
///     AssayDesign.CellType(
///       name: "K562",
///       replicates: [
///         AssayDesign.Replicate(name: "1", rna: ["cDNA_1a", "cDNA_1b"]),
///         AssayDesign.Replicate(name: "2", rna: ["cDNA_2"]),
///       ])
///   ])
/// ```
public struct AssayDesign: Hashable, Codable, Sendable {
  /// Input-DNA columns shared by all cell types that name none themselves.
  public var dna: [String]
  /// The cell types, in the order of all results.
  public var cellTypes: [CellType]

  /// Makes a design; nothing is checked before ``resolved(against:)``.
  public init(dna: [String] = [], cellTypes: [CellType]) {
    self.dna = dna
    self.cellTypes = cellTypes
  }

  /// One cell type (or condition) and its replicates.
  public struct CellType: Hashable, Codable, Sendable {
    /// Name, unique in the design.
    public var name: String
    /// Input-DNA columns shared by the replicates that name none themselves.
    public var dna: [String]
    /// The replicates, in the order of all results.
    public var replicates: [Replicate]

    /// Makes a cell type.
    public init(name: String, dna: [String] = [], replicates: [Replicate]) {
      self.name = name
      self.dna = dna
      self.replicates = replicates
    }
  }

  /// One biological replicate.
  public struct Replicate: Hashable, Codable, Sendable {
    /// Name, unique in the cell type.
    public var name: String
    /// Its own input-DNA columns, summed; empty to use those of the cell type or the assay.
    public var dna: [String]
    /// Its RNA columns, summed; empty when activity is given.
    public var rna: [String]
    /// Its activity column; nil when it is measured by counts.
    public var activity: String?

    /// Makes a replicate.
    public init(name: String, dna: [String] = [], rna: [String] = [], activity: String? = nil) {
      self.name = name
      self.dna = dna
      self.rna = rna
      self.activity = activity
    }
  }
}
