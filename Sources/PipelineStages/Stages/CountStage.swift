import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReporterAssay

/// Tables → one fragment table, with sequences where they can be had; every row that does not make it is counted.
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
    var merged = try merged(consume rows, context)
    attrition += merged.attrition
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
}

/// Rows that were left out, with where and why.
struct RejectionList {
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
