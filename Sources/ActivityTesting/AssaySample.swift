/// One column of a table of counts: DNA and RNA of one replicate of one condition.
public struct AssaySample: Hashable, Codable, Sendable {
  /// Name of the column, unique in its table.
  public let name: String
  /// What was done to the cells: cell type, treatment, or allele.
  public let condition: String
  /// Name of the replicate within its condition.
  public let replicate: String
  /// Samples with the same block share something beyond their condition: a transfection, an animal,
  /// a plasmid pool. Nil for none.
  public let block: String?
  /// Samples with the same number have one measurement of input DNA in common, whose noise none of
  /// them shows; nil for a sample with its own.
  public let dnaLibrary: Int?

  /// Describes a sample.
  public init(
    name: String, condition: String, replicate: String, block: String? = nil,
    dnaLibrary: Int? = nil
  ) {
    self.dnaLibrary = dnaLibrary
    self.name = name
    self.condition = condition
    self.replicate = replicate
    self.block = block
  }
}
