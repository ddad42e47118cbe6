import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReporterAssay

/// Tables, or the counted samples of a sheet → one fragment table, with sequences where they can be had;
/// every row that does not make it is counted.
struct CountStage {
  static let implementationVersion = 2
  static let genomeInput = "genome"

  static let designInput = "design"

  let input: InputSection
  /// How the samples of a sheet are joined; nil when the input is tables.
  let joining: SampleJoining.Rules?

  /// Label of the nth table.
  static func tableInput(_ index: Int) -> String { "table_\(index + 1)" }

  func run(_ context: StageContext) throws {
    var source = try joining.map { try joined($0, context) } ?? tables(context)
    var attrition = source.attrition
    let (unit, rowsRead) = (source.unit, source.rows.rowCount)
    context.progress.begin("merging rows")
    var merged = try merged(source.takeRows(), by: source.mergeKey, context)
    attrition += merged.attrition
    merged = try withSequences(merged, context, &attrition, &source.rejections)
    merged = try filtered(merged, &attrition)
    guard merged.fragments.rowCount > 0 else {
      throw StageProblem.noFragments(
        rowsRead: source.rowsRead,
        reasons: attrition.reduce(into: [:]) { sums, node in
          sums.merge(node.dropped, uniquingKeysWith: +)
        })
    }
    try MergedRowsArtefact.write(merged, to: context.outputDirectory)
    try JSONDocument.write(attrition, to: context.file("attrition.json"))
    try source.rejections.write(to: context.file("rejected_rows.tsv"))
    context.note(
      "\(rowsRead) \(unit)s read, \(merged.fragments.rowCount) fragments kept")
  }
}

/// Rows that were left out, with where and why.
struct RejectionList {
  private var table = TextTable(header: ["file", "line_or_row", "reason", "message"])

  /// Nothing left out.
  init() {}

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
