import PipelineEngine
import Testing

@Suite struct NumberRangeTests {
  @Test(
    arguments: [
      (.any, ""), (.positive, " above 0"), (.nonNegative, ", at least 0"),
      (.unitInterval, " from 0 to 1"), (.between(0, 0.5), " above 0 and below 0.5"),
      (NumberRange(from: 0, including: true, to: 1, including: false), ", at least 0 and below 1"),
      (NumberRange(from: 0, including: false, to: 1, including: true), " above 0 and at most 1"),
      (NumberRange(from: -.infinity, including: false, to: 2, including: true), ", at most 2"),
    ] as [(NumberRange, String)]) func saysWhatItAllows(range: NumberRange, words: String)
  {
    #expect(range.words == words)
  }

  @Test func endsBelongToItOnlyWhenIncluded() {
    #expect(!NumberRange.positive.contains(0) && NumberRange.nonNegative.contains(0))
    #expect(NumberRange.unitInterval.contains(1) && !NumberRange.between(0, 1).contains(1))
    #expect(!NumberRange.any.contains(.infinity) && !NumberRange.any.contains(.nan))
  }
}
