import GenomicTypes
import Sharding
import Statistics

/// Fits the models of one cell type to all rows, before activity is computed block by block.
///
/// A row enters the fit of a replicate when the filters let it and its DNA is not 0, RNA 0 included;
/// it enters the pooled fit, with the replicates that define it, when enough of them do.
struct GammaPoissonFitting: Sendable {
  let cellType: ResolvedDesign.CellType
  let libraries: [ReplicateLibrary]
  let merged: MergedFragments
  let parameters: NormalizationParameters
  let options: GammaPoissonOptions
  let threads: Int

  private static let blockRows = 1 << 16

  private var rowCount: Int { merged.fragments.rowCount }

  private var scales: [Double?] {
    libraries.map { library in
      let (dna, rna) = (library.libraries.dnaDivisor, library.libraries.rnaDivisor)
      return dna > 0 && rna > 0 ? rna / dna : nil
    }
  }

  /// The models; where a fit does not exist its activity is not defined.
  func fitted() throws -> GammaPoissonCellType {
    let (effects, factors) = try exposureEffects()
    let tally = try tally(factors: factors)
    let found = tally.overdispersion.value
    let used = options.usesOverdispersion ? max(1, found ?? 1) : 1
    let names = cellType.replicates.map(\.name) + [cellType.name]
    let models = try tally.aggregators.indices.map { place in
      try model(names[place], CountExposureTable(merging: [tally.aggregators[place]]), used)
    }
    let posteriors = models.map { model in
      model.model.prior.map {
        GammaPosteriors(
          prior: $0, level: options.intervalLevel, overdispersion: used,
          largestCount: model.largestCount)
      }
    }
    let last = models.count - 1
    return GammaPoissonCellType(
      replicates: Array(posteriors[..<last]), pooled: posteriors[last], scales: scales,
      factors: factors,
      report: GammaPoissonReport(
        cellType: cellType.name, scales: scales, replicates: models[..<last].map(\.model),
        pooled: models[last].model, replicateOverdispersion: found, usedOverdispersion: used,
        effects: effects, rnaWithoutDNA: tally.rnaWithoutDNA,
        withoutAnyCount: tally.withoutAnyCount))
  }

  private func model(
    _ name: String, _ table: CountExposureTable, _ overdispersion: Double
  ) throws -> (model: GammaPoissonReport.Model, largestCount: Int) {
    let outcome = try GammaPoissonFit.fitted(
      to: table, overdispersion: overdispersion, threads: threads)
    let check = outcome.fit.map {
      CountModelCheck(of: table, prior: $0.prior, overdispersion: overdispersion)
    }
    let mixture = try outcome.fit.flatMap { fit -> GammaMixtureFit? in
      switch options.prior {
      case .gamma: nil
      case .mixture(let components):
        try GammaMixtureFit.fitted(to: table, from: fit, components: components)
      case .automatic:
        check?.isPoor == true
          ? try GammaMixtureFit.selected(for: table, from: fit, threads: threads) : nil
      }
    }
    let model = GammaPoissonReport.Model(
      name: name, fit: outcome.fit, undefined: outcome.reason, check: check, mixture: mixture,
      mixtureCheck: mixture.map {
        CountModelCheck(of: table, prior: $0.prior, overdispersion: overdispersion)
      },
      expectedCorrelation: (mixture?.prior ?? outcome.fit?.prior).flatMap {
        ExpectedReplicateCorrelation(
          prior: $0, exposures: table.exposures, multiplicities: table.multiplicities)
      })
    return (model, table.counts.max() ?? 0)
  }

  private func tally(factors: [Double]?) throws -> GammaPoissonTally {
    let required = parameters.minimumReplicates.number(of: cellType.replicates.count)
    var whole = GammaPoissonTally(replicates: cellType.replicates.count, required: required)
    let parts = try shards { rows, tally in
      tally.add(
        cellType.measured(rows, libraries, of: merged, parameters), rows: rows, scales: scales,
        factors: factors)
    }
    for part in parts { whole.add(part) }
    return whole
  }

  /// The effects of covariates on pooled counts, with the rounded factor of each row.
  private func exposureEffects() throws -> (ExposureEffects?, [Double]?) {
    if options.covariates.isEmpty { return (nil, nil) }
    let parts = try shards(keepingRows: true) { rows, tally in
      tally.add(
        cellType.measured(rows, libraries, of: merged, parameters), rows: rows, scales: scales,
        factors: nil)
    }
    let covariates = options.covariates.map {
      ExposureCovariate(name: $0.rawValue, values: merged.fragments.values(of: $0))
    }
    let effects = try ExposureEffects.fitted(
      counts: parts.flatMap(\.pooledCounts), exposures: parts.flatMap(\.pooledExposures),
      covariates: covariates, threads: threads)
    return (
      effects,
      try effects.map { try $0.roundedFactors(of: covariates, threads: threads) }
    )
  }

  /// Tallies all rows in sixteen parts, each block after block.
  private func shards(
    keepingRows: Bool = false,
    _ body: @Sendable (Range<Int>, inout GammaPoissonTally) -> Void
  ) throws -> [GammaPoissonTally] {
    let required = parameters.minimumReplicates.number(of: cellType.replicates.count)
    let ranges = shardRanges(count: rowCount, shards: 16)
    return try shardedMap(shards: ranges.count, threads: threads) { shard in
      var tally = GammaPoissonTally(
        replicates: cellType.replicates.count, required: required, keepingRows: keepingRows)
      let end = ranges[shard].upperBound
      for start in stride(from: ranges[shard].lowerBound, to: end, by: Self.blockRows) {
        body(start..<min(start + Self.blockRows, end), &tally)
      }
      return tally
    }
  }
}
