import Estimators
import GenomicTypes
import ModelEvaluation
import PipelineEngine

/// The rows of an experiment as models see them: training and validation rows with targets, and
/// the rows to predict. Test targets never leave this type.
struct LearningRows {
  /// Rows of the fragment table that are trained on, ascending.
  let training: [Int]
  /// Rows that steer model choice, ascending.
  let validation: [Int]
  /// Rows to predict: every row with a role and a target, test rows included.
  let predicted: [Int]
  /// Names of the tasks.
  let tasks: [String]
  private let targets: TargetMatrix
  private let rowCount: Int

  /// Reads targets and split from the outputs of upstream stages.
  init(_ context: StageContext) throws {
    let activity = try ActivityArtefact(folder: context.upstream(StageName.normalize))
    let split = try SplitArtefact.read(from: context.upstream(StageName.split))
    let targets = try activity.targets()
    guard split.roles.count == targets.rowCount else {
      throw ArtefactError.rowCountsDiffer(
        path: context.upstream(StageName.split), found: split.roles.count,
        expected: targets.rowCount)
    }
    func hasTarget(_ row: Int) -> Bool { targets.values.contains { $0[row] != nil } }
    rowCount = targets.rowCount
    tasks = targets.tasks
    training = split.rows(in: .train).filter(hasTarget)
    validation = split.rows(in: .validation).filter(hasTarget)
    predicted = split.roles.indices.filter { split.roles[$0].role != nil && hasTarget($0) }
    self.targets = targets
  }

  /// Targets of the training rows.
  var trainingTargets: TargetMatrix { targets.selecting(rows: training) }

  /// Targets of the validation rows.
  var validationTargets: TargetMatrix { targets.selecting(rows: validation) }

  /// Training rows described by features.
  func training(_ features: FeatureMatrix) -> LabelledRows<FeatureMatrix> {
    LabelledRows(input: features.selecting(rows: training), targets: trainingTargets)
  }

  /// Validation rows described by features.
  func validation(_ features: FeatureMatrix) -> LabelledRows<FeatureMatrix> {
    LabelledRows(input: features.selecting(rows: validation), targets: validationTargets)
  }

  /// Training rows described by their sequences.
  func training(_ sequences: SequenceCollection) -> LabelledRows<SequenceCollection> {
    LabelledRows(input: sequences.selecting(training), targets: trainingTargets)
  }

  /// Validation rows described by their sequences.
  func validation(_ sequences: SequenceCollection) -> LabelledRows<SequenceCollection> {
    LabelledRows(input: sequences.selecting(validation), targets: validationTargets)
  }

  /// Puts predictions of the rows in ``predicted`` at their place in the fragment table.
  func placed(_ predictions: Predictions) -> [[Double?]] {
    predictions.map { values in
      var column = [Double?](repeating: nil, count: rowCount)
      for (row, value) in zip(predicted, values) { column[row] = value }
      return column
    }
  }
}
