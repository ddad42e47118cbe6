import GenomicTypes
import ModelEvaluation
import PipelineStages
import Testing

@Suite struct RowAccountingTests {
  private let split = Split(
    roles: [
      .member(.train), .member(.train), .member(.validation), .member(.test),
      .excluded(.overlapsHeldOut), .excluded(.noChromosome),
    ], rule: "by hand")
  private let observed: [[Double?]] = [[1, nil, 2, nil, 3, nil], [1, nil, nil, 4, 5, nil]]

  private func read(_ left: Int) throws -> AttritionNode {
    try AttritionNode(
      step: "read", unit: "fragment", entered: 8, left: left, dropped: ["bad": 8 - left])
  }

  @Test func everyRowIsUsedOrNamed() throws {
    let accounting = try RowAccounting(
      counted: [read(6)], split: split, tasks: ["a", "b"], observed: observed)
    #expect(accounting.steps.map(\.step) == ["read", "activity", "split"])
    #expect(accounting.steps.map(\.left) == [6, 4, 3])
    #expect(accounting.steps[1].dropped == ["no_defined_target": 2])
    #expect(accounting.steps[2].dropped == ["overlaps_held_out": 1])
    #expect(accounting.roles.map(\.rows) == [1, 1, 1])
    #expect(accounting.roles[2].rowsByTask == ["a": 0, "b": 1])
  }

  @Test func aStepThatDoesNotTakeWhatTheOneBeforeLeftIsABug() throws {
    let counted = [try read(5)]
    #expect(throws: AttritionImbalance.self) {
      try RowAccounting(counted: counted, split: split, tasks: ["a", "b"], observed: observed)
    }
  }
}
