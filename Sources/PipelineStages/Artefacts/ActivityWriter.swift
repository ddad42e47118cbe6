import ArrayFiles
import GenomicTypes
import ReporterAssay

/// Writes the activity artefact block by block, while the activity of later rows is computed.
struct ActivityWriter {
  /// The activity of some rows in the form in which it is stored.
  struct Block: Sendable {
    fileprivate struct Column: Sendable {
      let name: String
      let unit: String
      let description: String
      let values: [Double]
      let defined: [Bool]
    }

    fileprivate let columns: [Column]
    fileprivate let cellTypes: [ActivityArtefact.CellType]
    fileprivate let attrition: [AttritionNode]

    /// Takes the activity of some rows.
    ///
    /// - Parameter order: for each row the row whose values it gets; nil for its own.
    init(_ activity: ActivityTable, order: [Int]? = nil) {
      columns = activity.cellTypes.flatMap {
        Self.columns(of: $0, order: order, method: activity.parameters.method)
      }
      cellTypes = activity.cellTypes.map { ActivityArtefact.CellType($0) }
      attrition = activity.attrition
    }

    private static func columns(
      of cellType: CellTypeActivity, order: [Int]?, method: ActivityMethod
    ) -> [Column] {
      func column(_ name: String, _ unit: String, _ text: String, _ own: [Double?]) -> Column {
        let values = order.map { order in order.map { own[$0] } } ?? own
        return Column(
          name: name, unit: unit, description: text, values: values.map { $0 ?? .nan },
          defined: values.map { $0 != nil })
      }
      let unit = cellType.unit?.rawValue ?? "unit of the input"
      let pooled = "activity:\(cellType.name)"
      return [column(pooled, unit, "activity over all replicates", cellType.pooled)]
        + cellType.replicates.map {
          column("\(pooled)/\($0.name)", unit, "activity of one replicate", $0.values)
        }
        + [
          column(
            "mean_dna:\(cellType.name)", "count",
            "mean over replicates of the raw input-DNA count", cellType.meanDNA)
        ]
        + (cellType.posterior.map { posterior in
          [
            column(
              "activity_mean:\(cellType.name)", "RNA/DNA", "posterior mean of activity",
              posterior.mean),
            column(
              "log2_variance:\(cellType.name)", "log2²",
              "posterior variance of log2 activity; not a weight, because it depends on RNA",
              posterior.log2Variance),
            column(
              "lower:\(cellType.name)", unit, "lower end of the posterior interval",
              posterior.lower),
            column(
              "upper:\(cellType.name)", unit, "upper end of the posterior interval",
              posterior.upper),
            column(
              ActivityArtefact.weightColumn(cellType.name), "reliability",
              method == .betaBinomial
                ? "reliability of RNA/(RNA + DNA): the weight for training; depends on RNA + DNA"
                : "share of the variance of RNA/DNA that is activity: the weight for training",
              posterior.weight),
            column(
              "exposure:\(cellType.name)", "count",
              "RNA count expected at activity 1, for models of counts", posterior.exposure),
          ]
        } ?? [])
    }
  }

  private let folder: String
  private let parameters: NormalizationParameters
  /// What the whole table says beside the rows; set before ``finish()``.
  var findings = ActivityArtefact.Findings()
  /// Whether models are to learn with weights.
  var usesWeights = false
  private var table: TableWriter
  private var streams: [TableColumnStream<Double>] = []
  /// What is known about the cell types after the rows so far.
  private(set) var cellTypes: [ActivityArtefact.CellType] = []
  /// What normalization did to the rows so far.
  private(set) var attrition: [AttritionNode] = []

  /// Starts the artefact in the output folder of `normalize`.
  ///
  /// - Parameter rows: number of fragments.
  init(rows: Int, parameters: NormalizationParameters, to folder: String) throws {
    self.folder = folder
    self.parameters = parameters
    table = try TableWriter(
      rows: rows, metadata: ["schema": "cupel.activity/1"], writingTo: folder + "/activity")
  }

  /// Writes the next rows.
  mutating func append(_ block: Block) throws {
    if streams.isEmpty {
      streams = try block.columns.map {
        try table.stream(
          $0.name, unit: $0.unit, description: $0.description, of: Double.self, masked: true)
      }
      cellTypes = block.cellTypes
      attrition = block.attrition
    } else {
      for (index, cellType) in block.cellTypes.enumerated() { cellTypes[index].add(cellType) }
      attrition = try zip(attrition, block.attrition).map { sum, node in
        try AttritionNode(
          step: sum.step, unit: sum.unit, entered: sum.entered + node.entered,
          left: sum.left + node.left,
          dropped: sum.dropped.merging(node.dropped, uniquingKeysWith: +))
      }
    }
    for (stream, column) in zip(streams, block.columns) {
      try stream.append(column.values, defined: column.defined)
    }
  }

  /// Completes the artefact.
  func finish() throws {
    for stream in streams { try stream.finish() }
    try table.finish()
    try JSONDocument.write(
      ActivityArtefact.Description(
        parameters: parameters, cellTypes: cellTypes, findings: findings,
        usesWeights: usesWeights),
      to: folder + "/activity.json")
  }
}
