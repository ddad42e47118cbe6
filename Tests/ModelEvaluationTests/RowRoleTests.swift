import ModelEvaluation
import Testing

@Suite struct RowRoleTests {
  @Test func everyPlaceHasItsOwnByteAndComesBackFromIt() {
    let places =
      SplitRole.allCases.map { RowRole.member($0) }
      + ExclusionReason.allCases.map { RowRole.excluded($0) }
    #expect(Set(places.map(\.byte)).count == places.count)
    for place in places { #expect(RowRole(byte: place.byte) == place) }
    #expect(RowRole(byte: 3) == nil)
    #expect(RowRole(byte: 255) == nil)
  }

  @Test func theStoredBytesNeverChange() {
    #expect(RowRole.member(.train).byte == 0)
    #expect(RowRole.member(.validation).byte == 1)
    #expect(RowRole.member(.test).byte == 2)
    #expect(RowRole.excluded(.straddlesSplit).byte == 128)
    #expect(RowRole.excluded(.sequenceInHeldOut).byte == 135)
  }
}
