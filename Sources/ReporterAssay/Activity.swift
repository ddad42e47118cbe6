import GenomicTypes
import Sharding

/// Computes activity from counts, or passes on activity given by the input.
///
/// ```swift
/// // one replicate: D = 10 of 1,000 in the library, R = 21 of 2,000, pseudocount 1 on the count
/// // activity = log2((22 / 2000) / (11 / 1000)) = log2(1) = 0
/// ```
///
/// - Parameters:
///   - merged: fragments, with their barcodes where there are any.
///   - design: columns of cell types and replicates.
///   - parameters: method, filters and pooling. Filters look at raw counts of one replicate.
///   - threads: upper bound on concurrency; the values do not depend on it.
/// - Returns: one row per fragment; fragments without a target stay as `nil` with a reason.
/// - Throws: ``ReporterAssayError`` when there are no rows, when the method needs barcode rows that
///   the table lacks, or when more replicates or barcodes are required than can exist.
public func activity(
  of merged: MergedFragments, design: ResolvedDesign, parameters: NormalizationParameters,
  threads: Int
) throws -> ActivityTable {
  try checkRequirements(of: parameters, merged: merged, design: design)
  let places = design.cellTypes.indices.flatMap { cellType in
    design.cellTypes[cellType].replicates.indices.map { (cellType: cellType, replicate: $0) }
  }
  let measured = try shardedMap(shards: places.count, threads: threads) { shard in
    let place = places[shard]
    let replicate = design.cellTypes[place.cellType].replicates[place.replicate]
    return measure(replicate, of: merged, parameters: parameters)
  }
  var next = 0
  let cellTypes = design.cellTypes.map { cellType in
    let replicates = Array(measured[next..<(next + cellType.replicates.count)])
    next += cellType.replicates.count
    return pooledActivity(of: cellType, replicates, merged: merged, parameters: parameters)
  }
  return ActivityTable(
    rowCount: merged.fragments.rowCount, parameters: parameters, cellTypes: cellTypes,
    attrition: [try attrition(of: cellTypes, rowCount: merged.fragments.rowCount)])
}

/// A replicate's values with its DNA counts, which the cell type needs once more.
struct MeasuredReplicate: Sendable {
  let activity: ReplicateActivity
  let dna: LibraryCounts?
}

private func measure(
  _ replicate: ResolvedDesign.Replicate, of merged: MergedFragments,
  parameters: NormalizationParameters
) -> MeasuredReplicate {
  switch replicate.measurement {
  case .activity(let column):
    let values = merged.fragments.activities[column].values.map { value in
      value.flatMap { $0.isFinite ? $0 : nil }
    }
    let given = ReplicateActivity(
      name: replicate.name, values: values,
      undefined: values.map { $0 == nil ? .notObserved : nil }, libraries: nil)
    return MeasuredReplicate(activity: given, dna: nil)
  case .counts(let dna, let rna):
    let counts = ReplicateCounts(columns: (dna, rna), of: merged)
    let calculation = ReplicateCalculation(
      counts: counts, columns: (dna, rna), merged: merged, parameters: parameters)
    return MeasuredReplicate(
      activity: calculation.activity(named: replicate.name), dna: counts.dna)
  }
}

private func checkRequirements(
  of parameters: NormalizationParameters, merged: MergedFragments, design: ResolvedDesign
) throws(ReporterAssayError) {
  guard merged.fragments.rowCount > 0 else { throw .noRows(step: "normalize") }
  let usesCounts = design.cellTypes.contains { cellType in
    cellType.replicates.contains { $0.countColumns != nil }
  }
  guard usesCounts else { return }
  switch parameters.method {
  case .mpralmMean where merged.source == nil && merged.fragments.barcodeCounts != nil:
    throw .needsBarcodeRows(parameters.method)
  case .mpralibBarcode where merged.source != nil || merged.fragments.barcodeCounts != nil:
    throw .needsBarcodeRows(parameters.method)
  default: break
  }
  if parameters.minimumBarcodes > 1, merged.fragments.barcodeCounts == nil {
    throw .parameter(
      name: "minimum_barcodes", found: "\(parameters.minimumBarcodes)",
      expected: "0 or 1, because the table has no barcodes")
  }
  let most = design.cellTypes.map(\.replicates.count).max() ?? 0
  if parameters.pooling == .sumOfCounts, most > ReplicateSubsets.maximumReplicates {
    throw .parameter(
      name: "replicates of a cell type", found: "\(most)",
      expected: "at most \(ReplicateSubsets.maximumReplicates) when their counts are summed")
  }
  if case .atLeast(let minimum) = parameters.minimumReplicates, minimum > most {
    throw .parameter(
      name: "minimum_replicates", found: "\(minimum)",
      expected: "at most \(most), the largest number of replicates of a cell type")
  }
}

private func attrition(
  of cellTypes: [CellTypeActivity], rowCount: Int
) throws(AttritionImbalance) -> AttritionNode {
  var dropped: [UndefinedActivityReason: Int] = [:]
  var left = 0
  for row in 0..<rowCount {
    var reason: UndefinedActivityReason?
    var isDefined = false
    for cellType in cellTypes {
      if let found = cellType.undefined[row] {
        reason = UndefinedActivityReason.first(reason, found)
      } else {
        isDefined = true
      }
    }
    if isDefined {
      left += 1
    } else if let reason {
      dropped[reason, default: 0] += 1
    }
  }
  return try AttritionNode(
    step: "normalize", unit: "fragment", entered: rowCount, left: left,
    dropped: Dictionary(uniqueKeysWithValues: dropped.map { ($0.rawValue, $1) }))
}
