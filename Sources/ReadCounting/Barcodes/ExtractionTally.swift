import GenomicTypes

/// What the reads of one shard, or of all shards so far, said.
struct ExtractionTally: Sendable {
  /// Reads seen.
  private(set) var reads = 0
  /// Reads of the first file without letters.
  private(set) var emptyReads = 0
  /// Reads in which the adapter was not found.
  private(set) var withoutAdapter = 0
  /// Reads with a length, by length.
  private(set) var lengths: [Int] = []
  /// Reads dropped for a reason after the length, by length: `[reason.place][length]`.
  private var droppedByLength: [[Int]]
  /// Barcodes and their UMIs, by length; the UMIs are empty when the structure has none.
  private(set) var barcodes: [[UInt64]]
  private(set) var umis: [[UInt64]]

  private static let lateReasons: [ReadDropReason] = [
    .readsDisagree, .barcodeHasN, .umiLength, .umiHasN,
  ]

  init() {
    let none = [Int](repeating: 0, count: PackedBarcode.maximumLength + 1)
    droppedByLength = Array(repeating: none, count: Self.lateReasons.count)
    barcodes = Array(repeating: [], count: none.count)
    umis = barcodes
  }

  /// Extracts a range of reads.
  init(
    _ batches: [ReadBatch], _ range: Range<Int>, _ structure: ReadStructure
  ) {
    self.init()
    var extractor = BarcodeExtractor(structure)
    reads = range.count
    for read in range {
      if batches[0].range(read).isEmpty { emptyReads += 1 }
      switch extractor.extract(batches, read) {
      case .barcode(let bits, let length, let umi):
        count(length)
        barcodes[length].append(bits)
        if let umi { umis[length].append(umi) }
      case .dropped(.noAdapter, _): withoutAdapter += 1
      case .dropped(.barcodeLength, let length): count(length ?? 0)
      case .dropped(let reason, let length):
        count(length ?? 0)
        if let place = Self.lateReasons.firstIndex(of: reason) {
          droppedByLength[place][length ?? 0] += 1
        }
      }
    }
  }

  private mutating func count(_ length: Int) {
    if length >= lengths.count {
      lengths.append(contentsOf: repeatElement(0, count: length + 1 - lengths.count))
    }
    lengths[length] += 1
  }

  /// Adds the numbers of a later shard, not its barcodes.
  mutating func addNumbers(of other: ExtractionTally) {
    reads += other.reads
    emptyReads += other.emptyReads
    withoutAdapter += other.withoutAdapter
    for (length, count) in other.lengths.enumerated() where count > 0 {
      self.count(length)
      lengths[length] += count - 1
    }
    for place in droppedByLength.indices {
      for length in droppedByLength[place].indices {
        droppedByLength[place][length] += other.droppedByLength[place][length]
      }
    }
  }

  /// Reads of one barcode length that were dropped for a reason after the length.
  func dropped(_ reason: ReadDropReason, length: Int) -> Int {
    Self.lateReasons.firstIndex(of: reason).map { droppedByLength[$0][length] } ?? 0
  }

  /// The histogram of lengths.
  var histogram: BarcodeLengthHistogram {
    BarcodeLengthHistogram(reads: lengths, withoutAdapter: withoutAdapter)
  }
}
