import Estimators
import Testing

@Suite struct ObservedRowsTests {
  @Test func missingTargetsAreLeftOut() throws {
    let matrix = TargetMatrix(tasks: ["K562"], values: [[1.5, nil, 2]])
    let observed = try matrix.observedRows(task: 0)
    #expect(observed.rows == [0, 2] && observed.values == [1.5, 2])
  }

  @Test func tasksObservedInTheSameRowsShareAGroup() throws {
    let matrix = TargetMatrix(
      tasks: ["a", "b", "c"], values: [[1, nil, 3], [1, 2, 3], [7, nil, 9]])
    let groups = try TaskGroup.groups(of: matrix)
    #expect(groups.map(\.names) == [["a", "c"], ["b"]])
    #expect(groups[0].tasks == [0, 2] && groups[0].rows == [0, 2])
    #expect(groups[0].targets == [[1, 3], [7, 9]])
  }
}
