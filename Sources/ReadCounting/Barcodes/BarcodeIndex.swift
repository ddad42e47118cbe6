private import GenomicTypes

/// Distinct barcodes of one length that can be looked up, with those that differ in one base.
///
/// The leading bits of a barcode name a stretch of the sorted barcodes, on average one or two long.
///
/// ```swift
/// let index = BarcodeIndex([27, 0, 27], length: 4)  // ACGT, AAAA
/// index.position(of: 27)        // 1
/// index.onlyNeighbour(of: 26)   // 27: ACGG differs from ACGT in one base
/// ```
///
/// Memory: 8 bytes for a barcode and about 4 more for the stretches.
public struct BarcodeIndex: Sendable {
  /// Bases of every barcode, 1 to 32.
  public let length: Int
  /// The barcodes, ascending, each once.
  public let barcodes: [UInt64]
  private let starts: [UInt32]
  private let shift: UInt64

  /// Sorts barcodes and prepares the look-up; repeated ones count once.
  ///
  /// - Precondition: the length is in 1...32, and there are fewer than 4 294 967 295 barcodes, none
  ///   of which has bits beyond its length.
  /// - Complexity: O(n · length) for the sort, O(n) for sorted barcodes.
  public init(_ barcodes: [UInt64], length: Int) {
    precondition((1...PackedBarcode.maximumLength).contains(length), "length \(length)")
    precondition(barcodes.count < UInt32.max, "\(barcodes.count) barcodes")
    var sorted = barcodes
    if !Self.isAscending(sorted) {
      var scratch: [UInt64] = []
      radixSort(&sorted, scratch: &scratch, to: 2 * length)
      sorted = Self.withoutRepeats(sorted)
    }
    if let last = sorted.last, length < 32 {
      precondition(last >> UInt64(2 * length) == 0, "barcode \(last) of \(length) bases")
    }
    self.length = length
    self.barcodes = sorted
    let wanted = max(Int.bitWidth - max(sorted.count, 1).leadingZeroBitCount - 1, 1)
    let leading = min(wanted, 2 * length, 28)
    shift = UInt64(2 * length - leading)
    var starts = [UInt32](repeating: 0, count: 1 << leading + 1)
    for barcode in sorted { starts[Int(barcode >> shift) + 1] += 1 }
    for stretch in 1..<starts.count { starts[stretch] += starts[stretch - 1] }
    self.starts = starts
  }

  private static func isAscending(_ barcodes: [UInt64]) -> Bool {
    for index in 1..<max(barcodes.count, 1) where barcodes[index - 1] >= barcodes[index] {
      return false
    }
    return true
  }

  private static func withoutRepeats(_ sorted: [UInt64]) -> [UInt64] {
    var result: [UInt64] = []
    result.reserveCapacity(sorted.count)
    for barcode in sorted where result.last != barcode { result.append(barcode) }
    return result
  }

  /// Number of barcodes.
  public var count: Int { barcodes.count }

  private func stretch(of barcode: UInt64) -> (start: Int, end: Int) {
    let number = Int(barcode >> shift)
    return (Int(starts[number]), Int(starts[number + 1]))
  }

  /// Where a barcode is among ``barcodes``; nil when it is not there.
  public func position(of barcode: UInt64) -> Int? {
    var (start, end) = stretch(of: barcode)
    while end &- start > 8 {
      let middle = (start &+ end) / 2
      if barcodes[middle] <= barcode { start = middle } else { end = middle }
    }
    while start < end {
      if barcodes[start] == barcode { return start }
      start &+= 1
    }
    return nil
  }

  /// Whether a barcode is among them.
  public func contains(_ barcode: UInt64) -> Bool { position(of: barcode) != nil }

  /// The only barcode that differs in exactly one base; nil when there is none, or several.
  public func onlyNeighbour(of barcode: UInt64) -> UInt64? {
    var found: UInt64?
    var count = 0
    forEachNeighbour(of: barcode) { position in
      found = barcodes[position]
      count += 1
      return count < 2
    }
    return count == 1 ? found : nil
  }

  /// Calls `body` with the position of each barcode that differs in exactly one base, until it
  /// returns false.
  ///
  /// - Complexity: one look at the barcode's own stretch and three for each leading base.
  func forEachNeighbour(of barcode: UInt64, _ body: (Int) -> Bool) {
    let own = stretch(of: barcode)
    let low = Int(shift / 2)
    if own.end - own.start <= 6 * low {
      for position in own.start..<own.end where differsInOneBase(barcodes[position], barcode) {
        // A change of the base that the border of the stretch cuts is looked up below.
        if (barcodes[position] ^ barcode) >> UInt64(2 * low) == 0, !body(position) { return }
      }
    } else if !look(at: barcode, bases: 0..<low, body) {
      return
    }
    _ = look(at: barcode, bases: low..<length, body)
  }

  /// Looks up the three changes of each of some bases, counted from the last.
  private func look(at barcode: UInt64, bases: Range<Int>, _ body: (Int) -> Bool) -> Bool {
    for base in bases {
      for change in 1...3 as ClosedRange<UInt64> {
        if let position = position(of: barcode ^ change << UInt64(2 * base)), !body(position) {
          return false
        }
      }
    }
    return true
  }
}

/// Whether two barcodes differ in exactly one base.
func differsInOneBase(_ a: UInt64, _ b: UInt64) -> Bool {
  let bits = a ^ b
  let bases = (bits | bits >> 1) & 0x5555_5555_5555_5555
  return bases != 0 && bases & (bases &- 1) == 0
}
