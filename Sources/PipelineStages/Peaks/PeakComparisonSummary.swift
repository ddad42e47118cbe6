import GenomicsIO
import PeakReproducibility
import Statistics

/// Every number of a comparison of peaks, for the JSON file and for people.
struct PeakComparisonSummary: Encodable {
  struct Sample: Encodable {
    let name: String
    let path: String
    let peaks: Int
  }

  let samples: [Sample]
  let peakList: String?
  let format: String
  let rank: String?
  let mergeMethod: String
  let seed: UInt64
  let mergedPeaks: Int
  let comparedPeaks: Int
  let peaksNotInAllReplicates: Int
  let threshold: Double
  let writtenPeaks: Int
  let joint: IDRFitRecord
  let pairs: [IDRFitRecord]
  let pairsWithTooFewPeaks: [[String]]

  init(
    _ settings: PeakComparisonSettings, format: PeakFileFormat, combination: ScoreCombination,
    peaksRead: [Int], merged: Int, written: Int, _ result: ReproduciblePeaks
  ) {
    let names = settings.names
    samples = names.indices.map { index in
      Sample(name: names[index], path: settings.samples[index], peaks: peaksRead[index])
    }
    peakList = settings.peakList
    self.format = format.rawValue
    rank = settings.rank
    mergeMethod = combination.rawValue
    seed = settings.seed
    mergedPeaks = merged
    let comparison = result.comparison
    comparedPeaks = comparison.rows.count
    peaksNotInAllReplicates = comparison.incompleteRows
    threshold = settings.threshold
    writtenPeaks = written
    joint = IDRFitRecord(
      comparison.fit, comparison.passing, replicates: names, unit: "peak", traces: true)
    pairs = comparison.pairs.map { pair in
      IDRFitRecord(
        pair.fit, pair.passing, replicates: [pair.first, pair.second], unit: "peak", traces: true)
    }
    pairsWithTooFewPeaks = comparison.pairsWithFewRows
  }

  /// What a person wants to know.
  var words: [String] {
    var lines = samples.map { "\($0.name): \($0.peaks) peaks" }
    lines.append(
      "\(mergedPeaks) merged peaks, \(comparedPeaks) in all replicates, "
        + "\(peaksNotInAllReplicates) left out")
    lines.append("all replicates: \(Self.words(joint))")
    if samples.count > 2 {
      for pair in pairs {
        lines.append(
          "\(pair.replicates.joined(separator: ", ")): \(Self.words(pair))"
            + (pair.separates ? "" : ", not separated"))
      }
    }
    for names in pairsWithTooFewPeaks {
      lines.append("\(names.joined(separator: ", ")): too few peaks in common to compare")
    }
    lines.append(joint.statement)
    return lines
  }

  private static func words(_ fit: IDRFitRecord) -> String {
    "\(fit.passing.strict), \(fit.passing.usual) and \(fit.passing.loose) of \(fit.rows) peaks "
      + "pass at a global IDR of 0.01, 0.05 and 0.1; mean \(Decimals.text(fit.mean, 3)), deviation "
      + "\(Decimals.text(fit.deviation, 3)), correlation \(Decimals.text(fit.correlation, 3)), "
      + "share \(Decimals.text(fit.signalShare, 3)), \(fit.rounds) rounds, "
      + "\(fit.method)"
  }
}
