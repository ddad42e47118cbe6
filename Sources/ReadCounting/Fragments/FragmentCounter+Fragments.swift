import GenomicTypes

extension FragmentCounter {
  /// Takes a primary record where every read is a fragment.
  mutating func countRead(
    _ record: AlignmentRecord, _ index: Int, _ batch: AlignmentBatch, extendedTo length: Int?
  ) {
    if let reason = failingReadTest(record) {
      return tally.drop(reason, isDuplicate: record.isDuplicate)
    }
    var interval = record.start..<record.end
    if let length {
      let limit = max(chromosomeLengths[Int(record.chromosome)], Int(record.end))
      if record.isReverse {
        interval = Int32(max(0, Int(record.end) - length))..<record.end
      } else {
        interval = record.start..<Int32(min(Int(record.start) + length, limit))
      }
    }
    // Read 2 of a pair lies on the other strand.
    let isRead2 = record.has(AlignmentFlag.paired | AlignmentFlag.secondOfPair)
    countFragment(
      chromosome: record.chromosome, interval, read1IsReverse: record.isReverse != isRead2,
      isDuplicate: record.isDuplicate, mappingQuality: reported(record.mappingQuality),
      finder?.find(index, in: batch) ?? ReadBarcode())
  }

  /// Takes a primary record that stands for its pair, with the length that the aligner gave.
  mutating func countTemplate(
    _ record: AlignmentRecord, _ index: Int, _ batch: AlignmentBatch
  ) {
    if let reason = failingTest(record) {
      return tally.drop(reason, isDuplicate: record.isDuplicate)
    }
    let length = abs(Int(record.templateLength))
    let start = Int(record.templateLength > 0 ? record.start : record.mateStart)
    if length == 0 { return tally.drop(.mateMissing, isDuplicate: record.isDuplicate) }
    guard let end = Int32(exactly: start + length), start >= 0 else {
      return tally.drop(.lengthRange, isDuplicate: record.isDuplicate)
    }
    let isRead1 = record.readNumber == 1
    countFragment(
      chromosome: record.chromosome, Int32(start)..<end,
      read1IsReverse: record.isReverse == isRead1, isDuplicate: record.isDuplicate,
      mappingQuality: reported(record.mappingQuality),
      finder?.find(index, in: batch) ?? ReadBarcode())
  }

  /// Makes the tests that need the whole fragment, and counts it when it passes.
  mutating func countFragment(
    chromosome: Int32, _ interval: Range<Int32>, read1IsReverse: Bool, isDuplicate: Bool,
    mappingQuality: UInt8, _ barcode: ReadBarcode
  ) {
    guard lengths.contains(interval.count) else {
      return tally.drop(.lengthRange, isDuplicate: isDuplicate)
    }
    if !blacklist.isEmpty,
      blacklist.touches(chromosome, interval.lowerBound, interval.upperBound)
    {
      return tally.drop(.blacklist, isDuplicate: isDuplicate)
    }
    let isReverse =
      switch rules.strand {
      case .read1: read1IsReverse
      case .read2: !read1IsReverse
      case .none: false
      }
    let place = FragmentPlace.packed(
      start: interval.lowerBound, length: Int32(interval.count), isReverse: isReverse,
      isDuplicate: isDuplicate, mappingQuality: mappingQuality)
    guard let finder else {
      tally.count(isDuplicate: isDuplicate)
      bins[chromosome, interval.lowerBound].add(place, marksDuplicates: marksDuplicates)
      return
    }
    if let reason = finder.failing(barcode) {
      if reason == .barcodeLength { tally.barcodeLengths[Int(barcode.barcode.length)] += 1 }
      return tally.drop(reason, isDuplicate: isDuplicate)
    }
    tally.barcodeLengths[Int(barcode.barcode.length)] += 1
    if barcode.barcode.length > PackedBarcode.maximumLength {
      return tally.drop(.barcodeLength, isDuplicate: isDuplicate)
    }
    tally.count(isDuplicate: isDuplicate)
    let umi = finder.rules.umi == nil ? 0 : 1 << (2 * UInt64(barcode.umi.length)) | barcode.umi.bits
    barcodedBins[chromosome, interval.lowerBound].add(
      BarcodedRead(
        place: place, barcode: barcode.barcode.bits, umi: umi,
        barcodeLength: barcode.barcode.length), marksDuplicates: marksDuplicates)
  }
}
