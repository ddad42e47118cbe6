/// Some consecutive records of an alignment file, as blocks of plain values.
///
/// The optional texts have one entry per record: empty where a record has none.
public struct AlignmentBatch: Sendable {
  /// The records.
  public var records: [AlignmentRecord] = []
  /// The names of the records, one after another.
  public var names: [UInt8] = []
  /// Text of the tag that holds the barcode; nil when no tag was asked for.
  public var barcodes: PackedTexts?
  /// Text of the tag that holds the UMI; nil when no tag was asked for.
  public var umis: PackedTexts?
  /// Bases of the reads as they were sequenced, so the reverse complement of what the file holds
  /// for reverse alignments; nil when not asked for.
  public var sequences: PackedTexts?
  /// Number of the first record in its file, from 1.
  public var firstNumber = 1

  /// Makes a batch without records.
  public init() {}

  /// The bytes of the name of a record.
  public func name(of index: Int) -> ArraySlice<UInt8> {
    let start = Int(records[index].nameStart)
    return names[start..<start + Int(records[index].nameLength)]
  }

  /// Adds a record; its name, and the hash and place of it, are set here.
  ///
  /// - Precondition: the name has at most 254 bytes, as in SAM.
  public mutating func append(_ record: AlignmentRecord, name: some Sequence<UInt8>) {
    var record = record
    let bytes = Array(name)
    precondition(bytes.count <= 254, "a name of \(bytes.count) bytes")
    record.nameStart = Int32(names.count)
    record.nameLength = UInt8(bytes.count)
    record.nameHash = NameHash.of(bytes.span)
    names.append(contentsOf: bytes)
    records.append(record)
  }

  /// Removes all records and keeps the memory.
  public mutating func removeAll() {
    records.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    barcodes?.removeAll()
    umis?.removeAll()
    sequences?.removeAll()
  }
}
