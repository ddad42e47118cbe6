import GenomicTypes
import Sharding

/// The calculation of activity, for all rows or for some at a time.
///
/// What depends on all rows (library totals, observed rows, barcodes) is computed once; each row is
/// then independent of the others, so a large table can be computed and written in blocks.
///
/// ```swift
/// let calculation = try ActivityCalculation(of: merged, design: design, parameters: p, threads: 2)
/// calculation.table(rows: 0..<1000).cellTypes[0].pooled  // the values of the first 1000 rows
/// ```
public struct ActivityCalculation: Sendable {
  /// Number of fragments.
  public let rowCount: Int
  let merged: MergedFragments
  let design: ResolvedDesign
  let parameters: NormalizationParameters
  /// What each replicate needs to know of all rows, nil for given activity; by cell type.
  private let libraries: [[ReplicateLibrary?]]
  /// The fitted models of the method `gamma-poisson`, by cell type; nil for other methods and where
  /// activity is given.
  private let gammaPoisson: [GammaPoissonCellType?]
  /// The same of the method `beta-binomial`.
  private let betaBinomial: [BetaBinomialCellType?]
  /// Size factors of the libraries; nil when their totals are used as they are.
  public let sizeFactors: LibrarySizeFactors?
  /// What is subtracted from log2 activity; nil without centring.
  public private(set) var centres: ActivityCentres?

  /// Prepares the calculation; parameters and errors as for ``activity(of:design:parameters:threads:)``.
  public init(
    of merged: MergedFragments, design: ResolvedDesign, parameters: NormalizationParameters,
    threads: Int
  ) throws {
    try checkRequirements(of: parameters, merged: merged, design: design)
    rowCount = merged.fragments.rowCount
    self.merged = merged
    self.design = design
    self.parameters = parameters
    let sizeFactors = LibrarySizeFactors(
      of: merged, design: design, method: parameters.sizeFactors)
    self.sizeFactors = sizeFactors
    let replicates = design.cellTypes.flatMap { cellType in
      cellType.replicates.map { ($0.countColumns, cellType.dnaLibraries) }
    }
    var prepared = try shardedMap(shards: replicates.count, threads: threads) { shard in
      let (columns, cellTypeDNA) = replicates[shard]
      return columns.map {
        ReplicateLibrary(
          columns: $0, of: merged, parameters: parameters, sizeFactors: sizeFactors,
          cellTypeDNA: cellTypeDNA)
      }
    }[...]
    let libraries = design.cellTypes.map { cellType in
      defer { prepared = prepared.dropFirst(cellType.replicates.count) }
      return Array(prepared.prefix(cellType.replicates.count))
    }
    self.libraries = libraries
    gammaPoisson = try design.cellTypes.indices.map { index in
      let known = libraries[index].compactMap { $0 }
      guard let options = parameters.gammaPoisson, known.count == libraries[index].count
      else { return nil }
      return try GammaPoissonFitting(
        cellType: design.cellTypes[index], libraries: known, merged: merged,
        parameters: parameters, options: options, threads: threads
      ).fitted()
    }
    betaBinomial = try design.cellTypes.indices.map { index in
      let known = libraries[index].compactMap { $0 }
      guard let options = parameters.betaBinomial, known.count == libraries[index].count
      else { return nil }
      return try BetaBinomialFitting(
        cellType: design.cellTypes[index], libraries: known, merged: merged,
        parameters: parameters, options: options, sizeFactors: sizeFactors, threads: threads
      ).fitted()
    }
    centres = nil
    centres = try centres(threads: threads)
  }

  /// How the method `gamma-poisson` was fitted, by cell type; nil for other methods and for given
  /// activity.
  public var gammaPoissonReports: [GammaPoissonReport?] { gammaPoisson.map { $0?.report } }

  /// How the method `beta-binomial` was fitted, by cell type; nil for other methods and for given
  /// activity.
  public var betaBinomialReports: [BetaBinomialReport?] { betaBinomial.map { $0?.report } }

  private func model(ofCellType index: Int) -> (any CellTypeModel)? {
    gammaPoisson[index] ?? betaBinomial[index]
  }

  /// Activity of every row.
  ///
  /// - Parameters:
  ///   - threads: upper bound on concurrency; the values do not depend on it.
  ///   - keepingPosteriors: whether the posteriors of the method `gamma-poisson` are part of the
  ///     table; who needs values alone saves their memory.
  /// - Complexity: memory 17 bytes per row and replicate, 33 per row and cell type, 96 more for each
  ///   posterior, and while a replicate is computed another 32 per row.
  public func table(threads: Int, keepingPosteriors: Bool = true) throws -> ActivityTable {
    let places = design.cellTypes.indices.flatMap { cellType in
      design.cellTypes[cellType].replicates.indices.map { (cellType, $0) }
    }
    let rows = 0..<rowCount
    let measured = try shardedMap(shards: places.count, threads: threads) { shard in
      centred(
        rows, cellType: places[shard].0, replicate: places[shard].1,
        keepingPosterior: keepingPosteriors)
    }
    return try table(rows: rows, measured: measured, keepingPosteriors: keepingPosteriors)
  }

