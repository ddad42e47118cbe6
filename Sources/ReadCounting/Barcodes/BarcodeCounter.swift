public import GenomicTypes
private import Sharding

/// Counts the barcodes of reads, batch after batch.
///
/// The result does not depend on the number of threads or on how the reads are cut into batches.
/// Memory grows with the distinct barcodes (or pairs of barcode and UMI), not with the reads; while
/// the length of barcodes is detected, those of every length are kept.
///
/// ```swift
/// var counter = BarcodeCounter(try ReadStructure(.piece(ReadPiece(length: 4))))
/// try counter.add([ReadBatch(["ACGTA", "AAAAC", "ACGTT", "ACNTT"])], threads: 2)
/// let counts = try counter.finish()
/// // counts.counted: AAAA 1 read, ACGT 2 reads; barcode_has_N 1
/// ```
public struct BarcodeCounter: Sendable {
  /// Parts of a batch that threads share.
  private static let shards = 16

  /// Where barcode and UMI are.
  public let structure: ReadStructure
  private let umiRule: UMIRule
  private var tally = ExtractionTally()
  private var store: Store

  /// Narrow words hold a barcode, or barcode and UMI when both fit; wide ones hold any two.
  private enum Store: Sendable {
    case narrow(BarcodeStore<UInt64>)
    case wide(BarcodeStore<UInt128>)
  }

  /// Starts with no reads.
  public init(_ structure: ReadStructure, umis umiRule: UMIRule = UMIRule()) {
    self.structure = structure
    self.umiRule = umiRule
    store = Self.emptyStore(structure)
  }

  private static func emptyStore(_ structure: ReadStructure) -> Store {
    let umiLength = structure.umi?.length ?? 0
    let barcodeLength = structure.knownLength ?? PackedBarcode.maximumLength
    return barcodeLength + umiLength <= PackedBarcode.maximumLength
      ? .narrow(BarcodeStore(umiLength: umiLength)) : .wide(BarcodeStore(umiLength: umiLength))
  }

  /// Reads seen so far.
  public var reads: Int { tally.reads }

  /// Counts the next reads.
  ///
  /// - Parameter batches: one batch for every file of the structure.
  /// - Precondition: the batches have equally many reads.
  /// - Throws: ``BarcodeCountingError`` when there are too few or too many files, or one barcode was
  ///   read more than 4 294 967 295 times.
  public mutating func add(_ batches: [ReadBatch], threads: Int = 1) throws {
    guard batches.count == structure.fileCount else {
      throw BarcodeCountingError.fileCount(expected: structure.fileCount, found: batches.count)
    }
    let count = batches[0].count
    precondition(batches.allSatisfy { $0.count == count }, "batches of different size")
    let ranges = shardRanges(count: count, shards: Self.shards)
    let structure = self.structure
    let parts = try shardedMap(shards: ranges.count, threads: threads) { shard in
      ExtractionTally(batches, ranges[shard], structure)
    }
    for part in parts {
      tally.addNumbers(of: part)
      switch store {
      case .narrow(var words):
        store = .narrow(BarcodeStore(umiLength: 0))
        try words.add(part)
        store = .narrow(words)
      case .wide(var words):
        store = .wide(BarcodeStore(umiLength: 0))
        try words.add(part)
        store = .wide(words)
      }
    }
  }

