import GenomicTypes
import Sharding

extension FragmentCounter {
  /// Ends the counting.
  ///
  /// - Parameter threads: threads that sort; the result is the same for any number.
  /// - Throws: ``FragmentCountingError/nothingCounted(source:records:dropped:)``,
  ///   ``FragmentCountingError/barcodesTooLong(source:length:)``, and `AttritionImbalance`, which would
  ///   be a bug.
  public consuming func finish(threads: Int = 1) throws -> FragmentCount {
    sweepAll()
    let length = try barcodeLength()
    let marks = marksDuplicates
    var rows: FragmentRows
    if rules.barcodes == nil {
      rows = FragmentRows(strand: rules.strand, marksDuplicates: marks)
      try Self.compact(&bins, threads: threads) { $0.compact(marksDuplicates: marks) }
      rows.reserve(bins.chromosomes.joined().reduce(0) { $0 + $1.places.count })
      rows.append(&bins)
    } else {
      rows = FragmentRows(
        strand: rules.strand, marksDuplicates: marks, barcodeLength: length,
        hasUMIs: rules.barcodes?.umi != nil)
      try Self.compact(&barcodedBins, threads: threads) { $0.compact(marksDuplicates: marks) }
      let otherLength = rows.append(&barcodedBins)
      tally.recant(otherLength, for: .barcodeLength)
    }
    if rows.reads.isEmpty {
      throw FragmentCountingError.nothingCounted(
        source: source, records: tally.records, dropped: droppedByCode())
    }
    return FragmentCount(
      fragments: rows.fragments(chromosomeNames: chromosomeNames), attrition: try attrition(rows),
      examinedForDuplicates: tally.examined, flaggedAsDuplicates: tally.flagged,
      readsOfLength: rows.readsOfLength, rowsWithReads: rows.rowsWithReads,
      readsOfBarcodeLength: readsOfBarcodeLength())
  }

  private static func compact<Bin: Sendable>(
    _ grid: inout BinGrid<Bin>, threads: Int, _ compact: @Sendable (inout Bin) -> Void
  ) throws {
    for chromosome in grid.chromosomes.indices where !grid.chromosomes[chromosome].isEmpty {
      let bins = grid.chromosomes[chromosome]
      grid.chromosomes[chromosome] = []
      grid.chromosomes[chromosome] = try shardedMap(shards: bins.count, threads: threads) { index in
        var bin = bins[index]
        compact(&bin)
        return bin
      }
    }
  }

  /// The length that barcodes must have; nil without barcodes.
  private func barcodeLength() throws(FragmentCountingError) -> Int? {
    guard let barcodes = rules.barcodes, barcodes.barcode != nil else { return nil }
    if let length = barcodes.length { return length }
    let most = tally.barcodeLengths.max() ?? 0
    let length = tally.barcodeLengths.firstIndex(of: most) ?? 0
    if most > 0, length > PackedBarcode.maximumLength {
      throw .barcodesTooLong(source: source, length: length)
    }
    return most == 0 ? 1 : length
  }

  private func readsOfBarcodeLength() -> [Int: Int] {
    var reads: [Int: Int] = [:]
    if rules.barcodes?.barcode == nil { return reads }
    for (length, count) in tally.barcodeLengths.enumerated() where count > 0 {
      reads[length] = count
    }
    return reads
  }

  private func droppedByCode() -> [String: Int] {
    var dropped = tally.droppedByCode
    if tally.secondary > 0 { dropped["secondary"] = tally.secondary }
    if tally.supplementary > 0 { dropped["supplementary"] = tally.supplementary }
    return dropped
  }

  private func attrition(_ rows: FragmentRows) throws -> [AttritionNode] {
    let isPaired = rules.pairing == .bothMates
    let unit = isPaired ? "pair" : "read"
    let primary = tally.records - tally.secondary - tally.supplementary
    var nodes = [
      try AttritionNode(
        step: "alignments", unit: "record", entered: tally.records, left: primary,
        dropped: ["secondary": tally.secondary, "supplementary": tally.supplementary]),
      AttritionNode(step: "pairing", collapsing: primary, into: tally.units, unit: unit),
      try AttritionNode(
        step: "filters", unit: unit, entered: tally.units, left: tally.counted,
        dropped: tally.droppedByCode),
    ]
    var entering = tally.counted
    if let molecules = rows.molecules {
      let total = molecules.reduce(0) { $0 + Int($1) }
      nodes.append(
        AttritionNode(step: "molecules", collapsing: entering, into: total, unit: "molecule"))
      entering = total
    }
    nodes.append(
      AttritionNode(
        step: "fragments", collapsing: entering, into: rows.reads.count,
        unit: rows.barcodes == nil ? "fragment" : "barcoded fragment"))
    return nodes
  }
}
