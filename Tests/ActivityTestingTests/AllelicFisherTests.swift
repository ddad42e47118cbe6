import ActivityTesting
import Statistics
import Testing

@Suite struct AllelicFisherTests {
  /// Ten fragments of each allele: rows 0–9 the reference, 10–19 the alternative.
  private static let one = AllelicFragments(
    starts: [0, 20], rows: Array(0..<20), isAlternative: (0..<20).map { $0 >= 10 })

  @Test func transcribedFragmentsAreCountedNotTheirReads() throws {
    let hasRNA = (0..<20).map { $0 < 2 || (10..<18).contains($0) }
    let test = try #require(try Self.one.transcriptionTest(isTranscribed: hasRNA, threads: 1)[0])
    #expect(test.oddsRatio == 16)
    // 2·(C(10,2)² + C(10,1)² + C(10,0)²)/C(20,10) = 2·(2025 + 100 + 1)/184756
    #expect(isClose(test.pValue, 4252.0 / 184_756, relative: 1e-9))
  }

  @Test func fragmentsWithoutAScoreAreLeftOut() throws {
    var hasRNA: [Bool?] = (0..<20).map { $0 >= 10 }
    for row in 2..<10 { hasRNA[row] = nil }
    for row in 12..<20 { hasRNA[row] = nil }
    let test = try #require(try Self.one.transcriptionTest(isTranscribed: hasRNA, threads: 1)[0])
    // Two of two against none of two: 2/C(4,2); no reference fragment has RNA.
    #expect(isClose(test.pValue, 1.0 / 3, relative: 1e-9))
    #expect(test.oddsRatio == nil)
  }

  @Test func anAlleleWithoutFragmentsHasNoTest() throws {
    let fragments = AllelicFragments(starts: [0, 2], rows: [0, 1], isAlternative: [true, true])
    #expect(try fragments.transcriptionTest(isTranscribed: [true, false], threads: 1) == [nil])
  }
}
