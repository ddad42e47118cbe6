import GenomicTypes
import Glibc
import PeakReproducibility
import ReporterAssay
import Statistics

/// The replicates of one cell type against each other.
struct IDRComparison {
  let signals: IDRRowSignals
  let cellType: ResolvedDesign.CellType
  let parameters: IDRParameters
  let threads: Int

  /// Compared rows with their signal by replicate and their rates.
  struct Rates: Sendable {
    let rows: [Int]
    let signal: [[Double?]]
    let local: [Double]
    let global: [Double]
  }

  private static let drawnPairs = 6

  private var names: [String] { cellType.replicates.map(\.name) }

  private var options: RowReproducibility.Options {
    var options = RowReproducibility.Options()
    options.threshold = parameters.threshold
    options.seed = signals.seed
    options.fit.method = parameters.method
    return options
  }

  /// What the cell type shows; no rates when there is nothing to compare.
  func result() throws -> (IDRArtefact.CellType, Rates?) {
    var result = IDRArtefact.CellType(
      name: cellType.name, replicates: names, fragments: signals.fragments.rowCount)
    guard names.count >= 2 else {
      result.missing = IDRArtefact.Missing(
        reason: .oneReplicate, sentence: "there is one replicate; two or more can be compared.")
      return (result, nil)
    }
    guard let values = try signals.values(of: cellType, parameters.signal) else {
      result.missing = IDRArtefact.Missing(
        reason: .noCounts, sentence: "activity was given without the RNA counts to rank by.")
      return (result, nil)
    }
    let complete = (0..<signals.fragments.rowCount).filter { row in
      values.allSatisfy { $0[row] != nil }
    }
    let rows = signals.sample(complete, atMost: parameters.maximumRows)
    result.completeFragments = complete.count
    result.comparedFragments = rows.count
    let signal = values.map { column in rows.map { column[$0] } }
    let identities = rows.map(signals.identity)
    do {
      let comparison = try RowReproducibility(
        ScoredRows(
          replicates: names, scores: signal, identities: identities, allowsNegative: true),
        options: options, threads: threads)
      try fill(&result, comparison, signal)
      try summarize(&result, rows, identities)
      let rates = Rates(
        rows: rows, signal: signal, local: comparison.rates.local,
        global: comparison.rates.global)
      return (result, rates)
    } catch let problem as PeakReproducibilityError {
      result.comparedFragments = 0
      result.missing = try missing(problem)
      return (result, nil)
    }
  }

  private func fill(
    _ result: inout IDRArtefact.CellType, _ comparison: RowReproducibility, _ signal: [[Double?]]
  ) throws {
    result.joint = IDRFitRecord(
      comparison.fit, comparison.passing, replicates: names, unit: "fragment")
    result.pairs = comparison.pairs.map { pair in
      IDRFitRecord(
        pair.fit, pair.passing, replicates: [pair.first, pair.second], unit: "fragment")
    }
    result.reproducible = comparison.passing.atThreshold
    for first in names.indices {
      for second in names.indices where second > first {
        if signal[first] == signal[second] {
          result.remarks.append(
            "Replicates \(names[first]) and \(names[second]) have the same signal in every "
              + "fragment: this is one measurement twice, and its rates say nothing.")
        }
        guard result.rankPictures.count < Self.drawnPairs,
          let density = RatePictures.rankDensity(comparison.ranks[first], comparison.ranks[second])
        else { continue }
        result.rankPictures.append(
          IDRArtefact.RankPicture(first: names[first], second: names[second], density: density))
      }
    }
    result.ratesByRank = RatePictures.ratesByRank(
      ranks: comparison.ranks, global: comparison.rates.global, names: names)
  }

  /// ENCODE's summary. Pseudo-replicates are halves of the counts, of input DNA too: a denominator in
  /// common would pass for agreement.
  private func summarize(
    _ result: inout IDRArtefact.CellType, _ rows: [Int], _ identities: [String]
  ) throws {
    guard let counts = signals.counts(of: cellType, rows: rows) else {
      result.encodeMissing = IDRArtefact.Missing(
        reason: .noCounts,
        sentence: "activity was given without counts, which pseudo-replicates are drawn from.")
      return
    }
    let isActivity = parameters.signal == .activity
    do {
      let summary = try PseudoReplicates.encodeSummary(
        libraries: counts.replicates, pool: counts.pool, replicates: names,
        identities: identities, options: options, threads: threads
      ) { library in
        guard isActivity, let dna = library.dna else { return library.rna.map(Double.init) }
        return zip(library.rna, dna).map { log2((Double($0) + 1) / (Double($1) + 1)) }
      }
      result.encode = IDRArtefact.Encode(
        summary, score: isActivity ? "log2((RNA + 1)/(DNA + 1))" : "RNA")
    } catch let problem as PeakReproducibilityError {
      result.encodeMissing = try missing(problem)
    }
  }

  /// A problem of the data as a reason; others are thrown.
  private func missing(_ problem: PeakReproducibilityError) throws -> IDRArtefact.Missing {
    switch problem {
    case .tooFewRows(let found, let needed, _):
      IDRArtefact.Missing(
        reason: .tooFewRows,
        sentence: "\(Quantity.text(found, "fragment")) measured in every replicate; at least "
          + "\(needed) are needed.")
    case .constantScores(let replicate, _, let rows):
      IDRArtefact.Missing(
        reason: .constantSignal,
        sentence: "all \(Quantity.text(rows, "fragment")) of \(replicate) have the same signal, so "
          + "there are no ranks to compare.")
    default: throw problem
    }
  }
}
