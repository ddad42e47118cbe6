import ReadCounting
import TestSupport
import Testing

@Suite struct BarcodeAssignmentRulesTests {
  @Test func defaultsAreThoseOfTheSpecification() {
    #expect(
      BarcodeAssignmentRules.fragments
        == BarcodeAssignmentRules(rule: .fraction, minimumSupport: 1, minimumFraction: 0.75))
    #expect(BarcodeAssignmentRules.oligos.minimumSupport == 3)
    #expect(BarcodeAssignmentRules.oligos.positionTolerance == 0)
  }

  @Test func everyRangeIsChecked() {
    #expect(
      message { try BarcodeAssignmentRules(minimumSupport: 0).validate() }
        == "minimum support: found 0; expected at least 1 read. Correct the parameter.")
    #expect(
      message {
        try BarcodeAssignmentRules(minimumSupport: 1, minimumFraction: 1.5).validate()
      }
        == "minimum fraction: found 1.5; expected a number from 0 to 1. Correct the parameter.")
    #expect(
      message {
        try BarcodeAssignmentRules(minimumSupport: 1, positionTolerance: -1).validate()
      }
        == "position tolerance: found -1; expected a number of bases, at least 0. "
        + "Correct the parameter.")
  }

  @Test func reasonsHaveTheirCodes() {
    #expect(
      UnassignedReason.allCases.map(\.code)
        == ["barcode_low_support", "barcode_tie", "barcode_multi_position"])
  }
}
