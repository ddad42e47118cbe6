import GenomicTypes
import ModelEvaluation
import Testing

@Suite struct SplitRegionsTests {
  private let chromosomes = ["chr1", "chr8", "chr18", "empty"]

  private func split(
    _ fragments: [(Int, Int, Int)?], _ lists: RegionLists,
    _ options: SplitOptions = SplitOptions()
  ) throws -> Split {
    try Split(of: table(chromosomes: chromosomes, fragments), by: .regions(lists), options: options)
  }

  @Test func workedExample() throws {
    let made = try split(
      [(0, 0, 100), (1, 0, 100), (2, 5, 105), nil],
      RegionLists(validation: ["chr18"], test: ["chr8"]))
    #expect(
      made.roles == [
        .member(.train), .member(.test), .member(.validation), .excluded(.noChromosome),
      ])
    #expect(made.rows(in: .test) == [1])
    #expect(made.heldOutRows == [1, 2])
    #expect(made.counts == [.train: 1, .validation: 1, .test: 1])
    #expect(made.exclusions == [.noChromosome: 1])
    #expect(made.roleBytes == [0, 2, 1, 129])
    let node = try made.attrition()
    #expect(node.entered == 4 && node.left == 3 && node.dropped == ["no_chromosome": 1])
  }

  @Test func regionsAreHalfOpenAndTheirEdgesExcludeStraddlers() throws {
    let made = try split(
      [
        (1, 900, 1_000), (1, 900, 1_001), (1, 1_000, 1_001), (1, 1_999, 2_000), (1, 1_999, 2_001),
        (1, 2_000, 2_100), (1, 0, 5_000), (2, 0, 1),
      ],
      RegionLists(validation: ["chr18"], test: ["chr8:1000-2000"]))
    #expect(
      made.roles == [
        .member(.train), .excluded(.straddlesSplit), .member(.test), .member(.test),
        .excluded(.straddlesSplit), .member(.train), .excluded(.straddlesSplit),
        .member(.validation),
      ])
  }

  @Test func touchingRegionsOfARoleAreOneAndOfTwoRolesAreNot() throws {
    let lists = RegionLists(
      validation: ["chr8:2000-3000"], test: ["chr8:1500-2000", "chr8:1000-1500"])
    let made = try split(
      [(1, 1_400, 1_600), (1, 1_990, 2_010), (1, 2_500, 2_600), (0, 0, 1)], lists)
    #expect(
      made.roles == [
        .member(.test), .excluded(.straddlesSplit), .member(.validation), .member(.train),
      ])
  }

  @Test func anExplicitTrainListExcludesTheRest() throws {
    let made = try split(
      [(0, 0, 10), (0, 500, 510), (1, 0, 1), (2, 0, 1)],
      RegionLists(validation: ["chr18"], test: ["chr8"], train: ["chr1:0-100"]))
    #expect(made.roles[0] == .member(.train))
    #expect(made.roles[1] == .excluded(.notInSplit))
  }

  @Test func rowsWithOnlyAChromosomeNeedAWholeOne() throws {
    var fragments = table(chromosomes: chromosomes, [(0, 0, 1), (1, 0, 1), (2, 0, 1), (2, 0, 1)])
    for row in [1, 2] { fragments.placements[row]?.interval = nil }
    let lists = RegionLists(validation: ["chr18:0-50"], test: ["chr8"])
    let made = try Split(of: fragments, by: .regions(lists))
    #expect(made.roles[1] == .member(.test))
    #expect(made.roles[2] == .excluded(.noInterval))
    #expect(made.roles[3] == .member(.validation))
  }

  @Test func rowsWithoutAChromosomeCanBeTrainedOn() throws {
    let made = try split(
      [nil, (1, 0, 1), (2, 0, 1)], RegionLists(validation: ["chr18"], test: ["chr8"]),
      SplitOptions(unplacedRows: .train))
    #expect(made.roles[0] == .member(.train))
  }

  @Test func aChromosomeNameMayHoldAColon() throws {
    let made = try Split(
      of: table(
        chromosomes: ["HLA:A*01:01", "b", "c"], [(0, 0, 9), (1, 0, 9), (2, 0, 9), (0, 20, 30)]),
      by: .regions(RegionLists(validation: ["b"], test: ["HLA:A*01:01:0-10"], train: nil)))
    #expect(made.roles[0] == .member(.test))
    #expect(made.roles[3] == .member(.train))
    let whole = try Split(
      of: table(chromosomes: ["HLA:A*01:01", "b", "c"], [(0, 0, 9), (1, 0, 9), (2, 0, 9)]),
      by: .regions(RegionLists(validation: ["b"], test: ["HLA:A*01:01"])))
    #expect(whole.roles[0] == .member(.test))
  }

  @Test func theRuleIsCanonical() throws {
    let fragments: [(Int, Int, Int)?] = [(0, 20, 29), (1, 0, 9), (2, 0, 9)]
    let a = try split(fragments, RegionLists(validation: ["chr18"], test: ["chr8", "chr1:5-6"]))
    let b = try split(fragments, RegionLists(validation: ["chr18"], test: ["chr1:5-6", "chr8"]))
    #expect(a.rule == b.rule)
    #expect(
      a.rule
        == "regions;validation=chr18;test=chr1:5-6,chr8;train=*;unplaced=exclude;group=-")
  }

  @Test func allProblemsAreNamedTogether() throws {
    let lists = RegionLists(
      validation: ["8", "chr18:9-3", "empty"], test: ["chr8:0-10", "chr18"],
      train: ["chr18:5-20", "chr1"])
    let error = #expect(throws: SplitError.self) {
      try split([(0, 0, 9), (1, 0, 9), (2, 0, 9)], lists)
    }
    #expect(
      error?.description == """
        split.validation: no fragment lies on the chromosome of '8'; expected one of chr1, chr8, \
        chr18. Did you mean 'chr8'?
        split.validation: 'chr18:9-3' is not a region; expected a chromosome or \
        'chromosome:start-end', 0-based half-open with start < end. Correct the entry.
        split.validation: no fragment lies on the chromosome of 'empty'; expected one of chr1, \
        chr8, chr18. Check the list.
        split.train: 'chr18:5-20' shares bases with 'chr18' of test; expected disjoint roles. \
        Remove one of them.
        """)
    let conflict = #expect(throws: SplitError.self) {
      try split(
        [(0, 0, 9), (1, 0, 9), (2, 0, 9)],
        RegionLists(validation: ["chr18:5-20"], test: ["chr18"]))
    }
    #expect(
      conflict?.description == "split.validation: 'chr18:5-20' shares bases with 'chr18' of test; "
        + "expected disjoint roles. Remove one of them.")
  }

  @Test func anEmptyRoleIsAnError() {
    let error = #expect(throws: SplitError.self) {
      try split([(0, 0, 9), (1, 0, 9)], RegionLists(validation: [], test: ["chr8:50-60"]))
    }
    #expect(
      error?.problems == [.emptyRole(.validation), .emptyRole(.test)])
    #expect(
      error?.problems.first?.description == "split.validation: no fragment is left in this role; "
        + "expected at least one. Choose regions, folds or labels that leave fragments in every role."
    )
  }
}
