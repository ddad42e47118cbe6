import Statistics

/// What fitting needs to know of rows: pairs of counts and exposures of each replicate and of all
/// together, and the scatter between replicates.
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
    var counts: [Int] = []
    var exposures: [Double] = []
    for row in 0..<rows.count {
      counts.removeAll(keepingCapacity: true)
      exposures.removeAll(keepingCapacity: true)
      var (sum, whole) = (0, 0.0)
      let factor = factors?[rows.lowerBound + row]
      for (replicate, part) in measured.enumerated() {
        guard let dna = part.dna, let rna = part.rna else { continue }
        let (d, r) = (dna.values[row], Int(rna.values[row]))
        if d == 0, dna.isObserved(row), rna.isObserved(row) {
          if r > 0 { rnaWithoutDNA += 1 } else { withoutAnyCount += 1 }
        }
        if part.activity.undefined[row] != nil { continue }
        let x = GammaPoissonCellType.exposure(dna: d, scale: scales[replicate], factor: factor)
        aggregators[replicate].add(count: r, exposure: x)
        counts.append(r)
        exposures.append(x)
        sum += r
        whole += x
      }
      let enters = !counts.isEmpty && counts.count >= required
      if enters {
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
