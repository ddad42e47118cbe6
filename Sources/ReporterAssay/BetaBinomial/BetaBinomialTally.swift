import GenomicTypes
import Statistics

/// What fitting needs to know of rows: pairs of counts of each replicate and of each set of
/// replicates, and the scatter between replicates.
///
/// The smallest DNA and RNA counts that are asked for select rows by the counts themselves, so rows
/// below them stay in the fit; only rows without DNA, which the likelihood leaves out, do not.
struct BetaBinomialTally: Sendable {
  /// R and D by replicate.
  private(set) var replicates: [CountExposureAggregator]
  /// R and D summed over the replicates of a mask.
  private(set) var subsets: [UInt64: CountExposureAggregator] = [:]
  /// The sets of replicates that define the value of a row.
  private(set) var definingSubsets: Set<UInt64> = []
  private(set) var overdispersion = ReplicateOverdispersion()
  /// Observations with RNA and without DNA.
  private(set) var rnaWithoutDNA = 0
  /// Observations with neither.
  private(set) var withoutAnyCount = 0
  private let required: Int

  init(replicates: Int, required: Int) {
    self.replicates = Array(repeating: CountExposureAggregator(), count: replicates)
    self.required = required
  }

  /// Adds rows.
  ///
  /// - Parameter rnaTotals: by replicate.
  mutating func add(
    _ measured: [MeasuredReplicate], rows: Range<Int>, sums: inout ReplicateSubsets,
    rnaTotals: [Double]
  ) {
    var counts: [Int] = []
    var totals: [Double] = []
    for row in 0..<rows.count {
      counts.removeAll(keepingCapacity: true)
      totals.removeAll(keepingCapacity: true)
      var (present, defining): (UInt64, UInt64) = (0, 0)
      for replicate in measured.indices {
        guard let dna = measured[replicate].dna, let rna = measured[replicate].rna,
          Self.isMeasured(measured[replicate].activity.undefined[row])
        else { continue }
        let (d, r) = (Int(dna.values[row]), Int(rna.values[row]))
        if d > 0 {
          replicates[replicate].add(count: r, exposure: Double(d))
        } else if r > 0 {
          rnaWithoutDNA += 1
        } else {
          withoutAnyCount += 1
        }
        counts.append(r)
        totals.append(rnaTotals[replicate])
        present |= 1 << UInt64(replicate)
        if measured[replicate].isPartOfSum(at: row) { defining |= 1 << UInt64(replicate) }
      }
      if defining != 0, defining.nonzeroBitCount >= required { definingSubsets.insert(defining) }
      if present == 0 || present.nonzeroBitCount < required { continue }
      let (rna, dna) = sums.counts(at: rows.lowerBound + row, of: present)
      guard dna > 0 else { continue }
      subsets[present, default: CountExposureAggregator()]
        .add(count: Int(rna), exposure: Double(dna))
      overdispersion.add(counts: counts, exposures: totals)
    }
  }

  /// Whether counts were observed, whatever they are.
  private static func isMeasured(_ reason: UndefinedActivityReason?) -> Bool {
    switch reason {
    case nil, .belowMinimumDNA, .belowMinimumRNA, .zeroCount: true
    case .notObserved, .emptyLibrary, .belowMinimumBarcodes, .tooFewReplicates: false
    }
  }

  /// Adds the pairs and the sets of other rows.
  mutating func add(_ other: BetaBinomialTally) {
    for place in replicates.indices { replicates[place].add(other.replicates[place]) }
    for (mask, pairs) in other.subsets {
      subsets[mask, default: CountExposureAggregator()].add(pairs)
    }
    definingSubsets.formUnion(other.definingSubsets)
    overdispersion.add(other.overdispersion)
    rnaWithoutDNA += other.rnaWithoutDNA
    withoutAnyCount += other.withoutAnyCount
  }
}

extension MeasuredReplicate {
  /// Whether the counts of a row go into the sum over replicates: where the filters let them, the
  /// replicates in which neither RNA nor DNA was seen included. These have no value of their own, but
  /// without them a fragment would seem more active than it is.
  func isPartOfSum(at row: Int) -> Bool {
    let reason = activity.undefined[row]
    return reason == nil || reason == .zeroCount
  }
}
