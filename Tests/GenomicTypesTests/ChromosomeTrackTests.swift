import GenomicTypes
import Testing

@Suite struct ChromosomeTrackTests {
  @Test func workedExample() {
    var track = ChromosomeTrack(chromosome: "chr1")
    track.append(start: 10, end: 20, value: 3)
    track.append(start: 20, end: 30, value: 0)
    #expect(track.count == 2 && track.coveredBases == 20 && track.area == 30)
    #expect(track.scaled(by: 0.5).values == [1.5, 0])
  }

  @Test func onlyTouchingIntervalsOfEqualValueAreJoined() {
    var track = ChromosomeTrack(chromosome: "chr1")
    let isEmptyExtended = track.extendLast(to: 0..<5, value: 1)
    track.append(start: 0, end: 5, value: 1)
    let isTouchingJoined = track.extendLast(to: 5..<9, value: 1)
    let isOtherValueJoined = track.extendLast(to: 9..<12, value: 2)
    let isDistantJoined = track.extendLast(to: 10..<12, value: 1)
    #expect(!isEmptyExtended && isTouchingJoined && !isOtherValueJoined && !isDistantJoined)
    #expect(track.count == 1 && track.ends == [9])
  }

  @Test func emptyTrackHasNoBases() {
    let track = ChromosomeTrack(chromosome: "chr1")
    #expect(track.count == 0 && track.coveredBases == 0 && track.area == 0)
  }
}
