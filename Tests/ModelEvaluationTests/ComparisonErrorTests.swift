import GenomicTypes
import ModelEvaluation
import Testing

@Suite struct ComparisonErrorTests {
  private static func input() -> ComparisonInput {
    ComparisonInput(
      role: .test, tasks: ["K562"], observed: [[1, 2, nil]],
      replicates: [[[1, 2, 3], [1, nil, 3]]],
      models: [
        NamedPredictions(name: "gc", values: [[1, 2, 3]]),
        NamedPredictions(name: "trees", values: [[3, 2, 1]]),
      ],
      gc: [0.4, 0.5, 0.6], chromosomes: ["a", "a", nil],
      blocks: EvaluationBlocks(placements: [nil, nil, nil]))
  }

  private func message(
    options: ComparisonOptions = ComparisonOptions(draws: 0),
    _ change: (inout ComparisonInput) -> Void
  ) -> String? {
    var input = Self.input()
    change(&input)
    do {
      _ = try ModelComparison.compare(input, options: options, threads: 1)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func everyMistakeHasItsMessage() {
    #expect(message { _ in } == nil)
    #expect(
      message { $0.observed = [[1, 2]] }
        == "evaluate: observed activity has 2 rows; expected 3. Predict exactly the evaluated rows."
    )
    #expect(
      message { $0.replicates = [] }
        == "evaluate: replicate activity has 0 tasks; expected 1. Give one column per task.")
    #expect(
      message { $0.models[1] = NamedPredictions(name: "trees", values: [[1, .nan, 3]]) }
        == "evaluate: model 'trees', task 'K562', row 2: the value is not a number; expected finite "
        + "values. Retrain or repair the model.")
    #expect(
      message { $0.observed = [[1, .infinity, nil]] }
        == "evaluate: activity, task 'K562', row 2: the value is not a number; expected finite "
        + "values. Retrain or repair the model.")
    #expect(
      message { $0.models[1] = NamedPredictions(name: "gc", values: [[1, 2, 3]]) }
        == "evaluate.models: two models are called 'gc'; expected unique names. Rename one of them."
    )
    #expect(
      message(options: ComparisonOptions(baseline: "GC", draws: 0)) { _ in }
        == "evaluate.baseline: there is no model 'GC'; expected one of gc, trees. Did you mean 'gc'?"
    )
    #expect(
      message(options: ComparisonOptions(draws: -1)) { _ in }
        == "evaluate.draws: the value is -1; expected 0 or more. Correct the value.")
    #expect(
      message(options: ComparisonOptions(draws: 0, level: 1)) { _ in }
        == "evaluate.level: the value is 1.0; expected a number between 0 and 1. "
        + "Correct the value.")
  }
}
