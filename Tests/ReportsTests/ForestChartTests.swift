import Reports
import Testing

@Suite struct ForestChartTests {
  private let chart = ForestChart(
    labels: FigureLabels(name: "models", title: "Models"),
    rows: [
      .init(label: "GC", estimate: Estimate(0.182, low: 0.170, high: 0.195)),
      .init(label: "mean", estimate: nil, note: "constant prediction"),
    ], xTitle: "Spearman ρ", reference: Estimate(0.82, low: 0.81, high: 0.83),
    referenceLabel: "noise ceiling")

  @Test func numbersAndReasonsStandBesideTheirRows() throws {
    let words = XMLCheck(try chart.figure().svg).words
    #expect(words.contains("0.182 (0.170–0.195)"))
    #expect(words.contains("constant prediction"))
    #expect(words.contains("noise ceiling 0.820 (0.810–0.830)"))
  }

  @Test func theDescriptionNamesEveryRow() throws {
    let text = try chart.figure().alternative
    #expect(text.contains("GC: 0.182 (0.170–0.195)"))
    #expect(text.contains("mean: constant prediction"))
    #expect(text.contains("noise ceiling: 0.820"))
  }
}
