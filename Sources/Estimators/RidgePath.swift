import Sharding
import Statistics
import TensorKernels

/// The solutions of a group of tasks for every penalty.
struct RidgePath {
  /// The features that vary on the training rows of the group.
  private let columns: StandardizedColumns
  private let featureCount: Int
  private let options: RidgeOptions
  /// Penalties, largest first.
  private let penalties: [Double]
  /// Mean target of every task of the group, by the weights of the rows.
  private let intercepts: [Double]
  /// One array per penalty, (columns, tasks) column-major; nil where the system was not solvable.
  private let weights: [[Double]?]

  /// - Precondition: the tasks of the group have the same weights.
  init(_ input: FeatureMatrix, group: TaskGroup, options: RidgeOptions, threads: Int) throws {
    precondition(group.weights.allSatisfy { $0 == group.weights[0] }, "weights differ in a group")
    self.options = options
    featureCount = input.featureCount
    penalties = options.penalties.sorted(by: >)
    // Rows of X and y times √ω turn the weighted problem into a plain one. Columns and targets are
    // centred by their weighted means first, so the intercept still drops out of it.
    let rowFactors = group.weights[0]?.map { $0.squareRoot() }
    columns = try Self.standardized(
      input, group: group, rowFactors: rowFactors, threads: threads)
    let intercepts = group.targets.map { weightedMean($0, weights: group.weights[0]) }
    self.intercepts = intercepts
    let centred = zip(group.targets, intercepts).map { target, mean in
      let deviations = target.map { $0 - mean }
      return rowFactors.map { zip(deviations, $0).map { $0 * $1 } } ?? deviations
    }
    let products = try columns.crossProducts(with: centred, threads: threads)
    weights =
      columns.columns.count > options.maximumCholeskyFeatures
      ? try Self.iterativeSolutions(columns, products, penalties, threads: threads)
      : try Self.directSolutions(columns, products, penalties, threads: threads)
  }

  /// The fit of every task of the group with its best penalty.
  func chooseFits(
    group: TaskGroup, validation: LabelledRows<FeatureMatrix>?, threads: Int
  ) throws -> [LinearTaskFit] {
    let taskCount = group.tasks.count
    guard let validation, penalties.count > 1 else {
      return (0..<taskCount).map { fit(group, at: $0, penalty: 0, path: []) }
    }
    let predictions = try validationPredictions(validation.input, threads: threads)
    return try group.tasks.indices.map { position in
      let name = validation.targets.tasks[group.tasks[position]]
      let observed = try validation.targets.observedRows(task: group.tasks[position])
      if observed.rows.isEmpty { throw EstimatorError.noValidationRows(task: name) }
      let path = try shardedMap(shards: penalties.count, threads: threads) { index in
        guard let all = predictions[index]?[position] else {
          return PenaltyTrial(penalty: penalties[index], meanSquaredError: nil, spearman: nil)
        }
        return PenaltyTrial(
          penalty: penalties[index],
          predicted: observed.rows.map { all[$0] + intercepts[position] },
          observed: observed.values, weights: observed.weights)
      }
      return fit(group, at: position, penalty: bestPenalty(path), path: path)
    }
  }

  /// The best trial; of equal ones the first, which has the largest penalty.
  private func bestPenalty(_ path: [PenaltyTrial]) -> Int {
    var best: (index: Int, score: Double)?
    for (index, trial) in path.enumerated() {
      let score =
        options.selection == .spearman ? trial.spearman : trial.meanSquaredError.map { -$0 }
      guard let score else { continue }
      if best.map({ score > $0.score }) ?? true { best = (index, score) }
    }
    return best?.index ?? weights.firstIndex { $0 != nil } ?? 0
  }

  private func fit(
    _ group: TaskGroup, at position: Int, penalty: Int, path: [PenaltyTrial]
  ) -> LinearTaskFit {
    var full = [Double](repeating: 0, count: featureCount)
    var means = full
    var scales = [Double](repeating: 1, count: featureCount)
    let solution = weights[penalty] ?? []
    for (index, column) in columns.columns.enumerated() {
      full[column] = solution[position * columns.columns.count + index]
      means[column] = columns.means[index]
      scales[column] = columns.scales[index]
    }
    return LinearTaskFit(
      task: group.names[position], intercept: intercepts[position], weights: full, means: means,
      scales: scales, trainingRows: group.rows.count,
      totalWeight: group.weights[position]?.reduce(0, +), penalty: penalties[penalty],
      penaltyPath: path)
  }

