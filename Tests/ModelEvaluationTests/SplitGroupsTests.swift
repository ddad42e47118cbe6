import GenomicTypes
import ModelEvaluation
import Testing

@Suite struct SplitGroupsTests {
  private func split(groups: [String]) throws -> Split {
    try Split(
      of: table(
        chromosomes: ["a", "b", "c"],
        [
          (0, 0, 9), (0, 10, 19), (1, 0, 9), (1, 10, 19), (2, 0, 9), (2, 10, 19), (1, 50, 59),
          (0, 50, 59),
        ],
        labels: ["gene": groups]),
      by: .regions(RegionLists(validation: ["b"], test: ["c"])),
      options: SplitOptions(groupColumn: "gene"))
  }

  @Test func testWinsOverValidationAndValidationOverTrain() throws {
    let made = try split(groups: ["g", "t", "g", "h", "g", "h", "t", ""])
    #expect(
      made.roles == [
        .excluded(.groupCrossesSplit), .excluded(.groupCrossesSplit),
        .excluded(.groupCrossesSplit), .excluded(.groupCrossesSplit), .member(.test),
        .member(.test), .member(.validation), .member(.train),
      ])
  }

  @Test func emptyLabelsFormNoGroup() throws {
    let made = try split(groups: ["", "h", "", "h", "", "k", "", ""])
    #expect(
      made.roles == [
        .member(.train), .excluded(.groupCrossesSplit), .member(.validation),
        .member(.validation), .member(.test), .member(.test), .member(.validation),
        .member(.train),
      ])
    #expect(made.rule.hasSuffix(";group==gene"))
  }

  @Test func aRoleThatLosesAllRowsIsAnError() {
    let error = #expect(throws: SplitError.self) {
      try split(groups: ["g", "g", "v", "v", "g", "k", "v", "g"])
    }
    #expect(error?.problems == [.emptyRole(.train)])
  }
}