  /// Activity of some rows; the attrition of the result is about these rows alone.
  ///
  /// - Precondition: the rows lie in the fragment table.
  public func table(rows: Range<Int>) throws -> ActivityTable {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= rowCount, "\(rows) of \(rowCount)")
    let measured = design.cellTypes.indices.flatMap { cellType in
      design.cellTypes[cellType].replicates.indices.map {
        centred(rows, cellType: cellType, replicate: $0)
      }
    }
    return try table(rows: rows, measured: measured)
  }

  /// Activity of every row, block of rows after block of rows: memory does not grow with the rows.
  ///
  /// - Parameters:
  ///   - transform: makes of a block what is handed on; blocks are computed and transformed in
  ///     parallel.
  ///   - body: takes the blocks in order, one at a time.
  public func forEachBlock<Block: Sendable>(
    threads: Int, _ transform: @Sendable (ActivityTable) throws -> Block,
    then body: (_ rows: Range<Int>, Block) throws -> Void
  ) throws {
    let batchRows = Self.blockRows * Self.blocksPerBatch
    for start in stride(from: 0, to: rowCount, by: batchRows) {
      let batch = start..<min(start + batchRows, rowCount)
      let count = (batch.count + Self.blockRows - 1) / Self.blockRows
      @Sendable func rows(of block: Int) -> Range<Int> {
        let first = start + block * Self.blockRows
        return first..<min(first + Self.blockRows, rowCount)
      }
      let blocks = try shardedMap(shards: count, threads: threads) { block in
        try transform(try table(rows: rows(of: block)))
      }
      for (index, block) in blocks.enumerated() { try body(rows(of: index), block) }
    }
  }

  private static let blockRows = 1 << 16
  private static let blocksPerBatch = 16

  private func table(
    rows: Range<Int>, measured: [MeasuredReplicate], keepingPosteriors: Bool = true
  ) throws -> ActivityTable {
    var next = 0
    let cellTypes = design.cellTypes.enumerated().map { index, cellType in
      let replicates = Array(measured[next..<(next + cellType.replicates.count)])
      next += cellType.replicates.count
      let pooled = pool(
        replicates, cellType: index, rows: rows, keepingPosterior: keepingPosteriors)
      return centres?.cellTypes[index].pooled.map { pooled.centred(at: $0) } ?? pooled
    }
    return ActivityTable(
      rowCount: rows.count, parameters: parameters, cellTypes: cellTypes,
      attrition: [try attrition(of: cellTypes, rowCount: rows.count)])
  }

  /// The value of a cell type from its replicates, not centred itself.
  func pool(
    _ measured: [MeasuredReplicate], cellType: Int, rows: Range<Int>, keepingPosterior: Bool = true
  ) -> CellTypeActivity {
    pooledActivity(
      of: design.cellTypes[cellType], measured, rows: rows, merged: merged,
      parameters: parameters, model: model(ofCellType: cellType), sizeFactors: sizeFactors,
      keepingPosterior: keepingPosterior)
  }

  private func centred(
    _ rows: Range<Int>, cellType: Int, replicate: Int, keepingPosterior: Bool = true
  ) -> MeasuredReplicate {
    measure(rows, cellType: cellType, replicate: replicate, keepingPosterior: keepingPosterior)
      .centred(at: centres?.cellTypes[cellType].replicates[replicate])
  }

  /// The values of a replicate, not centred.
  func measure(
    _ rows: Range<Int>, cellType: Int, replicate: Int, keepingPosterior: Bool = true
  ) -> MeasuredReplicate {
    let place = design.cellTypes[cellType].replicates[replicate]
    switch place.measurement {
    case .activity(let column):
      let values = merged.fragments.activities[column].values[rows].map { value in
        value.flatMap { $0.isFinite ? $0 : nil }
      }
      let given = ReplicateActivity(
        name: place.name, values: values,
        undefined: values.map { $0 == nil ? .notObserved : nil }, libraries: nil)
      return MeasuredReplicate(activity: given, dna: nil, rna: nil)
    case .counts(let dna, let rna):
      guard let library = libraries[cellType][replicate] else {
        preconditionFailure("replicate \(place.name) was not prepared")
      }
      let measured = MeasuredReplicate(
        counts: ReplicateCounts(columns: (dna, rna), of: merged, rows: rows), library: library,
        rows: rows, parameters: parameters, named: place.name)
      guard let model = model(ofCellType: cellType) else { return measured }
      return MeasuredReplicate(
        activity: model.activity(
          of: measured, replicate: replicate, rows: rows, keepingPosterior: keepingPosterior),
        dna: measured.dna, rna: measured.rna)
    }
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
