import Statistics

/// The design matrix of a contrast, arranged so that the coefficient of its last column is the
/// contrast itself.
///
/// The columns are indicators of the conditions (and, for paired blocks, of all blocks but the
/// first). With weights c and a condition k of the largest |c_k|, every other column j becomes
/// x_j − (c_j/c_k)·x_k and the last one x_k/c_k: the fit is the same, and its last coefficient is
/// Σ c_j β_j. Whether an element can be tested with some samples missing is then whether this
/// column is independent of the others.
///
/// ```swift
/// // conditions A, A, B, B; B − A: rows (1, 0), (1, 0), (1, 1), (1, 1)
/// ```
public struct ContrastDesign: Hashable, Sendable {
  /// What is tested.
  public let contrast: ActivityContrast
  /// Number of columns.
  public let columns: Int
  /// Samples × columns, row-major, the tested column last.
  public let values: [Double]
  /// Block of every sample, counted from 0; nil for independent and for paired samples.
  public let blocks: [Int]?
  /// Samples minus rank.
  public let residualDegrees: Int

  /// Arranges a design.
  ///
  /// - Throws: ``ActivityTestingError`` when the contrast does not fit the samples or nothing is
  ///   left to measure the noise, the latter not when barcodes are observed one by one.
  public init(
    samples: [AssaySample], contrast: ActivityContrast, dependence: SampleDependence,
    observesBarcodes: Bool = false
  ) throws(ActivityTestingError) {
    self.contrast = contrast
    let conditions = Self.distinct(samples.map(\.condition))
    for name in contrast.weights.keys.sorted() where !conditions.contains(name) {
      throw .unknownCondition(name, known: conditions)
    }
    let weights = conditions.map { contrast.weights[$0] ?? 0 }
    guard
      let pivot = weights.indices.max(by: { abs(weights[$0]) < abs(weights[$1]) }),
      weights[pivot] != 0
    else { throw .emptyContrast(contrast.name) }
    var columnsOfSamples: [[Double]] = []
    for (index, condition) in conditions.enumerated() where index != pivot {
      columnsOfSamples.append(
        samples.map {
          ($0.condition == condition ? 1 : 0)
            - ($0.condition == conditions[pivot] ? weights[index] / weights[pivot] : 0)
        })
    }
    var blocks: [Int]?
    switch dependence {
    case .independent, .correlatedBarcodes: break
    case .correlatedBlocks: blocks = try Self.blockNumbers(samples)
    case .pairedBlocks:
      guard abs(weights.reduce(0, +)) < 1e-12 else { throw .pairedActivity(contrast.name) }
      let numbers = try Self.blockNumbers(samples)
      for block in 1..<max(1, (numbers.max() ?? 0) + 1) {
        columnsOfSamples.append(numbers.map { $0 == block ? 1 : 0 })
      }
    }
    columnsOfSamples.append(
      samples.map { $0.condition == conditions[pivot] ? 1 / weights[pivot] : 0 })
    let columns = columnsOfSamples.count
    var values: [Double] = []
    for sample in samples.indices { values += columnsOfSamples.map { $0[sample] } }
    self.columns = columns
    self.values = values
    self.blocks = blocks
    var workspace = LeastSquaresWorkspace(columns: columns)
    workspace.start(rows: samples.count)
    for row in samples.indices {
      workspace.setRow(row, design: values, offset: row * columns, response: 0)
    }
    let fit = workspace.solve()
    residualDegrees = fit.residualDegrees
    guard fit.isEstimable else { throw .confoundedContrast(contrast.name) }
    if fit.residualDegrees == 0, !observesBarcodes {
      throw .noReplication(
        contrast: contrast.name, samples: samples.count, coefficients: columns)
    }
  }

  private static func blockNumbers(_ samples: [AssaySample]) throws(ActivityTestingError) -> [Int] {
    var numbers: [String: Int] = [:]
    var result: [Int] = []
    for sample in samples {
      guard let block = sample.block else { throw .missingBlock(sample: sample.name) }
      let number = numbers[block] ?? numbers.count
      numbers[block] = number
      result.append(number)
    }
    return result
  }

  /// The different names in the order in which they first appear.
  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
