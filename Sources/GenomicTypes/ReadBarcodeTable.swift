/// Barcodes of reads by name, for barcodes that were sequenced in a file of their own.
///
/// Names are known by their ``NameHash`` only: among n names the chance that any two collide is about
/// n² / 2⁶⁵, 0.0024 for 3 · 10⁸. Memory: 16 bytes for each of at most twice as many places as names,
/// four times while it grows.
///
/// ```swift
/// var names = NameTable()
/// names.insert(NameHash.of("read1".utf8), 27)
/// let table = ReadBarcodeTable(length: 4, barcodes: names)
/// table[NameHash.of("read1".utf8)]  // 27: ACGT
/// ```
public struct ReadBarcodeTable: Sendable {
  /// Bases of every barcode.
  public let length: Int
  private let barcodes: NameTable

  /// Wraps barcodes in the numbering of ``PackedBarcode`` by the hash of the name.
  ///
  /// - Precondition: `length` is from 1 to 32.
  public init(length: Int, barcodes: NameTable) {
    precondition((1...PackedBarcode.maximumLength).contains(length), "length \(length)")
    self.length = length
    self.barcodes = barcodes
  }

  /// The barcode of a name by its hash, nil without one.
  public subscript(nameHash: UInt64) -> UInt64? { barcodes.value(of: nameHash) }

  /// Number of reads.
  public var count: Int { barcodes.count }
}
