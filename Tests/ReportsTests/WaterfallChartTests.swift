import Reports
import Testing

@Suite struct WaterfallChartTests {
  @Test func everyReasonAndMergeIsDrawnWithItsRows() throws {
    let chart = WaterfallChart(
      labels: FigureLabels(name: "rows", title: "Rows"), steps: SampleReports.attrition)
    let words = XMLCheck(try chart.figure().svg).words
    for text in [
      "70,312,445", "−4,012,312  (5.7%)", "− mapping quality too low",
      "merge barcodes: 61,004,118 merged into 3,402,115 fragments", "fragments in",
      "−412  (<0.1%)", "2,180,009",
    ] { #expect(words.contains(text), "\(text)") }
  }

  @Test func aFinalMergeEndsWithItsOwnTotal() throws {
    let chart = WaterfallChart(
      labels: FigureLabels(name: "rows", title: ""),
      steps: [
        AttritionStep(step: "merge", unit: "oligo", entered: 92_729, left: 2_321, collapses: true)
      ])
    let words = XMLCheck(try chart.figure().svg).words
    #expect(words.contains("merge: 92,729 merged into 2,321 oligos"))
    #expect(!words.contains("oligos in"))
    #expect(words.contains("oligos left"))
  }

  @Test func manySmallReasonsAreSummed() throws {
    let dropped = Dictionary(uniqueKeysWithValues: (1...20).map { ("reason_\($0)", $0) })
    let chart = WaterfallChart(
      labels: FigureLabels(name: "rows", title: ""),
      steps: [AttritionStep(step: "s", unit: "read", entered: 310, left: 100, dropped: dropped)])
    let words = XMLCheck(try chart.figure().svg).words
    #expect(words.contains("− 13 other reasons"))
    #expect(words.contains("−91  (29.4%)"))  // 1 + 2 + … + 13
  }

  @Test func aStepOnOtherRowsGetsItsOwnScale() throws {
    let chart = WaterfallChart(
      labels: FigureLabels(name: "rows", title: ""),
      steps: [
        AttritionStep(step: "normalize", unit: "fragment", entered: 100, left: 100),
        AttritionStep(
          step: "train", unit: "fragment", entered: 40, left: 30, dropped: ["no_target": 10]),
      ])
    let words = XMLCheck(try chart.figure().svg).words
    #expect(words.contains("train: other rows"))
    #expect(words.contains("−10  (25.0%)"))
  }
}

@Suite struct AttritionSectionTests {
  @Test func rowsThatDoNotAddUpAreRefused() {
    let steps = [
      AttritionStep(step: "count", unit: "read", entered: 10, left: 6, dropped: ["low_mapq": 3])
    ]
    #expect(
      throws: ReportsError.lengthMismatch(
        content: "attrition step count", what: "rows left or dropped", found: 9, expected: 10)
    ) { try AttritionSection.section(title: "Rows", steps: steps) }
  }

  @Test func withoutStepsThereIsNoSection() throws {
    #expect(try AttritionSection.section(title: "Rows", steps: []).blocks.isEmpty)
  }
}
