import GenomicTypes
import ModelEvaluation
import Testing

@Suite struct SplitColumnTests {
  private let fragments = table(
    chromosomes: ["a"], [(0, 0, 9), (0, 10, 19), nil, (0, 30, 39)],
    labels: ["fold": ["1", "9", "10", "x"], "batch": ["p", "p", "q", "q"]])

  private func labels(_ column: String = "fold", excluded: Set<String> = ["x"]) -> SplitMethod {
    .column(
      LabelRoles(
        column: column, validation: ["9"], test: ["10"], train: ["1"], excluded: excluded))
  }

  @Test func workedExample() throws {
    let made = try Split(of: fragments, by: labels())
    #expect(
      made.roles == [
        .member(.train), .member(.validation), .member(.test), .excluded(.labelExcluded),
      ])
    #expect(
      made.rule == "column;name=fold;validation=9;test=10;train=1;excluded=x"
        + ";unplaced=exclude;group=-")
  }

  @Test func anUnknownValueIsNamedWithItsRow() {
    let error = #expect(throws: SplitError.self) {
      try Split(of: fragments, by: labels(excluded: []))
    }
    #expect(
      error?.description == "split.column: row 4 has 'x' in column 'fold'; expected one of 1, 10, "
        + "9. Give the value a role or list it as excluded.")
  }

  @Test func anUnknownColumnNamesTheNearest() {
    let error = #expect(throws: SplitError.self) { try Split(of: fragments, by: labels("folds")) }
    #expect(
      error?.description == "split.column: the fragment table has no label column 'folds'; "
        + "expected one of batch, fold. Did you mean 'fold'?")
  }

  @Test func aValueInTwoRolesIsRefused() {
    let error = #expect(throws: SplitError.self) {
      try Split(of: fragments, by: labels(excluded: ["9"]))
    }
    #expect(
      error?.description == "split.column: value '9' of column 'fold' stands for two roles; "
        + "expected one. Remove it from one of them.")
  }
}
