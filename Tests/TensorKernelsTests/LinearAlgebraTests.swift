import Statistics
import TensorKernels
import Testing

@Suite struct LinearAlgebraTests {
  @Test func aSystemOfTwoIsSolved() throws {
    let solution = try LinearAlgebra.solvePositiveDefinite(
      [4, 2, 2, 3], size: 2, diagonal: 0, rightHandSides: [8, 7])
    #expect(abs(solution[0] - 1.25) < 1e-14 && abs(solution[1] - 1.5) < 1e-14)
  }

  @Test func theDiagonalIsAdded() throws {
    // The factor of 4·I is 2·I: every step is exact.
    let solution = try LinearAlgebra.solvePositiveDefinite(
      [1, 0, 0, 1], size: 2, diagonal: 3, rightHandSides: [4, 8, 12, 16])
    #expect(solution == [1, 2, 3, 4])
  }

  @Test func anIndefiniteMatrixIsRefusedWithTheOrderOfTheMinor() {
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 2)) {
      try LinearAlgebra.solvePositiveDefinite(
        [1, 2, 2, 1], size: 2, diagonal: 0, rightHandSides: [1, 1])
    }
    #expect(
      LinearAlgebraError.notPositiveDefinite(order: 2).description
        == "linear system: the leading minor of order 2 is not positive; expected a positive "
        + "definite matrix. Raise the penalty or drop linearly dependent features.")
  }

  @Test func anEmptySystemHasAnEmptySolution() throws {
    #expect(
      try LinearAlgebra.solvePositiveDefinite([], size: 0, diagonal: 1, rightHandSides: []) == [])
  }

  @Test func conjugateGradientsAgreeWithCholesky() throws {
    let view = randomView(rows: 90, columns: 20, seed: 3)
    let gram = try view.gram(threads: 1)
    let right = (0..<20).map { Double($0) - 7.5 }
    let direct = try LinearAlgebra.solvePositiveDefinite(
      gram, size: 20, diagonal: 2, rightHandSides: right)
    let iterative = try LinearAlgebra.conjugateGradients(
      rightHandSide: right, start: [Double](repeating: 0, count: 20), tolerance: 1e-12,
      maximumIterations: 200
    ) { vector in
      let image = try view.products(with: vector, threads: 1)
      return zip(try view.crossProducts(with: image, threads: 1), vector).map { $0 + 2 * $1 }
    }
    for index in 0..<20 { #expect(abs(direct[index] - iterative[index]) < 1e-10) }
  }

  @Test func conjugateGradientsSayWhenTheyGiveUp() {
    #expect(throws: LinearAlgebraError.self) {
      try LinearAlgebra.conjugateGradients(
        rightHandSide: [1, 1], start: [0, 0], maximumIterations: 1
      ) { [$0[0], 100 * $0[1]] }
    }
  }

  @Test func gramOfTheWorkedExample() throws {
    let view = StandardizedColumns(
      values: [1, 3, 10, 30], rowCount: 2, rows: [0, 1], columns: [0, 1], means: [2, 20],
      scales: [1, 10])
    #expect(try view.gram(threads: 1) == [2, 2, 2, 2])
    #expect(try view.crossProducts(with: [[1, 2]], threads: 1) == [1, 1])
    #expect(try view.products(with: [1, 2, 0, 1], threads: 1) == [[-3, 3], [-1, 1]])
  }

  @Test func rowFactorsMultiplyTheStandardisedRows() throws {
    let view = StandardizedColumns(
      values: [1, 3, 10, 30], rowCount: 2, rows: [0, 1], columns: [0, 1], means: [2, 20],
      scales: [1, 10], rowFactors: [2, 3])
    // Both columns are (−1, 1), then (−2, 3): with factors √ω this is XᵀWX for weights 4 and 9.
    #expect(try view.gram(threads: 1) == [13, 13, 13, 13])
    #expect(try view.crossProducts(with: [[1, 2]], threads: 1) == [4, 4])
    #expect(try view.products(with: [1, 2, 0, 1], threads: 1) == [[-6, 9], [-2, 3]])
  }

  /// 1100 columns need three blocks, 700 rows three panels: every edge of the tiling is crossed.
  @Test func tiledProductsEqualPlainSumsForAnyNumberOfThreads() throws {
    let view = randomView(rows: 700, columns: 1100, seed: 8)
    let gram = try view.gram(threads: 1)
    #expect(try view.gram(threads: 3) == gram)
    for (left, right) in [(0, 0), (511, 512), (512, 511), (1099, 3), (1024, 1023), (1099, 1099)] {
      var sum = 0.0
      for row in 0..<700 { sum += element(view, row, left) * element(view, row, right) }
      #expect(abs(gram[right * 1100 + left] - sum) < 1e-9)
    }
    let targets = [(0..<700).map { Double($0 % 13) }, (0..<700).map { Double($0 % 5) }]
    let crossed = try view.crossProducts(with: targets, threads: 2)
    #expect(try view.crossProducts(with: targets, threads: 1) == crossed)
    var sum = 0.0
    for row in 0..<700 { sum += element(view, row, 1030) * targets[1][row] }
    #expect(abs(crossed[1100 + 1030] - sum) < 1e-9)
  }

  private func randomView(rows: Int, columns: Int, seed: UInt64) -> StandardizedColumns {
    var generator = SeededGenerator(Seed(seed))
    let values = (0..<(rows * columns)).map { _ in Float(generator.uniform()) }
    return StandardizedColumns(
      values: values, rowCount: rows, rows: Array((0..<rows).reversed()),
      columns: Array(0..<columns), means: [Double](repeating: 0.5, count: columns),
      scales: [Double](repeating: 0.25, count: columns))
  }

  private func element(_ view: StandardizedColumns, _ row: Int, _ column: Int) -> Double {
    (Double(view.values[column * view.rowCount + view.rows[row]]) - 0.5) / 0.25
  }
}
