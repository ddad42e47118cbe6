import Statistics

/// What fitting needs to know of rows: pairs of counts and exposures of each replicate and of all
/// together, and the scatter between replicates; or, if rows are kept, their summed counts and
/// exposures alone.
struct GammaPoissonTally: Sendable {
  /// One per replicate, then that of summed counts.
  private(set) var aggregators: [CountExposureAggregator]
  private(set) var overdispersion = ReplicateOverdispersion()
  /// Observations with RNA and without DNA.
  private(set) var rnaWithoutDNA = 0
  /// Observations with neither.
  private(set) var withoutAnyCount = 0
  /// Summed counts of each row, if rows are kept; 0 where the row does not enter.
  private(set) var pooledCounts: [Int] = []
  /// Summed exposures of each row, if rows are kept; 0 where the row does not enter.
  private(set) var pooledExposures: [Double] = []
  private let required: Int
  private let keepsRows: Bool

  init(replicates: Int, required: Int, keepingRows: Bool = false) {
    aggregators = Array(repeating: CountExposureAggregator(), count: replicates + 1)
    self.required = required
    keepsRows = keepingRows
  }

  /// Adds rows.
  mutating func add(
    _ measured: [MeasuredReplicate], rows: Range<Int>, scales: [Double?], factors: [Double]?
  ) {
    let observations = ReplicateObservations(
      measured, rows: rows, scales: scales, factors: factors)
    rnaWithoutDNA += observations.rnaWithoutDNA
    withoutAnyCount += observations.withoutAnyCount
    var counts: [Int] = []
    var exposures: [Double] = []
    let replicates = measured.count
    for row in 0..<rows.count {
      counts.removeAll(keepingCapacity: true)
      exposures.removeAll(keepingCapacity: true)
      var (sum, whole) = (0, 0.0)
      for replicate in 0..<replicates {
        let count = observations.counts[row * replicates + replicate]
        if count < 0 { continue }
        let x = observations.exposures[row * replicates + replicate]
        if !keepsRows { aggregators[replicate].add(count: count, exposure: x) }
        counts.append(count)
        exposures.append(x)
        sum += count
        whole += x
      }
      let enters = !counts.isEmpty && counts.count >= required
      if enters, !keepsRows {
        aggregators[aggregators.count - 1].add(count: sum, exposure: whole)
        if sum > 0 { overdispersion.add(counts: counts, exposures: exposures) }
      }
      if keepsRows {
        pooledCounts.append(enters ? sum : 0)
        pooledExposures.append(enters ? whole : 0)
      }
    }
  }

  /// Adds the pairs of other rows.
  mutating func add(_ other: GammaPoissonTally) {
    for place in aggregators.indices { aggregators[place].add(other.aggregators[place]) }
    overdispersion.add(other.overdispersion)
    rnaWithoutDNA += other.rnaWithoutDNA
    withoutAnyCount += other.withoutAnyCount
  }
}

/// Counts and exposures of some rows in the replicates, row after row.
struct ReplicateObservations {
  /// R; −1 where the replicate does not define the row.
  private(set) var counts: [Int]
  /// x; 0 where the replicate does not define the row.
  private(set) var exposures: [Double]
  /// Observations with RNA and without DNA.
  private(set) var rnaWithoutDNA = 0
  /// Observations with neither.
  private(set) var withoutAnyCount = 0
  private let replicates: Int

  init(
    _ measured: [MeasuredReplicate], rows: Range<Int>, scales: [Double?], factors: [Double]?
  ) {
    replicates = measured.count
    counts = Array(repeating: -1, count: rows.count * replicates)
    exposures = Array(repeating: 0, count: rows.count * replicates)
    for replicate in 0..<replicates {
      guard let dna = measured[replicate].dna, let rna = measured[replicate].rna else { continue }
      let undefined = measured[replicate].activity.undefined
      for row in 0..<rows.count {
        let (d, r) = (dna.values[row], Int(rna.values[row]))
        if d == 0, dna.isObserved(row), rna.isObserved(row) {
          if r > 0 { rnaWithoutDNA += 1 } else { withoutAnyCount += 1 }
        }
        if undefined[row] != nil { continue }
        counts[row * replicates + replicate] = r
        exposures[row * replicates + replicate] = GammaPoissonCellType.exposure(
          dna: d, scale: scales[replicate], factor: factors?[rows.lowerBound + row])
      }
    }
  }

  /// Count and exposure of a row, summed over the replicates that define it.
  func sum(at row: Int) -> (count: Int, exposure: Double) {
    var (count, exposure) = (0, 0.0)
    for place in (row * replicates)..<((row + 1) * replicates) where counts[place] >= 0 {
      count += counts[place]
      exposure += exposures[place]
    }
    return (count, exposure)
  }
}
