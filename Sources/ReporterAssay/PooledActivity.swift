import Foundation
import GenomicTypes
import Statistics

/// Joins the replicates of a cell type into one value per fragment, for some rows.
func pooledActivity(
  of cellType: ResolvedDesign.CellType, _ measured: [MeasuredReplicate], rows: Range<Int>,
  merged: MergedFragments, parameters: NormalizationParameters,
  model: (any CellTypeModel)? = nil, sizeFactors: LibrarySizeFactors? = nil,
  keepingPosterior: Bool = true
) -> CellTypeActivity {
  let replicates = measured.map(\.activity)
  let required = parameters.minimumReplicates.number(of: replicates.count)
  let rowCount = rows.count
  let given = cellType.replicates.contains { $0.countColumns == nil }
  let sumsCounts = !given && parameters.pooling == .sumOfCounts
  var pooled = [Double?](repeating: nil, count: rowCount)
  var undefined = [UndefinedActivityReason?](repeating: nil, count: rowCount)
  var sums = ReplicateSubsets(
    cellType: cellType, merged: merged, parameters: parameters, sizeFactors: sizeFactors)
  let modelled = model?.pooled(
    measured, rows: rows, required: required, keepingPosterior: keepingPosterior)
  for row in 0..<rowCount {
    var defined = 0
    var total = 0.0
    var reason: UndefinedActivityReason?
    for replicate in 0..<replicates.count {
      if let value = replicates[replicate].values[row] {
        defined += 1
        total += value
      } else if let found = replicates[replicate].undefined[row] {
        reason = UndefinedActivityReason.first(reason, found)
      }
    }
    if defined == 0 {
      undefined[row] = reason
    } else if defined < required {
      undefined[row] = .tooFewReplicates
    } else if let modelled {
      pooled[row] = modelled.values[row]
      if pooled[row] == nil { undefined[row] = .zeroCount }
    } else if sumsCounts {
      var defining: UInt64 = 0
      for replicate in 0..<replicates.count where replicates[replicate].values[row] != nil {
        defining |= 1 << UInt64(replicate)
      }
      pooled[row] = sums.logRatio(at: rows.lowerBound + row, definedBy: defining)
      if pooled[row] == nil { undefined[row] = .zeroCount }
    } else {
      pooled[row] = total / Double(defined)
    }
  }
  return CellTypeActivity(
    name: cellType.name, unit: given ? nil : parameters.method.unit, replicates: replicates,
    pooled: pooled, undefined: undefined,
    meanDNA: meanDNA(of: measured, rowCount: rowCount), posterior: modelled?.posterior)
}

private func meanDNA(of measured: [MeasuredReplicate], rowCount: Int) -> [Double?] {
  var means = [Double?](repeating: nil, count: rowCount)
  let libraries = measured.compactMap(\.dna)
  for row in 0..<rowCount {
    var sum: Int64 = 0
    var observed = 0
    for library in libraries where library.isObserved(row) {
      sum += library.values[row]
      observed += 1
    }
    if observed > 0 { means[row] = Double(sum) / Double(observed) }
  }
  return means
}

/// Sums of counts over any subset of the replicates of a cell type. A column that several
/// replicates share, such as a common plasmid library, enters once.
struct ReplicateSubsets: Sendable {
  private struct Subset: Sendable {
    let dna: [Int]
    let rna: [Int]
    let dnaTotal: Double
    let rnaTotal: Double
  }

  private let cellType: ResolvedDesign.CellType
  private let merged: MergedFragments
  private let parameters: NormalizationParameters
  private let sizeFactors: LibrarySizeFactors?
  private var subsets: [UInt64: Subset] = [:]

  init(
    cellType: ResolvedDesign.CellType, merged: MergedFragments,
    parameters: NormalizationParameters, sizeFactors: LibrarySizeFactors? = nil
  ) {
    self.cellType = cellType
    self.merged = merged
    self.parameters = parameters
    self.sizeFactors = sizeFactors
  }

  /// Largest number of replicates: a subset is a bit mask.
  static let maximumReplicates = UInt64.bitWidth

  /// log2 of the ratio of counts summed over the replicates that define the row; nil when a zero
  /// count leaves it undefined.
  ///
  /// - Parameter mask: a bit for each replicate that defines the row.
  mutating func logRatio(at row: Int, definedBy mask: UInt64) -> Double? {
    let subset = subsets[mask] ?? makeSubset(mask)
    let pseudocount = parameters.pseudocount
    var dna = Double(sum(subset.dna, at: row))
    var rna = Double(sum(subset.rna, at: row))
    if pseudocount.placement == .scaledCount {
      let scale = parameters.scaling.libraryTotal
      dna = dna * scale / subset.dnaTotal + pseudocount.value
      rna = rna * scale / subset.rnaTotal + pseudocount.value
      return dna > 0 && rna > 0 ? log2(rna / dna) : nil
    }
    dna += pseudocount.value
    rna += pseudocount.value
    return dna > 0 && rna > 0 ? log2(rna / dna) + log2(subset.dnaTotal / subset.rnaTotal) : nil
  }

  /// R and D of a row summed over some replicates.
  ///
  /// - Parameter mask: a bit for each of the replicates.
  mutating func counts(at row: Int, of mask: UInt64) -> (rna: Int64, dna: Int64) {
    let subset = subsets[mask] ?? makeSubset(mask)
    return (sum(subset.rna, at: row), sum(subset.dna, at: row))
  }

  /// Library total of RNA over that of DNA, of some replicates; nil for an empty library.
  mutating func scale(of mask: UInt64) -> Double? {
    let subset = subsets[mask] ?? makeSubset(mask)
    return subset.dnaTotal > 0 && subset.rnaTotal > 0 ? subset.rnaTotal / subset.dnaTotal : nil
  }

  private func sum(_ columns: [Int], at row: Int) -> Int64 {
    var sum: Int64 = 0
    for column in columns { sum += Int64(merged.fragments.counts[column].values[row]) }
    return sum
  }

  private mutating func makeSubset(_ mask: UInt64) -> Subset {
    var dna: Set<Int> = []
    var rna: Set<Int> = []
    for replicate in cellType.replicates.indices where mask >> UInt64(replicate) & 1 == 1 {
      guard let columns = cellType.replicates[replicate].countColumns else { continue }
      dna.formUnion(columns.dna)
      rna.formUnion(columns.rna)
    }
    let subset = Subset(
      dna: dna.sorted(), rna: rna.sorted(),
      dnaTotal: sizeFactors?.total(of: dna.sorted(), in: merged)
        ?? Double(merged.total(of: dna.sorted())),
      rnaTotal: sizeFactors?.total(of: rna.sorted(), in: merged)
        ?? Double(merged.total(of: rna.sorted())))
    subsets[mask] = subset
    return subset
  }
}
