import GenomicTypes
import Sharding

/// Finds the fragment of every barcode of a library.
///
/// The rows of a barcode with equal chromosome, strand, start and end, or within the tolerance of
/// the rules, are one group. Positions are taken from the best supported down (ties: higher mapping
/// quality, then lower position, chromosomes in the order of their names) and each is compared with every cluster found so far; it joins the
/// best one it is near to, or starts a new one. The support of a group is the sum of its reads, its
/// mapping quality the highest, its place that of its best position. A barcode is dropped, in this
/// order, with too little support for its best group (`barcode_low_support`), when two groups share
/// the highest support (`barcode_tie`), and when the best has too small a share of the reads
/// (`barcode_multi_position`).
///
/// ```swift
/// // AAAA: 9 reads at chr1:0-100 and 1 at chr1:500-600; ACGT: 2 reads each at two places
/// let result = try assignBarcodes(of: library, rules: .fragments, threads: 4)
/// result.assigned.barcodes              // [0]: AAAA
/// result.assigned.support               // [9], of totals [10]
/// result.attrition[0].dropped           // ["barcode_tie": 1]
/// result.attrition[1].dropped           // ["barcode_tie": 4, "minor_position": 1]
/// ```
///
/// - Parameters:
///   - fragments: the library with its barcodes, in any order.
///   - details: what to keep beside the result.
///   - threads: the result is the same for any number.
/// - Precondition: the library has barcodes.
/// - Throws: ``BarcodeJoinError`` for rules out of range, sums beyond 32 bits, and when no barcode
///   is assigned.
/// - Complexity: O(rows), memory 12 bytes a row beside the result.
public func assignBarcodes(
  of fragments: CountedFragments, rules: BarcodeAssignmentRules = .fragments,
  details: AssignmentDetails = [], threads: Int = 1
) throws -> BarcodeAssignment {
  guard let barcodes = fragments.barcodes, let length = fragments.barcodeLength else {
    preconditionFailure("a library without barcodes")
  }
  let rows = PlacedRows(
    barcodes: barcodes, reads: fragments.reads, placements: fragments.placements,
    mappingQualities: fragments.mappingQualities, ranks: nameRanks(fragments.chromosomeNames))
  return try assignment(of: rows, length: length, rules: rules, details: details, threads: threads)
  { chosen in
    .fragments(
      chromosomeNames: fragments.chromosomeNames,
      placements: chosen.map { fragments.placements[Int($0)] })
  }
}

/// Finds the oligo of every barcode of a library, by the same rules as for fragments.
///
/// - Parameter rows: pairs of barcode and oligo with their reads, in any order.
/// - Throws: ``BarcodeJoinError`` for rules out of range, sums beyond 32 bits, and when no barcode
///   is assigned.
/// - Complexity: O(rows), memory 12 bytes a row beside the result.
public func assignBarcodes(
  of rows: OligoBarcodes, rules: BarcodeAssignmentRules = .oligos,
  details: AssignmentDetails = [], threads: Int = 1
) throws -> BarcodeAssignment {
  let source = OligoPairRows(rows: rows, ranks: nameRanks(rows.oligos.names))
  return try assignment(
    of: source, length: rows.length, rules: rules, details: details, threads: threads
  ) { chosen in
    .oligos(rows.oligos, indices: chosen.map { rows.oligoIndices[Int($0)] })
  }
}

/// The place of each name among the sorted names: ties must not depend on the order of a file.
private func nameRanks(_ names: [String]) -> [Int32] {
  var ranks = [Int32](repeating: 0, count: names.count)
  let byName = names.indices.sorted { (names[$0], $0) < (names[$1], $1) }
  for (rank, name) in byName.enumerated() { ranks[name] = Int32(rank) }
  return ranks
}

private struct PlacedRows: AssignmentRows {
  let barcodes: [UInt64]
  let reads: [UInt32]
  let placements: [FragmentPlacement]
  let mappingQualities: [UInt8]
  let ranks: [Int32]

  func key(of row: Int) -> TargetKey {
    var placement = placements[row]
    placement.chromosome = ranks[Int(placement.chromosome)]
    return TargetKey(placement)
  }
  func quality(of row: Int) -> UInt8 { mappingQualities[row] }
  func otherReads(of row: Int) -> UInt32 { 0 }
  func target(of row: Int) -> MultiPositionEntry.Target { .fragment(placements[row]) }
}

private struct OligoPairRows: AssignmentRows {
  let rows: OligoBarcodes
  let ranks: [Int32]

  var barcodes: [UInt64] { rows.barcodes }
  var reads: [UInt32] { rows.reads }
  func key(of row: Int) -> TargetKey { TargetKey(rank: ranks[Int(rows.oligoIndices[row])]) }
  func quality(of row: Int) -> UInt8 { 0 }
  func otherReads(of row: Int) -> UInt32 { rows.otherReads?[row] ?? 0 }
  func target(of row: Int) -> MultiPositionEntry.Target { .oligo(rows.oligoIndices[row]) }
}

private func assignment(
  of rows: some AssignmentRows, length: Int, rules: BarcodeAssignmentRules,
  details: AssignmentDetails, threads: Int,
  targets: ([UInt32]) -> AssignedBarcodes.Targets
) throws -> BarcodeAssignment {
  try rules.validate()
  let order = try RowOrder.rows(byKeys: rows.barcodes, bits: 2 * length, threads: threads)
  let ranges = barcodeRanges(of: order, barcodes: rows.barcodes)
  let parts = try shardedMap(shards: ranges.count, threads: threads) { shard in
    var part = AssignmentPart(rules: rules, details: details, length: length)
    try part.assign(order[ranges[shard]], of: rows)
    return part
  }
  let tally = parts.reduce(into: AssignmentTally()) { $0.add($1.tally) }
  let attrition = [try tally.barcodeNode(), try tally.readNode()]
  let chosen = parts.flatMap(\.rows)
  if chosen.isEmpty {
    throw BarcodeJoinError.nothingLeft(
      step: AssignmentTally.step, dropped: attrition[0].dropped)
  }
  var unassigned: UnassignedBarcodes?
  if details.contains(.unassignedBarcodes) {
    unassigned = parts.reduce(into: UnassignedBarcodes()) { all, part in
      all.barcodes += part.unassigned.barcodes
      all.reasons += part.unassigned.reasons
      all.reads += part.unassigned.reads
    }
  }
  return BarcodeAssignment(
    assigned: AssignedBarcodes(
      length: length, barcodes: parts.flatMap(\.barcodes), targets: targets(chosen),
      support: parts.flatMap(\.support), totals: parts.flatMap(\.totals), unassigned: unassigned),
    attrition: attrition, multiPositionBarcodes: tally.multiPositionBarcodes,
    barcodeTargetPairs: tally.pairs,
    multiPositionLog: details.contains(.multiPositionLog) ? parts.flatMap(\.log) : nil)
}

/// Cuts ordered rows into ranges of similar length that do not split a barcode; their number does
/// not depend on threads.
private func barcodeRanges(of order: [UInt32], barcodes: [UInt64]) -> [Range<Int>] {
  var bounds: [Int] = [0]
  for range in shardRanges(count: order.count, shards: 64) {
    var end = max(range.upperBound, bounds[bounds.count - 1])
    while end > 0, end < order.count,
      barcodes[Int(order[end])] == barcodes[Int(order[end - 1])]
    { end += 1 }
    bounds.append(end)
  }
  return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
}
