import GenomicTypes
import GenomicsIO
import PeakReproducibility
import PipelineEngine
import Reports
import Statistics

/// The comparison of peaks that `cupel idr` makes: files in; peaks with their irreproducible
/// discovery rates, a table, a summary and figures out.
///
/// With the output `idr.narrowPeak` the other files are `idr.narrowPeak.tsv` (every merged peak, with
/// a header), `idr.narrowPeak.json` and `idr.narrowPeak.ranks.1-2.svg` and its like.
public struct PeakComparison {
  private let settings: PeakComparisonSettings
  private let format: PeakFileFormat
  private let rank: PeakRank
  private let combination: ScoreCombination
  private let method: IDRFit.Method

  /// Checks the settings.
  ///
  /// - Throws: ``ExportProblem/unknownWord(option:found:known:nearest:)`` for a file type, way to
  ///   merge or method that is not known, `PeakReproducibilityError` for fewer than two samples.
  public init(_ settings: PeakComparisonSettings) throws {
    self.settings = settings
    guard settings.samples.count >= 2 else {
      throw PeakReproducibilityError.tooFewReplicates(settings.samples.count)
    }
    format =
      try settings.fileType.map {
        try ExportProblem.choice($0, option: "--input-file-type", as: PeakFileFormat.self)
      } ?? PeakFileFormat(fileName: settings.samples[0])
    let rank = settings.rank.map(PeakRank.init) ?? format.usualRank
    self.rank = rank
    combination =
      try settings.merge.map {
        try ExportProblem.choice($0, option: "--peak-merge-method", as: ScoreCombination.self)
      } ?? (rank == .pValue || rank == .qValue ? .min : .sum)
    method = try ExportProblem.choice(
      settings.method, option: "--method", as: IDRFit.Method.self)
  }

  /// Reads, compares and writes.
  ///
  /// - Returns: what was found, as lines for a person.
  /// - Throws: ``OverwrittenInput``; errors of the files; `PeakReproducibilityError` when there is too
  ///   little to compare: then the merged peaks are in `OUTPUT.merged.tsv`.
  public func run() throws -> [String] {
    try OverwrittenInput.refuse(
      ["", ".tsv", ".json", ".merged.tsv"].map { settings.output + $0 },
      among: settings.samples + [settings.peakList].compactMap(\.self))
    var replicates: [[Peak]] = []
    for path in settings.samples { replicates.append(try read(path)) }
    let merged: [MergedPeak]
    if let list = settings.peakList {
      merged = PeakMerging.matches(replicates, to: try read(list))
    } else {
      merged = PeakMerging.groups(replicates, combination: combination)
    }
    let result: ReproduciblePeaks
    do {
      result = try ReproduciblePeaks(
        merged, replicates: settings.names, options: options, threads: settings.threads)
    } catch let error as PeakReproducibilityError {
      if case .tooFewRows = error { try writeMerged(merged) }
      throw error
    }
    let passing = result.peaks.filter { $0.globalIDR <= settings.threshold }
    try ReproduciblePeakWriter.write(
      passing.map(row), as: format, replicates: replicates.count, to: settings.output,
      threads: settings.threads)
    try writeTable(result)
    let summary = PeakComparisonSummary(
      settings, format: format, combination: combination,
      peaksRead: replicates.map(\.count), merged: merged.count, written: passing.count, result)
    try JSONDocument.write(summary, to: settings.output + ".json")
    if settings.plots {
      for figure in try PeakComparisonFigures(result, names: settings.names).figures() {
        try AtomicFile.write(
          figure.standaloneSVG, to: "\(settings.output).\(figure.name).svg")
      }
    }
    return summary.words
  }

  private var options: ReproduciblePeaks.Options {
    var options = ReproduciblePeaks.Options()
    options.combination = combination
    options.keepsIncomplete = settings.keepsIncomplete
    options.allowsNegative = settings.allowsNegative
    options.rows.fewestRows = settings.minimumPeaks
    // The usual threshold when every peak is written.
    options.rows.threshold = settings.threshold < 1 ? settings.threshold : 0.05
    options.rows.seed = Seed(settings.seed)
    options.rows.fit.maximumRounds = settings.maximumRounds
    options.rows.fit.method = method
    return options
  }

  private func read(_ path: String) throws -> [Peak] {
    try PeakReader.read(path, format: format, rank: rank, threads: settings.threads)
  }

  /// A row of the output. The combined score stands in the column that peaks were ranked by.
  private func row(_ peak: ReproduciblePeak) -> ReproduciblePeakRow {
    var row = ReproduciblePeakRow(
      interval: peak.peak.interval, strand: peak.peak.strand, browserScore: peak.browserScore,
      local: ReproduciblePeak.capped(peak.localIDR),
      global: ReproduciblePeak.capped(peak.globalIDR),
      replicates: zip(peak.peak.parts, peak.scores).map { part, score in
        ReproduciblePeakRow.Replicate(
          interval: part?.interval, score: score, summit: part?.summit)
      })
    row.summit = peak.peak.summit
    if let reference = peak.peak.reference {
      row.signal = reference.signal
      row.pValue = reference.pValue
      row.qValue = reference.qValue
    } else {
      switch rank {
      case .signal: row.signal = peak.score
      case .pValue: row.pValue = peak.score
      case .qValue: row.qValue = peak.score
      case .score, .column: break
      }
    }
    return row
  }

  private static let placeColumns = ["chrom", "start", "end", "strand"]

  private func partColumns() -> [String] {
    settings.names.flatMap { name in
      ["start", "end", "score", "summit"].map { "\($0):\(name)" }
    }
  }

  private func writeTable(_ result: ReproduciblePeaks) throws {
    var writer = try DelimitedTextWriter(
      path: settings.output + ".tsv",
      columns: Self.placeColumns + ["score", "local_idr", "global_idr"] + partColumns())
    for peak in result.peaks {
      Self.append(peak.peak, to: &writer.row)
      writer.row.append(peak.score)
      writer.row.append(peak.localIDR)
      writer.row.append(peak.globalIDR)
      Self.append(parts: peak.peak, to: &writer.row)
      try writer.endRow()
    }
    try writer.finish()
  }

  private func writeMerged(_ merged: [MergedPeak]) throws {
    var writer = try DelimitedTextWriter(
      path: settings.output + ".merged.tsv", columns: Self.placeColumns + partColumns())
    for peak in merged {
      Self.append(peak, to: &writer.row)
      Self.append(parts: peak, to: &writer.row)
      try writer.endRow()
    }
    try writer.finish()
  }

  private static func append(_ peak: MergedPeak, to cells: inout DelimitedRows) {
    cells.append(peak.interval.chromosome)
    cells.append(peak.interval.start)
    cells.append(peak.interval.end)
    cells.append(peak.strand.symbol)
  }

  /// Fields of a replicate without a peak stay empty.
  private static func append(parts peak: MergedPeak, to cells: inout DelimitedRows) {
    for part in peak.parts {
      cells.append(part.map { "\($0.interval.start)" } ?? "")
      cells.append(part.map { "\($0.interval.end)" } ?? "")
      cells.append(part?.score)
      cells.append(part?.summit.map { "\($0)" } ?? "")
    }
  }
}
