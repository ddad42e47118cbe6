import GenomicTypes
import ModelEvaluation
import Testing

@Suite struct SplitRemovingLeaksTests {
  @Test func workedExample() throws {
    let fragments = table(
      chromosomes: ["a"],
      [
        (0, 0, 10), (0, 5, 15), (0, 100, 110), (0, 105, 115), (0, 200, 210), (0, 300, 310),
        (0, 400, 410), (0, 112, 120),
      ],
      sequences: ["AAAC", "CCCA", "GGTG", "ATAT", "GTTT", "CGCG", "ATGC", "TTTTA"])
    let roles: [SplitRole] = [
      .test, .train, .test, .validation, .train, .train, .validation, .train,
    ]
    let split = Split(roles: roles.map { .member($0) }, rule: "by hand")
    let cleaned = try split.removingLeaks(from: fragments, threads: 1)
    #expect(
      cleaned.roles == [
        .member(.test),
        .excluded(.overlapsHeldOut),  // shares bases 5…9 with row 0
        .member(.test),
        .excluded(.overlapsHeldOut),  // validation, shares bases 105…109 with row 2
        .excluded(.sequenceInHeldOut),  // GTTT is the reverse complement of row 0
        .member(.train),
        .member(.validation),
        .member(.train),  // overlapped row 3 only, which itself left
      ])
    #expect(cleaned.exclusions == [.overlapsHeldOut: 2, .sequenceInHeldOut: 1])
    #expect(cleaned.rule == "by hand;leaks=removed")
    #expect(try LeakageAudit(of: cleaned, table: fragments, threads: 1).isClean)
  }

  @Test func losingAllOfARoleIsAnError() {
    let fragments = table(chromosomes: ["a"], [(0, 0, 10), (0, 5, 15), (0, 50, 60)])
    let split = Split(
      roles: [.member(.test), .member(.train), .member(.validation)], rule: "by hand")
    #expect(throws: SplitError([.emptyRole(.train)])) {
      try split.removingLeaks(from: fragments, threads: 1)
    }
  }
}
