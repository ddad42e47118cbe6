import ActivityTesting
import GenomicTypes
import ReporterAssay

/// What tests of single fragments measure in a cell type.
struct AllelicMeasurements {
  let merged: MergedFragments
  /// The design, of which one cell type is measured at a time.
  let design: AssayDesign
  let minimumDNA: Int
  let threads: Int

  /// Scores as raQTLs are called with, by fragment: the mean over all replicates of scaled RNA over
  /// scaled DNA (definition `raqtl` of activity); nil where a replicate lacks DNA.
  ///
  /// - Throws: `ActivityTestingError.emptyLibrary`.
  func scores(in cellType: ResolvedDesign.CellType) throws -> [Double?] {
    for replicate in cellType.replicates { _ = try scale(of: replicate, in: cellType) }
    let calculation = try ActivityCalculation(
      of: merged,
      design: AssayDesign(
        dna: design.dna, cellTypes: design.cellTypes.filter { $0.name == cellType.name }
      ).resolved(against: merged.fragments),
      parameters: NormalizationParameters(method: .raqtl, minimumDNA: minimumDNA),
      threads: threads)
    var scores: [Double?] = []
    scores.reserveCapacity(calculation.rowCount)
    try calculation.forEachBlock(
      threads: threads, { $0.cellTypes[0].pooled }, then: { _, block in scores += block })
    return scores
  }

  /// Whether any replicate has RNA of a fragment; nil where there is no score.
  func isTranscribed(
    in cellType: ResolvedDesign.CellType, scores: [Double?]
  ) -> [Bool?] {
    let columns = cellType.replicates.flatMap { $0.columns.rna }.map { merged.fragments.counts[$0] }
    return scores.indices.map { row in
      scores[row] == nil ? nil : columns.contains { ($0.count(at: row) ?? 0) > 0 }
    }
  }

  /// RNA summed over replicates, and the exposure Σ s·D with s = RNA/DNA of the libraries of a
  /// replicate, so that mean activity is about 1.
  ///
  /// A replicate adds to both where its DNA and RNA were observed and its DNA reaches the minimum, at
  /// least 1; without such a replicate the exposure is 0.
  ///
  /// - Throws: `ActivityTestingError.emptyLibrary`.
  func countsAndExposures(
    in cellType: ResolvedDesign.CellType
  ) throws -> (rna: [UInt32], exposure: [Double]) {
    let fragments = merged.fragments
    var rna = [UInt32](repeating: 0, count: fragments.rowCount)
    var exposure = [Double](repeating: 0, count: fragments.rowCount)
    for replicate in cellType.replicates {
      let scale = try scale(of: replicate, in: cellType)
      let dnaColumns = replicate.columns.dna.map { fragments.counts[$0] }
      let rnaColumns = replicate.columns.rna.map { fragments.counts[$0] }
      for row in 0..<fragments.rowCount {
        guard let dnaCount = dnaColumns.sum(at: row), let rnaCount = rnaColumns.sum(at: row),
          dnaCount >= max(1, Int64(minimumDNA))
        else { continue }
        exposure[row] += scale * Double(dnaCount)
        rna[row] = UInt32(clamping: Int64(rna[row]) + rnaCount)
      }
    }
    return (rna, exposure)
  }

  /// RNA over DNA of the libraries of a replicate.
  private func scale(
    of replicate: ResolvedDesign.Replicate, in cellType: ResolvedDesign.CellType
  ) throws(ActivityTestingError) -> Double {
    let (dna, rna) = replicate.columns
    let dnaTotal = dna.reduce(0) { $0 + merged.libraryTotals[$1] }
    let rnaTotal = rna.reduce(0) { $0 + merged.libraryTotals[$1] }
    let name = "\(cellType.name)/\(replicate.name)"
    if dnaTotal == 0 { throw .emptyLibrary(sample: name, kind: "DNA") }
    if rnaTotal == 0 { throw .emptyLibrary(sample: name, kind: "RNA") }
    return Double(rnaTotal) / Double(dnaTotal)
  }
}

extension ResolvedDesign.Replicate {
  /// Its columns of counts; none where activity is given.
  fileprivate var columns: (dna: [Int], rna: [Int]) {
    guard case .counts(let dna, let rna) = measurement else { return ([], []) }
    return (dna, rna)
  }
}

extension [CountColumn] {
  /// The sum of the observed counts of a row, nil when none was.
  fileprivate func sum(at row: Int) -> Int64? {
    var total: Int64?
    for column in self {
      if let count = column.count(at: row) { total = (total ?? 0) + Int64(count) }
    }
    return total
  }
}
