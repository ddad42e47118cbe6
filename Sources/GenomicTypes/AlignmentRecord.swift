/// The fixed part of one record of an alignment file.
///
/// Coordinates are 0-based half-open. 40 bytes without references, so that a batch of records is
/// one block of memory.
public struct AlignmentRecord: Hashable, Sendable {
  /// ``NameHash`` of the name.
  public var nameHash: UInt64
  /// Index of the chromosome in the header; −1 without one.
  public var chromosome: Int32
  /// First aligned base; −1 without a place.
  public var start: Int32
  /// One past the last base of the reference that the alignment covers (CIGAR operations M, D, N,
  /// = and X); equal to `start` when it covers none.
  public var end: Int32
  /// Index of the chromosome where the mate is said to be; −1 without one.
  public var mateChromosome: Int32
  /// First aligned base of the mate as this record says it; −1 without a place.
  public var mateStart: Int32
  /// Signed length of the template as the aligner defined it; 0 when it did not.
  public var templateLength: Int32
  /// Where the name starts in the names of the batch.
  public var nameStart: Int32
  /// The flags of SAM, see ``AlignmentFlag``.
  public var flags: UInt16
  /// Bytes of the name.
  public var nameLength: UInt8
  /// Mapping quality; 255 when not available.
  public var mappingQuality: UInt8

  /// Makes a record.
  public init(
    nameHash: UInt64, chromosome: Int32, start: Int32, end: Int32, mateChromosome: Int32,
    mateStart: Int32, templateLength: Int32, nameStart: Int32, flags: UInt16, nameLength: UInt8,
    mappingQuality: UInt8
  ) {
    self.nameHash = nameHash
    self.chromosome = chromosome
    self.start = start
    self.end = end
    self.mateChromosome = mateChromosome
    self.mateStart = mateStart
    self.templateLength = templateLength
    self.nameStart = nameStart
    self.flags = flags
    self.nameLength = nameLength
    self.mappingQuality = mappingQuality
  }

  /// Whether all the given flags are set.
  @inlinable public func has(_ flag: UInt16) -> Bool { flags & flag == flag }
}

/// The flags of a record in the SAM format (doi:10.1093/bioinformatics/btp352).
public enum AlignmentFlag {
  /// The read is one of a pair.
  @inlinable public static var paired: UInt16 { 0x1 }
  /// The aligner found the pair in the expected orientation and distance.
  @inlinable public static var properPair: UInt16 { 0x2 }
  /// The read is not aligned.
  @inlinable public static var unmapped: UInt16 { 0x4 }
  /// The mate is not aligned.
  @inlinable public static var mateUnmapped: UInt16 { 0x8 }
  /// The read is the reverse complement of the reference.
  @inlinable public static var reverse: UInt16 { 0x10 }
  /// The mate is the reverse complement of the reference.
  @inlinable public static var mateReverse: UInt16 { 0x20 }
  /// The first read of its pair.
  @inlinable public static var firstOfPair: UInt16 { 0x40 }
  /// The second read of its pair.
  @inlinable public static var secondOfPair: UInt16 { 0x80 }
  /// Another alignment of a read that has a primary one.
  @inlinable public static var secondary: UInt16 { 0x100 }
  /// The read failed quality checks.
  @inlinable public static var failedQuality: UInt16 { 0x200 }
  /// The read was marked as a duplicate.
  @inlinable public static var duplicate: UInt16 { 0x400 }
  /// A part of a read whose alignment is split.
  @inlinable public static var supplementary: UInt16 { 0x800 }
}
