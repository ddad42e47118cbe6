import Reports
import Testing

@Suite struct TextWidthTests {
  @Test func longTextsAreCutInTheMiddle() {
    let name = "k562_replicate_one_sequencing_run_2017_lane_4"
    let cut = TextWidth.shortened(name, toFit: 120, size: 12)
    #expect(TextWidth.of(cut, size: 12) <= 120)
    #expect(cut.hasPrefix("k562"))
    #expect(cut.hasSuffix("4"))
    #expect(cut.contains("…"))
    #expect(TextWidth.shortened("rep1", toFit: 120, size: 12) == "rep1")
  }

  @Test func widthGrowsWithSizeAndLength() {
    #expect(TextWidth.of("", size: 12) == 0)
    #expect(TextWidth.of("ab", size: 12) < TextWidth.of("abc", size: 12))
    #expect(abs(TextWidth.of("abc", size: 24) - 2 * TextWidth.of("abc", size: 12)) < 1e-9)
  }

  @Test func linesBreakBetweenWordsAndLoseNothing() {
    let text = "Pearson 0.46, Spearman 0.41, n 2,180,009; the first 40 of 96 rows"
    let lines = TextWidth.lines(text, width: 200, size: 12)
    #expect(lines.count > 1)
    #expect(lines.joined(separator: " ") == text)
    #expect(lines.allSatisfy { TextWidth.of($0, size: 12) <= 200 })
    #expect(TextWidth.lines("", width: 200, size: 12).isEmpty)
  }
}
