import Estimators
import Testing

@Suite struct ObservedRowsTests {
  @Test func missingTargetsAreLeftOut() throws {
    let matrix = TargetMatrix(tasks: ["K562"], values: [[1.5, nil, 2]])
    let observed = try matrix.observedRows(task: 0)
    #expect(observed.rows == [0, 2] && observed.values == [1.5, 2])
    #expect(observed.weights == nil)
  }

  @Test func rowsOfWeightZeroAreLeftOutAndRowsWithoutATargetIgnoreTheirs() throws {
    let matrix = TargetMatrix(
      tasks: ["K562"], values: [[1, nil, 2, nil]], weights: [[0, 9, 0.5, .nan]])
    let observed = try matrix.observedRows(task: 0)
    #expect(observed.rows == [2] && observed.values == [2] && observed.weights == [0.5])
  }

  @Test func weightsOfAllOneAreNone() throws {
    let ones = TargetMatrix(tasks: ["a"], values: [[1, 2, nil]], weights: [[1, 1, 0.3]])
    #expect(try ones.observedRows(task: 0).weights == nil)
    let halves = TargetMatrix(tasks: ["a"], values: [[1, 2, nil]], weights: [[0.5, 0.5, 1]])
    #expect(try halves.observedRows(task: 0).weights == [0.5, 0.5])
  }

  @Test(arguments: [-0.5, .nan, .infinity, 1e-13, 1e13])
  func unusableWeightsAreNamed(weight: Double) {
    let matrix = TargetMatrix(tasks: ["a"], values: [[1, nil, 2]], weights: [[1, 1, weight]])
    #expect {
      try matrix.observedRows(task: 0)
    } throws: { error in
      guard case EstimatorError.unusableWeight("a", 2, let value)? = error as? EstimatorError else {
        return false
      }
      return value.bitPattern == weight.bitPattern
    }
  }

  @Test func aTaskWhoseWeightsAreAllZeroIsNamed() {
    let matrix = TargetMatrix(tasks: ["a"], values: [[1, nil, 2]], weights: [[0, 1, 0]])
    #expect(throws: EstimatorError.noPositiveWeight(task: "a", rows: 2)) {
      try matrix.observedRows(task: 0)
    }
  }

  @Test func tasksObservedInTheSameRowsShareAGroup() throws {
    let matrix = TargetMatrix(
      tasks: ["a", "b", "c"], values: [[1, nil, 3], [1, 2, 3], [7, nil, 9]])
    let groups = try TaskGroup.groups(of: matrix)
    #expect(groups.map(\.names) == [["a", "c"], ["b"]])
    #expect(groups[0].tasks == [0, 2] && groups[0].rows == [0, 2])
    #expect(groups[0].targets == [[1, 3], [7, 9]])
  }

  @Test func differentWeightsPartTasksOnlyWhereAsked() throws {
    let matrix = TargetMatrix(
      tasks: ["a", "b", "c"], values: [[1, 2], [3, 4], [5, 6]],
      weights: [[0.5, 1], [1, 1], [0.5, 1]])
    let shared = try TaskGroup.groups(of: matrix)
    #expect(shared.map(\.names) == [["a", "b", "c"]])
    #expect(shared[0].weights == [[0.5, 1], nil, [0.5, 1]])
    let parted = try TaskGroup.groups(of: matrix, separatingWeights: true)
    #expect(parted.map(\.names) == [["a", "c"], ["b"]])
    #expect(parted[0].weights == [[0.5, 1], [0.5, 1]] && parted[1].weights == [nil])
  }
}
