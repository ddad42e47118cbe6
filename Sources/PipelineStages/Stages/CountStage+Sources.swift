import GenomicTypes
import GenomicsIO
import PipelineEngine
import ReporterAssay

/// The rows that `count` starts from.
struct CountSource {
  /// The rows: of tables, or of joined samples.
  private(set) var rows: FragmentTable
  /// What a row is.
  let unit: String
  /// Rows met, unusable ones included.
  let rowsRead: Int
  /// What makes two rows one fragment; nil when rows are fragments.
  let mergeKey: MergeKey?
  /// What was lost before these rows.
  let attrition: [AttritionNode]
  /// Rows that could not be used.
  var rejections: RejectionList

  init(
    rows: FragmentTable, unit: String, rowsRead: Int, mergeKey: MergeKey?,
    attrition: [AttritionNode], rejections: RejectionList
  ) {
    self.rows = rows
    self.unit = unit
    self.rowsRead = rowsRead
    self.mergeKey = mergeKey
    self.attrition = attrition
    self.rejections = rejections
  }

  /// Hands the rows over, so that they are in memory once.
  mutating func takeRows() -> FragmentTable {
    var taken = FragmentTable(unplacedRows: 0)
    swap(&taken, &rows)
    return taken
  }
}

extension CountStage {
  /// The rows of the tables.
  func tables(_ context: StageContext) throws -> CountSource {
    let paths = input.tables.indices.map { context.input(Self.tableInput($0)) }
    context.progress.begin("reading \(paths.count == 1 ? paths[0] : "\(paths.count) tables")")
    let (rows, summary) = try FragmentTableReader(format: input.format, threads: context.threads)
      .read(paths)
    let unit = input.mergeKey == nil ? "fragment" : "row"
    return CountSource(
      rows: rows, unit: unit, rowsRead: summary.rowsRead, mergeKey: input.mergeKey,
      attrition: [try summary.attrition(unit: unit)], rejections: RejectionList(summary))
  }

  /// The joined samples of a sheet; what happened to them is written.
  func joined(_ rules: SampleJoining.Rules, _ context: StageContext) throws -> CountSource {
    let joining = SampleJoining(
      rules: rules, threads: context.threads, progress: context.progress)
    let joined = try joining.join(from: rules.stages.map { context.upstream($0) })
    try JoinedSamplesArtefact.write(joined, to: context.outputDirectory)
    for line in joined.remarks { context.note(line) }
    let rows = joined.table.rowCount
    var attrition = joined.selection
    if attrition.isEmpty {
      attrition = [
        try AttritionNode(
          step: "join", unit: joined.unit, entered: rows, left: rows, dropped: [:])
      ]
    }
    return CountSource(
      rows: joined.table, unit: joined.unit, rowsRead: attrition[0].entered,
      mergeKey: joined.mergeKey, attrition: attrition, rejections: RejectionList())
  }
}
