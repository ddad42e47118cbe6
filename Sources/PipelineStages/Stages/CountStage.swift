import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReporterAssay

/// Tables → one fragment table with sequences; every row that does not make it is counted.
struct CountStage {
  static let implementationVersion = 2
  static let genomeInput = "genome"

  let input: InputSection

  /// Label of the nth table.
  static func tableInput(_ index: Int) -> String { "table_\(index + 1)" }

  func run(_ context: StageContext) throws {
    let paths = input.tables.indices.map { context.input(Self.tableInput($0)) }
    context.progress.begin("reading \(paths.count == 1 ? paths[0] : "\(paths.count) tables")")
    let (rows, summary) = try FragmentTableReader(format: input.format, threads: context.threads)
      .read(paths)
    let unit = input.mergeKey == nil ? "fragment" : "row"
    var attrition = [try summary.attrition(unit: unit)]
    context.progress.begin("merging rows")
    var merged = MergedFragments(unmerged: rows)
    if let key = input.mergeKey {
      merged = try mergeRows(of: rows, by: key)
      attrition += merged.attrition
    }
    var rejections = RejectionList(summary)
    merged = try withSequences(merged, context, &attrition, &rejections)
    merged = try filtered(merged, &attrition)
    guard merged.fragments.rowCount > 0 else {
      throw StageProblem.noFragments(
        rowsRead: summary.rowsRead,
        reasons: attrition.reduce(into: [:]) { sums, node in
          sums.merge(node.dropped, uniquingKeysWith: +)
        })
    }
    try MergedRowsArtefact.write(merged, to: context.outputDirectory)
    try JSONDocument.write(attrition, to: context.file("attrition.json"))
    try rejections.write(to: context.file("rejected_rows.tsv"))
    context.note(
      "\(summary.rowsRead) rows read, \(merged.fragments.rowCount) fragments kept")
  }

  /// Fills in sequences from the genome, or compares those of the table with it.
  private func withSequences(
    _ merged: MergedFragments, _ context: StageContext, _ attrition: inout [AttritionNode],
    _ rejections: inout RejectionList
  ) throws -> MergedFragments {
    let fragments = merged.fragments
    guard context.hasInput(Self.genomeInput) else {
      guard fragments.sequences != nil else { throw StageProblem.noSequences }
      return merged
    }
    context.progress.begin("reading the genome")
    let genome = try ReferenceGenome(
      path: context.input(Self.genomeInput),
      missingIndex: .build(inFolder: context.checkpointDirectory), threads: context.threads)
    if let given = fragments.sequences {
      let check = try SequenceCheck(
        of: fragments, sequences: given, genome: genome, threads: context.threads)
      try JSONDocument.write(check.counts, to: context.file("sequence_check.json"))
      context.note("\(check.counts.words)")
      return merged.replacing(fragments: check.stranded)
    }
    let extracted = try genome.sequences(
      for: fragments.placements, chromosomeNames: fragments.chromosomeNames,
      threads: context.threads, badRows: input.format.badRows)
    rejections.add(extracted.rejected)
    attrition.append(
      try AttritionNode(
        step: "sequence", unit: "fragment", entered: fragments.rowCount,
        left: extracted.keptRows.count, dropped: extracted.rejectedByReason))
    let kept = merged.selecting(fragments: extracted.keptRows)
    var table = kept.fragments
    table.sequences = extracted.sequences
    return kept.replacing(fragments: table)
  }

  /// Drops fragments that are too short, too long, or too little known.
  private func filtered(
    _ merged: MergedFragments, _ attrition: inout [AttritionNode]
  ) throws -> MergedFragments {
    guard let sequences = merged.fragments.sequences else { return merged }
    let unknown = UnknownBases(of: sequences)
    var kept: [Int] = []
    var dropped: [String: Int] = [:]
    for row in 0..<sequences.count {
      let length = sequences.length(at: row)
      if length < input.minimumLength || length > input.maximumLength ?? .max {
        dropped["length_range", default: 0] += 1
      } else if Double(unknown.counts[row]) > input.maximumUnknownFraction * Double(length) {
        dropped["unknown_bases", default: 0] += 1
      } else {
        kept.append(row)
      }
    }
    attrition.append(
      try AttritionNode(
        step: "filter", unit: "fragment", entered: sequences.count, left: kept.count,
        dropped: dropped))
    return kept.count == sequences.count ? merged : merged.selecting(fragments: kept)
  }
}

/// Rows that were left out, with where and why.
private struct RejectionList {
  private var table = TextTable(header: ["file", "line_or_row", "reason", "message"])

  init(_ summary: FragmentTableSummary) {
    for row in summary.rejected {
      table.add([row.path, "\(row.line)", row.reason, "\(row.problem)"])
    }
  }

  mutating func add(_ placements: [RejectedPlacement]) {
    for rejected in placements {
      table.add([rejected.path, "\(rejected.row + 1)", rejected.reason, "\(rejected)"])
    }
  }

  func write(to path: String) throws { try TextTable.write(table, to: path) }
}
