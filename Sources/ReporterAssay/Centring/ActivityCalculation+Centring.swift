import Sharding

extension ActivityCalculation {
  /// Looks for the centres in all rows: first those of the replicates, then, with these subtracted,
  /// those of the cell types. Nil when nothing is to be centred.
  ///
  /// - Complexity: computes every replicate once more, and 8 bytes per row for one at a time.
  func centres(threads: Int) throws -> ActivityCentres? {
    guard let search = try CentreSearch(parameters.centring, in: merged.fragments) else {
      return nil
    }
    let cellTypes = try design.cellTypes.enumerated().map { index, cellType in
      guard cellType.replicates.allSatisfy({ $0.countColumns != nil }) else {
        return ActivityCentres.CellType(
          name: cellType.name, replicates: cellType.replicates.map { _ in nil }, pooled: nil)
      }
      let replicates = try cellType.replicates.indices.map { replicate in
        try centre(
          search, named: "replicate '\(cellType.replicates[replicate].name)'", threads: threads
        ) { rows in measure(rows, cellType: index, replicate: replicate).activity.values }
      }
      let pooled = try centre(
        search, named: "cell type '\(cellType.name)'", threads: threads
      ) { rows in
        let measured = cellType.replicates.indices.map { replicate in
          measure(rows, cellType: index, replicate: replicate)
            .centred(at: replicates[replicate])
        }
        return pool(measured, cellType: index, rows: rows).pooled
      }
      return ActivityCentres.CellType(
        name: cellType.name, replicates: replicates, pooled: pooled)
    }
    return ActivityCentres(cellTypes: cellTypes)
  }

  private func centre(
    _ search: CentreSearch, named name: String, threads: Int,
    _ values: @Sendable (Range<Int>) -> [Double?]
  ) throws -> Double? {
    let size = 1 << 16
    let parts = try shardedMap(shards: (rowCount + size - 1) / size, threads: threads) { shard in
      let rows = (shard * size)..<min((shard + 1) * size, rowCount)
      let activity = values(rows)
      return (search.values(activity, rows: rows), activity.contains { $0 != nil })
    }
    return try search.centre(
      of: parts.flatMap(\.0), named: name, hasValues: parts.contains { $0.1 })
  }
}

extension MeasuredReplicate {
  /// The same counts with centred values.
  func centred(at centre: Double?) -> MeasuredReplicate {
    guard let centre else { return self }
    return MeasuredReplicate(activity: activity.centred(at: centre), dna: dna, rna: rna)
  }
}
