import Estimators
import GenomicTypes
import ModelEvaluation
import PipelineEngine

/// Observations and predictions of an experiment, joined row by row.
struct EvaluatedExperiment {
  let models: [PredictionArtefact.Model]
  let tasks: [String]
  private let split: Split
  private let fragments: FragmentTable
  private let observed: [[Double?]]
  private let replicates: [[[Double?]]]
  private let predictions: [[[Double?]]]
  private let gc: [Double]
  private let meanDNA: [Double?]

  init(_ context: StageContext, modelStages: [String]) throws {
    fragments = try FragmentArtefact.read(
      from: context.upstream(StageName.count) + "/fragments", parts: [.sequences])
    split = try SplitArtefact.read(from: context.upstream(StageName.split))
    let activity = try ActivityArtefact(folder: context.upstream(StageName.normalize))
    let features = try FeatureArtefact.read(from: context.upstream(StageName.features))
    tasks = activity.cellTypes
    observed = try tasks.map { try activity.pooled($0) }
    replicates = try activity.description.cellTypes.map { cellType in
      cellType.replicates.count < 2
        ? [] : try cellType.replicates.map { try activity.replicate($0, of: cellType.name) }
    }
    gc = features.names.firstIndex(of: "gc").map { features.column($0).map(Double.init) } ?? []
    meanDNA = try tasks.first.map { try activity.meanDNA($0) } ?? []
    var models: [PredictionArtefact.Model] = []
    var predictions: [[[Double?]]] = []
    for stage in modelStages {
      let artefact = try PredictionArtefact(folder: context.upstream(stage))
      guard artefact.rowCount == fragments.rowCount else {
        throw ArtefactError.rowCountsDiffer(
          path: context.upstream(stage), found: artefact.rowCount, expected: fragments.rowCount)
      }
      for model in artefact.description.models {
        models.append(model)
        predictions.append(
          try tasks.map { try artefact.values(model: model.name, task: $0) })
      }
    }
    self.models = models
    self.predictions = predictions
  }

  /// Rows of a role that were predicted, that is, that have an activity in some task.
  func rows(in role: SplitRole) -> [Int] {
    split.rows(in: role).filter { row in observed.contains { $0[row] != nil } }
  }

  /// All rows of a role.
  func rowCount(of role: SplitRole) -> Int { split.rows(in: role).count }

  /// Every row from the input to the last model.
  func accounting(after counted: [AttritionNode]) throws -> RowAccounting {
    try RowAccounting(counted: counted, split: split, tasks: tasks, observed: observed)
  }

  /// Observed and predicted values of a model for a task, on rows that have both.
  func pairs(model: Int, task: Int, rows: [Int]) -> (predicted: [Double], observed: [Double]) {
    var predicted: [Double] = []
    var measured: [Double] = []
    for row in rows {
      guard let x = predictions[model][task][row], let y = observed[task][row] else { continue }
      predicted.append(x)
      measured.append(y)
    }
    return (predicted, measured)
  }

  /// What the comparison of models needs for some rows.
  func input(role: SplitRole, rows: [Int], blockLength: Int) -> ComparisonInput {
    ComparisonInput(
      role: role, tasks: tasks,
      observed: observed.map { column in rows.map { column[$0] } },
      replicates: replicates.map { columns in columns.map { column in rows.map { column[$0] } } },
      models: zip(models, predictions).map { model, values in
        NamedPredictions(
          name: model.name,
          values: values.map { column in rows.compactMap { column[$0] } })
      },
      gc: rows.map { gc[$0] }, chromosomes: rows.map { fragments.chromosomeName(of: $0) },
      blocks: EvaluationBlocks(
        placements: rows.map { fragments.placements[$0] }, length: blockLength),
      strata: strata(rows: rows))
  }

  private func strata(rows: [Int]) -> [StratumVariable] {
    var variables = [
      StratumVariable(name: "gc", values: .quintiles(rows.map { gc[$0] }))
    ]
    if let sequences = fragments.sequences {
      let lengths = rows.map { Double(sequences.length(at: $0)) }
      if Set(lengths).count > 1 {
        variables.append(StratumVariable(name: "length", values: .quintiles(lengths)))
      }
    }
    let dna = rows.map { meanDNA[$0] }
    if dna.contains(where: { $0 != nil }) {
      variables.append(StratumVariable(name: "input_count", values: .quintiles(dna)))
    }
    let strands = rows.map { row in
      fragments.placements[row].flatMap { $0.strand == .unstranded ? nil : $0.strand.symbol }
    }
    if Set(strands.compactMap { $0 }).count > 1 {
      variables.append(StratumVariable(name: "strand", values: .categories(strands)))
    }
    return variables
  }
}
