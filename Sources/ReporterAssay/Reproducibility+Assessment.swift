import GenomicTypes
import Sharding
public import Statistics

extension Reproducibility {
  /// Assesses the replicates of every cell type.
  ///
  /// ```swift
  /// let assessed = try Reproducibility(
  ///   of: activityTable, merged: merged, design: design, seed: Seed(1), threads: 2)
  /// assessed.cellTypes[0].verdict.sentence
  /// // "RNA r 0.91; 0.51 after controlling input DNA; ratio r 0.46."
  /// ```
  ///
  /// - Parameters:
  ///   - activity: the result of ``activity(of:design:parameters:threads:)``.
  ///   - merged: the fragments it was computed from.
  ///   - design: the design it was computed with.
  ///   - parameters: strata, bootstrap, pictures, thresholds.
  ///   - inputs: barcode rows, properties and classes of fragments; what is missing is taken from
  ///     `merged` where it can be, or left out with a reason.
  ///   - seed: keys the bootstrap.
  ///   - threads: upper bound on concurrency; the numbers do not depend on it.
  /// - Throws: ``ReporterAssayError/parameter(name:found:expected:)``.
  /// - Complexity: O(rows · log rows) per pair of replicates, plus draws · blocks · pairs.
  public init(
    of activity: ActivityTable, merged: MergedFragments, design: ResolvedDesign,
    parameters: ReproducibilityParameters = ReproducibilityParameters(),
    inputs: ReproducibilityInputs = ReproducibilityInputs(), seed: Seed, threads: Int
  ) throws {
    try parameters.validate()
    let inputs = inputs.completed(from: merged)
    precondition(
      activity.rowCount == merged.fragments.rowCount
        && activity.cellTypes.count == design.cellTypes.count,
      "activity, fragments and design do not belong together")
    let blocks = locusBlocks(
      of: merged.fragments.placements, chromosomeNames: merged.fragments.chromosomeNames,
      maximum: parameters.maximumBlocks)
    var assessed: [CellTypeReproducibility] = []
    for (cellType, values) in zip(design.cellTypes, activity.cellTypes) {
      let signals = zip(cellType.replicates, values.replicates).map { replicate, activity in
        ReplicateSignal(replicate, activity: activity, of: merged)
      }
      assessed.append(
        try CellTypeReproducibility(
          of: values, signals,
          settings: PairSettings(
            parameters: parameters,
            resampling: LocusResampling(
              blockOfRow: blocks, draws: parameters.draws,
              seed: seed.derived("reproducibility " + values.name), threads: threads)),
          inputs: inputs,
          halved: inputs.halvedRows(
            of: cellType, signals, merged: merged, windowLength: parameters.windowLength)))
    }
    // A table whose rows are fragments already has one "barcode" everywhere.
    let barcodes = merged.fragments.barcodeCounts.flatMap { counts in
      counts.contains { $0 > 1 } ? BarcodeQuality(of: counts) : nil
    }
    fragments = merged.fragments.rowCount
    countScale = Self.countScale
    self.barcodes = barcodes
    cellTypes = assessed
    acrossCellTypes = Self.cellTypePairs(of: activity.cellTypes)
    checks = parameters.thresholds.checks(of: assessed, barcodes: barcodes)
  }

  private static func cellTypePairs(
    of cellTypes: [CellTypeActivity]
  ) -> [CellTypePairQuality] {
    replicatePairs(cellTypes.count).map { a, b in
      let pairs = completePairs(cellTypes[a].pooled, cellTypes[b].pooled)
      return CellTypePairQuality(
        first: cellTypes[a].name, second: cellTypes[b].name,
        activity: Agreement(of: pairs.x, and: pairs.y),
        density: HexagonGrid(x: pairs.x, y: pairs.y))
    }
  }
}

extension CellTypeReproducibility {
  fileprivate init(
    of activity: CellTypeActivity, _ signals: [ReplicateSignal], settings: PairSettings,
    inputs: ReproducibilityInputs, halved: BarcodeRows?
  ) throws {
    let parameters = settings.parameters
    let resampling = settings.resampling
    let threads = resampling.threads
    name = activity.name
    activityScale = activity.unit?.rawValue ?? "as given by the input"
    replicates = try shardedMap(shards: signals.count, threads: threads) { shard in
      ReplicateQuality(
        of: signals[shard], undefined: activity.replicates[shard].undefinedCounts)
    }
    let places = replicatePairs(signals.count)
    let shared = resampling.using(threads: max(1, threads / max(1, places.count)))
    pairs = try shardedMap(shards: places.count, threads: threads) { shard in
      try ReplicatePairQuality(
        signals[places[shard].0], signals[places[shard].1],
        settings: PairSettings(parameters: parameters, resampling: shared))
    }
    summary = ReplicateSummary(signals, pairs: pairs)
    ceiling = try ReplicateCeiling(signals, pairs: pairs, resampling: resampling)
    let halves = try halved.map {
      try DisjointBarcodeCorrelation(
        of: $0, halvings: parameters.halvings, minimumRows: parameters.minimumHalvedRows,
        windowLength: $0.unit == .fragmentsOfWindow ? parameters.windowLength : nil,
        seed: resampling.seed, threads: threads)
    }
    disjointBarcodes = halves.flatMap {
      $0.eligibleElements < DisjointBarcodeCorrelation.fewestElements ? nil : $0
    }
    biases = try shardedMap(shards: signals.count, threads: threads) { shard in
      BiasPanel.all(
        of: signals[shard], properties: inputs.properties, bins: parameters.biasBins)
    }.flatMap { $0 }
    let classes = inputs.classes
    self.classes = try shardedMap(shards: classes.count * places.count, threads: threads) { shard in
      let (a, b) = places[shard % places.count]
      return try ClassAgreement(
        of: classes[shard / places.count], signals[a], signals[b], resampling: shared)
    }
    depth = try DepthSaturation(
      signals, parameters: parameters, seed: resampling.seed, threads: threads)
    verdict = ReplicateVerdict(
      of: pairs, isGiven: activity.unit == nil,
      largestDrop: parameters.thresholds.rnaExplainedByDNA)
    missing = inputs.missing(of: signals, halves: halves)
  }
}
