import PeakReproducibility
import Reports

extension ReplicateReportContent {
  /// What the stage `idr` found, or that it was switched off.
  func reproducibilityOfRanks() throws -> RankReproducibilityQC {
    guard let idr else {
      return RankReproducibilityQC(
        method: "Not computed: the stage is switched off (idr.enabled: false).")
    }
    return RankReproducibilityQC(
      method: "Fragments are ranked by \(idr.signal.words) in every replicate. A fragment with "
        + "signal keeps its rank, noise does not; a mixture of both gives each fragment the rate "
        + "at which fragments as consistent as it are noise. Equal values are ordered by a hash. "
        + "A mixture separates when no parameter is at a limit, the mean of the signal is at least "
        + "0.5, and the ranks are likelier than independent ones by 2·ln N (N fragments).",
      cellTypes: idr.cellTypes.map { cellType($0, idr) })
  }

  private func cellType(
    _ cellType: IDRArtefact.CellType, _ idr: IDRArtefact
  ) -> RankReproducibilityQC.CellType {
    var drawn = RankReproducibilityQC.CellType(name: cellType.name)
    if let joint = cellType.joint {
      drawn.fits.append(fit(joint, label: "all replicates"))
      if cellType.replicates.count > 2 {
        drawn.fits += cellType.pairs.map { fit($0, label: $0.replicates.joined(separator: " · ")) }
      }
    }
    drawn.sentences = sentences(cellType, idr)
    drawn.encode = cellType.encode.map(verdict)
    drawn.rankPictures = cellType.rankPictures.map {
      RankReproducibilityQC.RankPicture(first: $0.first, second: $0.second, density: $0.density)
    }
    drawn.ratesByRank = cellType.ratesByRank
    return drawn
  }

  private func fit(_ fit: IDRFitRecord, label: String) -> RankReproducibilityQC.Fit {
    RankReproducibilityQC.Fit(
      label: label, replicates: fit.replicates, rows: fit.rows, mean: fit.mean,
      deviation: fit.deviation,
      correlation: fit.correlation, signalShare: fit.signalShare,
      method: "\(fit.method), \(Quantity.text(fit.rounds, "round"))", strict: fit.passing.strict,
      usual: fit.passing.usual, loose: fit.passing.loose,
      passing: fit.passing.atThreshold, separates: fit.separates,
      statement: Verdict(fit.separates ? .pass : .warn, fit.statement))
  }

  private func sentences(
    _ cellType: IDRArtefact.CellType, _ idr: IDRArtefact
  ) -> [String] {
    if let missing = cellType.missing {
      return ["\(cellType.name) was not compared: \(missing.sentence)"]
    }
    var sentences: [String] = []
    if let reproducible = cellType.reproducible {
      sentences.append(
        "\(Quantity.text(reproducible)) of \(Quantity.text(cellType.comparedFragments)) fragments "
          + "have a global IDR of at most \(Quantity.number(idr.threshold))"
          + (cellType.joint?.separates == false ? ", which is not evidence: not separated." : "."))
    }
    if cellType.completeFragments > cellType.comparedFragments {
      sentences.append(
        "\(Quantity.text(cellType.comparedFragments)) of "
          + "\(Quantity.text(cellType.completeFragments)) fragments were compared, drawn by hash "
          + "(idr.maximum_rows).")
    }
    sentences += cellType.remarks
    if let missing = cellType.encodeMissing {
      sentences.append("ENCODE's ratios were not computed: \(missing.sentence)")
    }
    return sentences
  }

  private func verdict(_ encode: IDRArtefact.Encode) -> Verdict {
    func words(_ ratio: Double?) -> String { ratio.map { Decimals.text($0, 2) } ?? "undefined" }
    let counts = encode.counts
    let status: CheckStatus =
      switch encode.verdict {
      case .pass: .pass
      case .borderline: .warn
      case .fail: .fail
      case .notSeparated: .warn
      }
    if encode.verdict == .notSeparated {
      return Verdict(
        status,
        "ENCODE: not separated. Replicates, or halves of them, agree no better than independent "
          + "ones, so that the numbers of fragments that pass are not evidence and their "
          + "ratios are not judged. Ranked by \(encode.score).")
    }
    return Verdict(
      status,
      "ENCODE: \(encode.verdict.rawValue). Rescue ratio \(words(encode.rescueRatio)) "
        + "(\(Quantity.text(counts.trueReplicates)) fragments pass between replicates, "
        + "\(Quantity.text(counts.pooledPseudoReplicates)) between halves of the pool), "
        + "self-consistency ratio \(words(encode.selfConsistencyRatio)) "
        + "(\(counts.own.map { Quantity.text($0) }.joined(separator: ", ")) between halves of each "
        + "replicate); both should be at most 2. Ranked by \(encode.score).")
  }
}

extension IDRParameters.Signal {
  fileprivate var words: String {
    switch self {
    case .activity: "activity"
    case .rna: "RNA count"
    }
  }
}
