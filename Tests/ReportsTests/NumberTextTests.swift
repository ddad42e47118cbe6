import Foundation
import Reports
import Testing

@Suite struct NumberTextTests {
  @Test func decimalsAreFixedAndHalvesGoAwayFromZero() {
    #expect(NumberText.fixed(-0.1255, 3) == "-0.126")
    #expect(NumberText.fixed(1.005, 2) == "1.01")
    #expect(NumberText.fixed(2.5, 0) == "3")
    #expect(NumberText.fixed(0.1, 4) == "0.1000")
    #expect(NumberText.fixed(1_234_567.891, 1) == "1234567.9")
  }

  @Test func zeroCarriesNoSign() {
    #expect(NumberText.fixed(-0.0001, 2) == "0.00")
    #expect(NumberText.fixed(-0.0, 1) == "0.0")
    #expect(NumberText.signed(-0.0001, 2) == "+0.00")
  }

  @Test func fixedAgreesWithThePrinterOfTheSystem() {
    // Away from exact decimal halves both round to nearest, so the texts must be the same.
    var checked = 0
    for index in 0..<4000 {
      let value = (Double(index) + 0.3) * 2.0.squareRoot() / 17
      for decimals in [0, 1, 3, 6] {
        let printed = String(format: "%.\(decimals)f", value)
        #expect(NumberText.fixed(value, decimals) == printed)
        checked += 1
      }
    }
    #expect(checked == 16_000)
  }

  @Test func enormousValuesStayReadable() {
    #expect(NumberText.fixed(1e20, 2) == "1e+20")
    #expect(Double(NumberText.fixed(.greatestFiniteMagnitude, 3)) == .greatestFiniteMagnitude)
  }

  @Test func readersSeeCommasSignsAndPercents() {
    #expect(NumberText.grouped(1_234_567) == "1,234,567")
    #expect(NumberText.grouped(-999) == "−999")
    #expect(NumberText.grouped(Int.min) == "−9,223,372,036,854,775,808")
    #expect(NumberText.signed(0.042, 3) == "+0.042")
    #expect(NumberText.signed(-0.003, 3) == "−0.003")
    #expect(NumberText.percent(0.0542, 1) == "5.4%")
    #expect(NumberText.probability(0.0005) == "<0.001")
    #expect(NumberText.probability(0.0214) == "0.021")
    #expect(NumberText.probability(1) == "1.000")
  }

  @Test func largeNumbersAreShortened() {
    #expect(NumberText.compact(1500) == "1.5k")
    #expect(NumberText.compact(2_000_000) == "2M")
    #expect(NumberText.compact(-0.5) == "−0.5")
    #expect(NumberText.short(217_993) == "218k")
    #expect(NumberText.short(1_234) == "1.23k")
    #expect(NumberText.short(54) == "54")
  }

  @Test func coordinatesHaveNoTrailingZeros() {
    #expect(NumberText.coordinate(12.5) == "12.5")
    #expect(NumberText.coordinate(3) == "3")
    #expect(NumberText.coordinate(0.004) == "0")
  }
}
