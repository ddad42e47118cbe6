import GenomicTypes
import GenomicsIO
public import PipelineEngine
import ReadCounting

/// Counting outside an experiment: files in, one table out.
///
/// Settings are those of the sections `alignments` and `reads` of a configuration, with the same
/// names, defaults and checks.
public struct CountCommand {
  private let settings: [String: String]
  private let output: String
  private let attrition: String?
  private let threads: Int
  private let progress: ProgressReporter

  /// Prepares to count.
  ///
  /// - Parameters:
  ///   - settings: keys of the section and their values as YAML.
  ///   - output: the table; BGZF when it ends in ".gz".
  ///   - attrition: a TSV file with what was lost at each step, nil for none.
  public init(
    settings: [String: String], output: String, attrition: String?, threads: Int,
    progress: ProgressReporter = ProgressReporter()
  ) {
    self.settings = settings
    self.output = output
    self.attrition = attrition
    self.threads = threads
    self.progress = progress
  }

  /// Counts the fragments of alignment files, the lanes of one library.
  ///
  /// Columns: chrom, start, end, strand (0-based half-open), reads, molecules (with UMIs), duplicates
  /// (when marked), mapping_quality, barcode (with barcodes); sorted.
  ///
  /// - Returns: what was lost at each step, as lines for a person.
  /// - Throws: `ConfigurationProblems` for settings; errors of the files.
  public func countAlignments(_ paths: [String]) throws -> [String] {
    let section = try record(AlignmentsSection.schema)
    var files = AlignmentFiles()
    files.blacklist = section.text(ifSet: "blacklist")
    files.barcodeTable = section.text(ifSet: "barcode_table")
    files.reference = section.text(ifSet: "reference")
    let counting = AlignmentCounting(
      parameters: try AlignmentsSection.parameters(section), files: files, threads: threads,
      progress: progress)
    let count = try counting.count(paths)
    try write(count.fragments)
    var lines = try report(count.attrition)
    if let duplicates = count.duplicateFraction {
      lines.append("duplicates: \(Decimals.text(100 * duplicates, 2)) % of examined reads")
    }
    return lines
  }

  /// Counts the barcodes of sequencing reads, the lanes of one sample.
  ///
  /// Columns: barcode, reads, molecules (with UMIs); sorted by barcode.
  ///
  /// - Returns: what was lost at each step, as lines for a person.
  /// - Throws: `ConfigurationProblems` for settings; errors of the files.
  public func countBarcodes(
    _ paths: [String], reverse: [String], umis: [String]
  ) throws -> [String] {
    for (option, others) in [("--reverse", reverse), ("--umi", umis)]
    where !others.isEmpty && others.count != paths.count {
      throw CountCommandProblem.unevenLanes(
        option: option, found: others.count, expected: paths.count)
    }
    let section = try record(ReadsSection.schema)
    let counting = BarcodeCounting(
      parameters: ReadsSection.parameters(section), threads: threads, progress: progress)
    let counts = try counting.count(
      BarcodeCounting.Files(forward: paths, reverse: reverse, umis: umis))
    try write(counts.counted)
    var lines = try report(counts.attrition)
    if let umis = counts.umis {
      lines.append(
        "UMIs: \(Decimals.text(100 * umis.expectedLoss, 2)) % of molecules expected to share one")
    }
    return lines
  }

  private func record(_ schema: RecordSchema) throws -> ConfigurationRecord {
    let text = settings.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
    do {
      return try ConfigurationReader.read(
        text: text.isEmpty ? "{}\n" : text, file: "options", schema: schema)
    } catch {
      throw CountCommandProblem.options("\(error)")
    }
  }

  private func report(_ nodes: [AttritionNode]) throws -> [String] {
    let chains = try AttritionChain.chains(of: output, nodes: nodes)
    if let attrition { try TextTable.write(AttritionArtefact.table(of: chains), to: attrition) }
    return nodes.map(\.line)
  }

  private var compression: TextFileWriter.Compression {
    output.hasSuffix(".gz") ? .bgzf : .plain
  }

  private func write(_ fragments: CountedFragments) throws {
    var columns = ["chrom", "start", "end", "strand", "reads"]
    if fragments.molecules != nil { columns.append("molecules") }
    if fragments.duplicates != nil { columns.append("duplicates") }
    columns.append("mapping_quality")
    if fragments.barcodes != nil { columns.append("barcode") }
    var writer = try DelimitedTextWriter(
      path: output, columns: columns, compression: compression, threads: threads)
    for row in fragments.placements.indices {
      let placement = fragments.placements[row]
      writer.append(fragments.chromosomeNames[Int(placement.chromosome)])
      writer.append(placement.interval?.lowerBound ?? 0)
      writer.append(placement.interval?.upperBound ?? 0)
      writer.append(placement.strand.symbol)
      writer.append(fragments.reads[row])
      if let molecules = fragments.molecules { writer.append(molecules[row]) }
      if let duplicates = fragments.duplicates { writer.append(duplicates[row]) }
      writer.append(Int(fragments.mappingQualities[row]))
      if let barcodes = fragments.barcodes {
        writer.append(
          plain: PackedBarcode.letters(barcodes[row], length: fragments.barcodeLength ?? 0))
      }
      try writer.endRow()
    }
    try writer.finish()
  }

  private func write(_ barcodes: CountedBarcodes) throws {
    var writer = try DelimitedTextWriter(
      path: output,
      columns: ["barcode", "reads"] + (barcodes.molecules == nil ? [] : ["molecules"]),
      compression: compression, threads: threads)
    for row in barcodes.barcodes.indices {
      writer.append(
        plain: PackedBarcode.letters(barcodes.barcodes[row], length: barcodes.length))
      writer.append(barcodes.reads[row])
      if let molecules = barcodes.molecules { writer.append(molecules[row]) }
      try writer.endRow()
    }
    try writer.finish()
  }
}

extension AttritionNode {
  /// "filters: 12 of 20 pairs left; low_mapq 5, mate_missing 3".
  fileprivate var line: String {
    if collapses { return "\(step): \(entered) merged into \(left) \(unit)s" }
    let reasons = dropped.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return "\(step): \(left) of \(entered) \(unit)s left"
      + (reasons.isEmpty ? "" : "; " + reasons.joined(separator: ", "))
  }
}

/// Files on the command line that do not belong together.
public enum CountCommandProblem: Error, Equatable {
  /// Options have values that they cannot have.
  case options(String)
  /// There are not as many other files as lanes.
  case unevenLanes(option: String, found: Int, expected: Int)
}

extension CountCommandProblem: CategorizedError {
  /// The command line is wrong.
  public var category: ExitCategory { .usage }
}

extension CountCommandProblem: CustomStringConvertible {
  /// What was found and expected.
  public var description: String {
    switch self {
    case .options(let problems): problems
    case .unevenLanes(let option, let found, let expected):
      "\(option): found \(found) \(found == 1 ? "file" : "files"); expected \(expected), one for each"
        + " lane. Give the option once per lane, in the same order."
    }
  }
}
