import Reports
import Testing

@Suite struct AxisScaleTests {
  @Test func positionsAreLinearAndClamped() {
    let scale = AxisScale(from: 0, to: 10, start: 100, end: 300)
    #expect(scale.position(0) == 100)
    #expect(scale.position(5) == 200)
    #expect(scale.position(99) == 300)
    #expect(scale.position(-1) == 100)
  }

  @Test func aLogarithmicAxisHasEqualDecades() {
    let scale = AxisScale(.logarithmic, from: 1, to: 1000, start: 0, end: 300)
    #expect(abs(scale.position(10) - 100) < 1e-9)
    #expect(abs(scale.position(100) - 200) < 1e-9)
    #expect(scale.position(0) == 0)
    #expect(scale.ticks().map(\.label) == ["1", "10", "100", "1k"])
  }

  @Test func anEmptyRangeIsWidened() {
    let scale = AxisScale(from: 3, to: 3, start: 0, end: 100)
    #expect(scale.lower < 3 && scale.upper > 3)
    #expect(abs(scale.position(3) - 50) < 1e-9)
    #expect(AxisScale(.logarithmic, from: 0, to: 0, start: 0, end: 1).upper > 0)
  }

  @Test func rangesHaveAMargin() {
    #expect(AxisScale.range(of: [0, 10], margin: 0.05) == (-0.5, 10.5))
    #expect(AxisScale.range(of: []) == (0, 1))
  }
}

@Suite struct AxisTicksTests {
  @Test func ticksAreRoundNumbers() {
    let labels = AxisScale(from: 0, to: 1, start: 0, end: 100).ticks(5).map(\.label)
    #expect(labels == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(
      AxisScale(from: -0.11, to: 0.13, start: 0, end: 1).ticks(5).map(\.label)
        == ["−0.10", "−0.05", "0.00", "0.05", "0.10"])
    #expect(
      AxisScale(from: 0, to: 2_000_000, start: 0, end: 1).ticks(4).map(\.label)
        == ["0", "500k", "1M", "1.5M", "2M"])
  }

  @Test func quarterStepsKeepTheirDigits() {
    #expect(
      AxisScale(from: 0, to: 0.1, start: 0, end: 1).ticks(4).map(\.label)
        == ["0.000", "0.025", "0.050", "0.075", "0.100"])
  }

  @Test func epochsHaveWholeTicks() {
    let scale = AxisScale(from: 0.8, to: 11.2, start: 0, end: 1)
    #expect(scale.ticks(5, wholeNumbers: true).map(\.label) == ["2", "4", "6", "8", "10"])
    let short = AxisScale(from: 0.98, to: 2.02, start: 0, end: 1)
    #expect(short.ticks(5, wholeNumbers: true).map(\.label) == ["1", "2"])
  }

  @Test func thereAreNeverManyTicksNorNone() {
    for exponent in -6...9 {
      for width in [1.0, 1.7, 3.3, 7.9] {
        let unit = (0..<abs(exponent)).reduce(1.0) { value, _ in
          exponent < 0 ? value / 10 : value * 10
        }
        let count = AxisScale(from: -unit / 3, to: width * unit, start: 0, end: 1).ticks(5).count
        #expect((2...12).contains(count), "exponent \(exponent), width \(width): \(count)")
      }
    }
  }
}
