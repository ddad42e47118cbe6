public import GenomicTypes

/// The barcodes of a library, each with the one fragment or oligo it belongs to.
public struct AssignedBarcodes: Sendable {
  /// What the barcodes belong to.
  public enum Targets: Sendable {
    /// A placed fragment for each barcode.
    case fragments(chromosomeNames: [String], placements: [FragmentPlacement])
    /// An oligo for each barcode, as an index into the list.
    case oligos(OligoList, indices: [Int32])
  }

  /// Bases of every barcode.
  public let length: Int
  /// The barcodes, ascending, each once.
  public let barcodes: [UInt64]
  /// The fragment or oligo of each barcode.
  public let targets: Targets
  /// Reads of each barcode with its fragment or oligo.
  public let support: [UInt32]
  /// All reads of each barcode.
  public let totals: [UInt32]
  /// Barcodes without a fragment or oligo, ascending; nil unless asked for.
  public let unassigned: UnassignedBarcodes?

  /// Puts together columns of equal length.
  ///
  /// - Precondition: the columns are equally long and the barcodes strictly ascending.
  public init(
    length: Int, barcodes: [UInt64], targets: Targets, support: [UInt32], totals: [UInt32],
    unassigned: UnassignedBarcodes? = nil
  ) {
    precondition(barcodes.count == support.count, "support")
    precondition(barcodes.count == totals.count, "totals")
    switch targets {
    case .fragments(_, let placements): precondition(placements.count == barcodes.count)
    case .oligos(_, let indices): precondition(indices.count == barcodes.count)
    }
    precondition(zip(barcodes, barcodes.dropFirst()).allSatisfy { $0 < $1 }, "unsorted barcodes")
    self.length = length
    self.barcodes = barcodes
    self.targets = targets
    self.support = support
    self.totals = totals
    self.unassigned = unassigned
  }
}

/// Barcodes that were read but have no one fragment or oligo.
public struct UnassignedBarcodes: Hashable, Sendable {
  /// The barcodes, ascending, each once.
  public internal(set) var barcodes: [UInt64] = []
  /// Why each is not assigned.
  public internal(set) var reasons: [UnassignedReason] = []
  /// All reads of each.
  public internal(set) var reads: [UInt32] = []

  /// An empty list.
  public init() {}
}

/// One group of the reads of a barcode that was seen at several positions or with several oligos.
public struct MultiPositionEntry: Hashable, Sendable {
  /// Where the group lies, or which oligo it is.
  public enum Target: Hashable, Sendable {
    /// The best-supported position of the group.
    case fragment(FragmentPlacement)
    /// Index into the oligo list.
    case oligo(Int32)
  }

  /// The barcode.
  public let barcode: UInt64
  /// Where the group lies, or which oligo it is.
  public let target: Target
  /// Its reads.
  public let reads: UInt32
  /// Highest mapping quality of its reads; 0 where there is none.
  public let mappingQuality: UInt8
  /// Whether the barcode was assigned to it.
  public let isSelected: Bool
}

/// What an assignment keeps beside the assigned barcodes; each costs memory.
public struct AssignmentDetails: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: Int
  /// Makes a set from its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// Every group of every barcode with more than one.
  public static let multiPositionLog = AssignmentDetails(rawValue: 1)
  /// Every barcode that is not assigned, with its reason. With it, a join can say why a sample's
  /// barcode is missing from the library.
  public static let unassignedBarcodes = AssignmentDetails(rawValue: 2)
}

/// The outcome of ``assignBarcodes(of:rules:details:threads:)-(CountedFragments,_,_,_)``.
public struct BarcodeAssignment: Sendable {
  /// The assigned barcodes.
  public let assigned: AssignedBarcodes
  /// What happened to barcodes, then to their reads. Reads of an assigned barcode outside its
  /// group leave as `minor_position`.
  public let attrition: [AttritionNode]
  /// Barcodes seen at more than one position or with more than one oligo, assigned or not.
  public let multiPositionBarcodes: Int
  /// Distinct pairs of a barcode and a position, or oligo.
  public let barcodeTargetPairs: Int
  /// Every group of every barcode with more than one, barcodes ascending, best group first; nil
  /// unless asked for.
  public let multiPositionLog: [MultiPositionEntry]?

  /// Pairs of distinct molecules that would share a barcode by chance if barcodes were random:
  /// n(n − 1) / (2 · 4^L) for n pairs of barcode and position.
  ///
  /// Where ``multiPositionBarcodes`` is far above it, the others are chimeras or errors.
  public var expectedCollidingPairs: Double {
    BarcodeSpace.expectedCollidingPairs(barcodes: barcodeTargetPairs, length: assigned.length)
  }
}
