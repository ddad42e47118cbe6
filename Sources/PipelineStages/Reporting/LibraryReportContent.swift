import GenomicTypes
import ReadCounting
import Reports
import Statistics

/// Fills the library QC report from the quality of every sample.
struct LibraryReportContent {
  let experiment: String
  let samples: [LibraryQuality]
  /// Samples against libraries; nil when there is nothing to compare.
  let overlap: OverlapMatrix?
  let thresholds: LibraryThresholds
  let shownParameters: [ShownParameter]

  func report() throws -> LibraryQCReport {
    var report = LibraryQCReport(experiment: experiment)
    report.subtitle = subtitle
    report.verdicts = verdicts
    report.cards = cards
    report.samples = try samples.map { try LibrarySampleContent(quality: $0).sample() }
    report.overlap = try overlap.map(table)
    report.contamination = samples.flatMap { quality in
      quality.contamination.map { pair in
        ContaminationLine(
          sample: pair.sample, against: pair.against, rows: pair.rows,
          correlation: pair.correlation.value,
          status: pair.correlation.value.map {
            CheckStatus(thresholds.plasmidCorrelation.verdict(of: $0))
          } ?? .note,
          reason: pair.correlation.undefined?.words ?? "")
      }
    }
    report.thresholds = samples.flatMap(\.checks).map(threshold)
    report.caveats = LibraryReportWords.caveats
    report.colophon = ReportColophon(
      methods: LibraryReportWords.methods(thresholds: thresholds),
      parameters: shownParameters.map { NamedValue($0.name, $0.value) },
      references: LibraryReportWords.references)
    return report
  }

  private var subtitle: String {
    let kinds = LibraryQuality.Role.allCases.compactMap { role -> String? in
      let count = samples.count { $0.role == role }
      return count > 0 ? Quantity.text(count, role.noun) : nil
    }
    return kinds.joined(separator: ", ")
  }

  /// Swaps first, then every kind of check that some sample did not pass, then what passed.
  private var verdicts: [Verdict] {
    let swaps = (overlap?.rows ?? []).filter { $0.verdict == .fail || $0.verdict == .warn }
    var verdicts = swaps.prefix(5).map { Verdict(CheckStatus($0.verdict), $0.sentence) }
    if swaps.count > 5 {
      verdicts.append(
        Verdict(
          .fail,
          "\(swaps.count - 5) further samples do not match their declared libraries, see below."))
    }
    let checks = samples.flatMap(\.checks)
    for outcome in [LibraryCheck.Verdict.fail, .warn] {
      for metric in LibraryCheck.Metric.allCases {
        let found = checks.filter { $0.verdict == outcome && $0.metric == metric }
        if let sentence = sentence(found, of: checks.count { $0.metric == metric }) {
          verdicts.append(Verdict(CheckStatus(outcome), sentence))
        }
      }
    }
    let passed = checks.count { $0.verdict == .pass }
    let assessed = checks.count { $0.verdict != .notAssessed }
    if assessed > 0 {
      verdicts.append(
        Verdict(
          passed == assessed ? .pass : .note,
          "\(passed) of \(Quantity.text(assessed, "check")) passed."))
    }
    let matched = (overlap?.rows ?? []).filter { $0.verdict == .pass }
    if !matched.isEmpty {
      verdicts.append(
        Verdict(
          .pass,
          "\(matched.count) of \(Quantity.text(overlap?.rows.count ?? 0, "sample")) found in the"
            + " declared libraries."))
    }
    return verdicts
  }

  /// "A, B: r(plasmid, cDNA) is 0.71 to 0.82; expected ≤ 0.5 (esMPRA)."
  private func sentence(_ checks: [LibraryCheck], of all: Int) -> String? {
    guard let first = checks.first else { return nil }
    let values = checks.compactMap(\.value.value)
    guard let low = values.min(), let high = values.max() else { return nil }
    let names =
      checks.count > 3
      ? "\(checks.count) of \(all) samples" : checks.map(\.sample).joined(separator: ", ")
    let range =
      low == high
      ? LibraryReportWords.number(low)
      : LibraryReportWords.number(low) + " to " + LibraryReportWords.number(high)
    return "\(names): \(first.metric.words) is \(range); expected \(first.expected)"
      + " (\(first.source))."
  }

  private var cards: [SummaryCard] {
    let known = samples.compactMap { quality in quality.complexity.map { (quality.sample, $0) } }
    var cards: [SummaryCard] = []
    if !known.isEmpty {
      cards.append(
        SummaryCard(
          label: "Counted", value: Quantity.text(known.reduce(0) { $0 + $1.1.reads }),
          detail: "reads or molecules, in \(Quantity.text(known.count, "sample"))"))
    }
    let saturations = known.compactMap { name, found in
      found.saturation.value.map { (name: name, value: $0) }
    }
    if let least = saturations.min(by: { $0.value < $1.value }) {
      cards.append(
        SummaryCard(
          label: "Seen of the library, least", value: percent(least.value), detail: least.name))
    }
    let additions = known.compactMap { name, found in
      found.deeper.first { $0.factor == 2 }?.addedFraction.value.map { (name: name, value: $0) }
    }
    if let most = additions.max(by: { $0.value < $1.value }) {
      cards.append(
        SummaryCard(
          label: "Twice the depth adds, most", value: percent(most.value), detail: most.name))
    }
    if let overlap, !overlap.rows.isEmpty {
      let matched = overlap.rows.count { $0.verdict == .pass }
      cards.append(
        SummaryCard(
          label: "Samples in their libraries", value: "\(matched) of \(overlap.rows.count)",
          detail: "by shared barcodes"))
    }
    return cards
  }

  private func percent(_ fraction: Double) -> String { Decimals.text(100 * fraction, 1) + "%" }

  private func table(_ overlap: OverlapMatrix) throws -> OverlapTable {
    try OverlapTable(
      libraries: overlap.libraries.map(\.name),
      rows: overlap.rows.map { row in
        OverlapTable.Row(
          sample: row.sample.name, barcodes: row.sample.barcodes,
          cells: overlap.libraries.indices.map { index in
            OverlapTable.Cell(
              shared: row.shared[index], share: row.share[index].value,
              expectedByChance: row.expectedByChance[index],
              isDeclared: row.sample.declared.contains(index),
              isContaminant: row.contaminants.contains(index))
          }, verdict: Verdict(CheckStatus(row.verdict), row.sentence))
      },
      rule: "A sample fails when the library that shares most of its barcodes is not a declared"
        + " one, or when another library shares more than"
        + " \(Quantity.number(overlap.chanceFactor)) times what chance explains and more than"
        + " \(Quantity.number(100 * overlap.shareLimit)) % of its barcodes. By chance two sets of"
        + " n₁ and n₂ random barcodes of \(overlap.barcodeLength) bases share n₁·n₂/4^L.")
  }

  private func threshold(_ check: LibraryCheck) -> ThresholdResult {
    ThresholdResult(
      metric: check.metric.words, scope: check.sample, observed: check.value.value,
      band: check.expected.isEmpty ? "no band" : check.expected, source: check.source,
      status: CheckStatus(check.verdict),
      remark: check.value.undefined.map { "not assessed: \($0.words)" } ?? "")
  }
}

extension CheckStatus {
  init(_ verdict: LibraryCheck.Verdict) {
    switch verdict {
    case .pass: self = .pass
    case .warn: self = .warn
    case .fail: self = .fail
    case .notAssessed: self = .note
    }
  }
}
