public import GenomicTypes

/// What the header of an alignment file says.
public struct AlignmentHeader: Hashable, Sendable {
  /// Chromosome names in the order of the header; records index them.
  public let chromosomeNames: [String]
  /// Bases of each chromosome.
  public let chromosomeLengths: [Int]
  /// Value of `SO` in the line @HD; nil without it.
  public let sortOrder: String?
  /// Value of `GO` in the line @HD; nil without it.
  public let groupOrder: String?

  /// Puts a header together.
  ///
  /// - Precondition: there are as many names as lengths.
  public init(
    chromosomeNames: [String], chromosomeLengths: [Int], sortOrder: String? = nil,
    groupOrder: String? = nil
  ) {
    precondition(chromosomeNames.count == chromosomeLengths.count)
    self.chromosomeNames = chromosomeNames
    self.chromosomeLengths = chromosomeLengths
    self.sortOrder = sortOrder
    self.groupOrder = groupOrder
  }

  /// The order that `SO` and `GO` promise.
  public var order: AlignmentOrder {
    if sortOrder == "coordinate" { return .coordinate }
    return sortOrder == "queryname" || groupOrder == "query" ? .groupedByName : .unstated
  }
}