  /// The barcodes of all reads; the counter has none afterwards.
  ///
  /// - Parameter correction: moves reads of unlisted barcodes before UMIs are counted; nil for none.
  /// - Throws: ``BarcodeCountingError`` when the length of the barcodes cannot be detected or is not
  ///   the expected one, when no read has a barcode, or when listed barcodes have another length;
  ///   `AttritionImbalance` never, unless there is a bug.
  public mutating func finish(
    correction: BarcodeCorrection? = nil, threads: Int = 1
  ) throws -> BarcodeCounts {
    defer { tally = ExtractionTally() }
    let length = try barcodeLength()
    var attrition = try readNodes(length: length)
    let left = attrition.last?.left ?? 0
    guard left > 0 else {
      throw BarcodeCountingError.noBarcodes(
        reads: tally.reads,
        dropped: attrition.reduce(into: [:]) { $0.merge($1.dropped) { $0 + $1 } })
    }
    let result = try counted(length, correction, threads: threads)
    if correction != nil {
      attrition.append(
        try AttritionNode(
          step: "barcode_correction", unit: "read", entered: left, left: left, dropped: [:]))
    }
    if let umis = result.umis {
      attrition.append(
        AttritionNode(
          step: "molecules", collapsing: left, into: umis.molecules, unit: "molecule"))
    }
    attrition.append(
      AttritionNode(
        step: "barcodes", collapsing: result.umis?.molecules ?? left,
        into: result.counted.barcodes.count, unit: "barcode"))
    return BarcodeCounts(
      counted: result.counted, attrition: attrition, lengths: tally.histogram, reads: tally.reads,
      emptyReads: tally.emptyReads, readsWithN: tally.dropped(.barcodeHasN, length: length),
      umis: result.umis, correction: result.correction,
      expectedCollidingPairs: BarcodeSpace.expectedCollidingPairs(
        barcodes: result.counted.barcodes.count, length: length))
  }

  private mutating func counted(
    _ length: Int, _ correction: BarcodeCorrection?, threads: Int
  ) throws -> BarcodeResult {
    let store = store
    self.store = Self.emptyStore(structure)
    switch store {
    case .narrow(var words):
      return try words.finish(length, umiRule, correction, threads: threads)
    case .wide(var words):
      return try words.finish(length, umiRule, correction, threads: threads)
    }
  }

  /// The length of the barcodes that count.
  private func barcodeLength() throws(BarcodeCountingError) -> Int {
    guard case .beforeAdapter(_, let rule) = structure.barcode else {
      return structure.knownLength ?? 0
    }
    let histogram = tally.histogram
    guard let mode = histogram.mode, let share = histogram.modeShare else {
      throw .noBarcodes(
        reads: tally.reads,
        dropped: [ReadDropReason.noAdapter.rawValue: tally.withoutAdapter].filter { $0.value > 0 })
    }
    switch rule {
    case .forced(let length): return length
    case .expected(let length):
      guard length == mode else { throw .otherLength(expected: length, histogram) }
      return length
    case .detected:
      guard share >= BarcodeLengthHistogram.requiredShare else { throw .noCommonLength(histogram) }
      guard (1...PackedBarcode.maximumLength).contains(mode) else {
        throw .lengthNotCountable(mode, histogram)
      }
      return mode
    }
  }

  /// The steps that drop reads.
  private func readNodes(length: Int) throws -> [AttritionNode] {
    var nodes: [AttritionNode] = []
    var entered = tally.reads
    func step(_ name: String, _ dropped: [ReadDropReason: Int]) throws {
      let left = entered - dropped.values.reduce(0, +)
      nodes.append(
        try AttritionNode(
          step: name, unit: "read", entered: entered, left: left,
          dropped: Dictionary(uniqueKeysWithValues: dropped.map { ($0.key.rawValue, $0.value) })))
      entered = left
    }
    if structure.hasAdapter { try step("adapter", [.noAdapter: tally.withoutAdapter]) }
    let wanted = length < tally.lengths.count ? tally.lengths[length] : 0
    try step("barcode_length", [.barcodeLength: entered - wanted])
    func late(_ reason: ReadDropReason) -> Int { tally.dropped(reason, length: length) }
    var letters: [ReadDropReason: Int] = [.barcodeHasN: late(.barcodeHasN)]
    if case .facingReads = structure.barcode { letters[.readsDisagree] = late(.readsDisagree) }
    try step("barcode_letters", letters)
    if structure.umi != nil {
      try step("umi", [.umiLength: late(.umiLength), .umiHasN: late(.umiHasN)])
    }
    return nodes
  }
}