  /// Per penalty and task the predictions of all validation rows, without intercept.
  private func validationPredictions(
    _ input: FeatureMatrix, threads: Int
  ) throws -> [[[Double]]?] {
    let view = StandardizedColumns(
      values: input.values, rowCount: input.rowCount, rows: Array(0..<input.rowCount),
      columns: columns.columns, means: columns.means, scales: columns.scales)
    let taskCount = intercepts.count
    if columns.columns.isEmpty {
      let zeros = [Double](repeating: 0, count: input.rowCount)
      return penalties.map { _ in Array(repeating: zeros, count: taskCount) }
    }
    let solved = weights.indices.filter { weights[$0] != nil }
    let products = try view.products(
      with: solved.flatMap { weights[$0] ?? [] }, threads: threads)
    var predictions = [[[Double]]?](repeating: nil, count: penalties.count)
    for (order, index) in solved.enumerated() {
      predictions[index] = Array(products[(order * taskCount)..<((order + 1) * taskCount)])
    }
    return predictions
  }

  private static func standardized(
    _ input: FeatureMatrix, group: TaskGroup, rowFactors: [Double]?, threads: Int
  ) throws -> StandardizedColumns {
    let moments = try shardedMap(shards: input.featureCount, threads: threads) { feature in
      ColumnMoments(input, feature: feature, rows: group.rows, weights: group.weights[0])
    }
    let kept = moments.indices.filter { moments[$0].scale > 0 }
    return StandardizedColumns(
      values: input.values, rowCount: input.rowCount, rows: group.rows, columns: kept,
      means: kept.map { moments[$0].mean }, scales: kept.map { moments[$0].scale },
      rowFactors: rowFactors)
  }

  /// At most this many factorisations at once: each holds a copy of XᵀX.
  private static let maximumConcurrentFactors = 4

  private static func directSolutions(
    _ columns: StandardizedColumns, _ products: [Double], _ penalties: [Double], threads: Int
  ) throws -> [[Double]?] {
    let size = columns.columns.count
    if size == 0 { return penalties.map { _ in [] } }
    let gram = try columns.gram(threads: threads)
    let results = try shardedMap(
      shards: penalties.count, threads: min(threads, maximumConcurrentFactors)
    ) { index in
      Result {
        try LinearAlgebra.solvePositiveDefinite(
          gram, size: size, diagonal: penalties[index], rightHandSides: products)
      }
    }
    return try solvedOrFirstFailure(results)
  }

  private static func iterativeSolutions(
    _ columns: StandardizedColumns, _ products: [Double], _ penalties: [Double], threads: Int
  ) throws -> [[Double]?] {
    let size = columns.columns.count
    let targets = products.count / size
    var start = [Double](repeating: 0, count: products.count)
    var results: [Result<[Double], any Error>] = []
    for penalty in penalties {
      let result = Result {
        try (0..<targets).flatMap { target in
          let range = (target * size)..<((target + 1) * size)
          return try LinearAlgebra.conjugateGradients(
            rightHandSide: Array(products[range]), start: Array(start[range]),
            maximumIterations: 10 * size
          ) { vector in
            let image = try columns.products(with: vector, threads: threads)
            let normal = try columns.crossProducts(with: image, threads: threads)
            return zip(normal, vector).map { $0 + penalty * $1 }
          }
        }
      }
      if case .success(let solution) = result { start = solution }
      results.append(result)
    }
    return try solvedOrFirstFailure(results)
  }

  /// Penalties without a solution are left out; when none has one, the failure is the caller's.
  private static func solvedOrFirstFailure(
    _ results: [Result<[Double], any Error>]
  ) throws -> [[Double]?] {
    let solutions = results.map { try? $0.get() }
    if solutions.allSatisfy({ $0 == nil }), let first = results.first { _ = try first.get() }
    return solutions
  }
}

extension PenaltyTrial {
  init(penalty: Double, predicted: [Double], observed: [Double], weights: [Double]?) {
    let squares = zip(predicted, observed).map { ($0 - $1) * ($0 - $1) }
    self.init(
      penalty: penalty, meanSquaredError: weightedMean(squares, weights: weights),
      spearman: weights.map { spearmanCorrelation(predicted, observed, weights: $0) }
        ?? spearmanCorrelation(predicted, observed))
  }
}
