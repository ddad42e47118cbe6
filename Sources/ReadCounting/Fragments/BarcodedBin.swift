/// A read of a fragment with its barcode and UMI.
struct BarcodedRead: Sendable {
  /// ``FragmentPlace`` with its low bits.
  var place: UInt64
  var barcode: UInt64
  /// The UMI with a one before its first base, so that lengths differ; 0 without.
  var umi: UInt64
  /// Bases of the barcode.
  var barcodeLength: UInt8

  var key: Key {
    Key(
      place: place >> FragmentPlace.lowBits, barcodeLength: barcodeLength, barcode: barcode,
      umi: umi)
  }

  /// What tells reads apart.
  struct Key: Comparable {
    var place: UInt64
    var barcodeLength: UInt8
    var barcode: UInt64
    var umi: UInt64

    static func < (left: Self, right: Self) -> Bool {
      if left.place != right.place { return left.place < right.place }
      if left.barcodeLength != right.barcodeLength {
        return left.barcodeLength < right.barcodeLength
      }
      if left.barcode != right.barcode { return left.barcode < right.barcode }
      return left.umi < right.umi
    }
  }
}

/// The fragments of one bin of a chromosome that carry barcodes, UMIs or both.
///
/// Reads are collected at 32 bytes; when enough have come they are sorted, counted and merged into the
/// distinct combinations, which take 29 bytes each, or 33 with counts of duplicates.
struct BarcodedBin: Sendable {
  private var fresh: [BarcodedRead] = []
  /// Distinct combinations, ascending; the low bits of places hold the highest mapping quality.
  private(set) var places: [UInt64] = []
  private(set) var barcodes: [UInt64] = []
  private(set) var umis: [UInt64] = []
  private(set) var barcodeLengths: [UInt8] = []
  private(set) var reads: [UInt32] = []
  /// Reads flagged as duplicates; empty when they are not marked.
  private(set) var duplicates: [UInt32] = []

  /// Adds one read of a fragment.
  mutating func add(_ read: BarcodedRead, marksDuplicates: Bool) {
    fresh.append(read)
    if fresh.count >= 4096, fresh.count >= places.count / 2 {
      compact(marksDuplicates: marksDuplicates)
    }
  }

  /// Sorts, counts and merges what was added. O(n log n) in what was added.
  mutating func compact(marksDuplicates: Bool) {
    guard !fresh.isEmpty else { return }
    fresh.sort { $0.key < $1.key }
    var merged = BarcodedBin()
    merged.reserve(places.count + fresh.count)
    var (old, new) = (0, 0)
    while old < places.count || new < fresh.count {
      let takesOld =
        new == fresh.count || (old < places.count && key(old) <= fresh[new].key)
      var read = takesOld ? self.read(old) : fresh[new]
      var (count, flagged): (UInt32, UInt32) = (0, 0)
      var quality: UInt8 = 0
      let key = read.key
      if takesOld {
        (count, flagged) = (reads[old], marksDuplicates ? duplicates[old] : 0)
        quality = FragmentPlace.mappingQuality(places[old])
        old += 1
      }
      while new < fresh.count, fresh[new].key == key {
        count += 1
        if FragmentPlace.isDuplicate(fresh[new].place) { flagged += 1 }
        quality = max(quality, FragmentPlace.mappingQuality(fresh[new].place))
        new += 1
      }
      read.place = key.place << FragmentPlace.lowBits | UInt64(quality)
      merged.append(read, count, marksDuplicates ? flagged : nil)
    }
    self = merged
  }

  private func read(_ row: Int) -> BarcodedRead {
    BarcodedRead(
      place: places[row], barcode: barcodes[row], umi: umis[row], barcodeLength: barcodeLengths[row]
    )
  }

  private func key(_ row: Int) -> BarcodedRead.Key { read(row).key }

  private mutating func append(_ read: BarcodedRead, _ count: UInt32, _ flagged: UInt32?) {
    places.append(read.place)
    barcodes.append(read.barcode)
    umis.append(read.umi)
    barcodeLengths.append(read.barcodeLength)
    reads.append(count)
    if let flagged { duplicates.append(flagged) }
  }

  private mutating func reserve(_ count: Int) {
    places.reserveCapacity(count)
    barcodes.reserveCapacity(count)
    umis.reserveCapacity(count)
    barcodeLengths.reserveCapacity(count)
    reads.reserveCapacity(count)
  }
}
