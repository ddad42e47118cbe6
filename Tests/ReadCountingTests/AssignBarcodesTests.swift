import GenomicTypes
import ReadCounting
import Statistics
import TestSupport
import Testing

@Suite struct AssignBarcodesTests {
  let aaaa = packed("AAAA")
  let acgt = packed("ACGT")
  let tttt = packed("TTTT")

  /// The groups of one barcode with the given reads at distinct places.
  private func outcome(
    _ reads: [UInt32], _ rules: BarcodeAssignmentRules
  ) throws -> (support: UInt32?, reasons: [UnassignedReason]) {
    var rows = reads.enumerated().map { index, reads in
      LibraryRow(
        barcode: acgt, start: Int32(index) * 1000, end: Int32(index) * 1000 + 100, reads: reads)
    }
    rows.append(LibraryRow(barcode: tttt, start: 5, end: 9, reads: 1000))
    let result = try assignBarcodes(
      of: library(rows), rules: rules, details: .unassignedBarcodes)
    let assigned = result.assigned
    return (
      assigned.barcodes.first == acgt ? assigned.support[0] : nil,
      assigned.unassigned?.reasons ?? []
    )
  }

  @Test func workedExample() throws {
    let rows = [
      LibraryRow(barcode: aaaa, start: 0, end: 100, reads: 9),
      LibraryRow(barcode: aaaa, start: 500, end: 600, reads: 1),
      LibraryRow(barcode: acgt, start: 0, end: 100, reads: 2),
      LibraryRow(barcode: acgt, start: 50, end: 90, reads: 2),
    ]
    let result = try assignBarcodes(
      of: library(rows), details: [.multiPositionLog, .unassignedBarcodes])
    #expect(result.assigned.barcodes == [aaaa])
    #expect(result.assigned.support == [9] && result.assigned.totals == [10])
    guard case .fragments(let names, let placements) = result.assigned.targets else {
      Issue.record("fragments")
      return
    }
    #expect(names == ["chr1", "chr2"] && placements == [rows[0].placement])
    #expect(
      result.attrition == [
        try AttritionNode(
          step: "assign barcodes", unit: "barcode", entered: 2, left: 1,
          dropped: ["barcode_tie": 1]),
        try AttritionNode(
          step: "assign barcodes", unit: "read", entered: 14, left: 9,
          dropped: ["barcode_tie": 4, "minor_position": 1]),
      ])
    #expect(result.multiPositionBarcodes == 2 && result.barcodeTargetPairs == 4)
    #expect(abs(result.expectedCollidingPairs - 4 * 3 / 512.0) < 1e-15)
    let log = try #require(result.multiPositionLog)
    #expect(log.map(\.reads) == [9, 1, 2, 2])
    #expect(log.map(\.isSelected) == [true, false, false, false])
    #expect(log[1].target == .fragment(rows[1].placement) && log[2].barcode == acgt)
    let unassigned = try #require(result.assigned.unassigned)
    #expect(unassigned.barcodes == [acgt] && unassigned.reads == [4])
    #expect(unassigned.reasons.map(\.code) == ["barcode_tie"])
  }

  @Test func fractionRuleNamesTheFirstTestThatFails() throws {
    let rules = BarcodeAssignmentRules(minimumSupport: 3)
    #expect(try outcome([3, 1], rules) == (3, []))
    #expect(try outcome([4, 2], rules) == (nil, [.multiPosition]))
    #expect(try outcome([2], rules) == (nil, [.lowSupport]))
    #expect(try outcome([2, 2], rules) == (nil, [.lowSupport]))
    #expect(try outcome([5, 5, 1], rules) == (nil, [.tie]))
    let tenths = BarcodeAssignmentRules(minimumSupport: 1, minimumFraction: 0.7)
    #expect(try outcome([7, 3], tenths) == (7, []))
    #expect(try outcome([69, 31], tenths) == (nil, [.multiPosition]))
  }

  @Test func majorityRuleKeepsEveryBarcode() throws {
    let rules = BarcodeAssignmentRules(rule: .majority, minimumSupport: 100)
    #expect(try outcome([1], rules) == (1, []))
    #expect(try outcome([4, 3, 3], rules) == (4, []))
    var rows = [
      LibraryRow(barcode: acgt, start: 700, end: 800, reads: 3, quality: 10),
      LibraryRow(barcode: acgt, start: 300, end: 400, reads: 3, quality: 42),
      LibraryRow(barcode: acgt, start: 200, end: 300, reads: 3, quality: 42),
    ]
    func chosen() throws -> FragmentPlacement? {
      let result = try assignBarcodes(of: library(rows), rules: rules)
      guard case .fragments(_, let placements) = result.assigned.targets else { return nil }
      return placements[0]
    }
    #expect(try chosen()?.interval == 200..<300)
    rows[0].quality = 43
    #expect(try chosen()?.interval == 700..<800)
  }

  @Test func chromosomesOfATieGoByName() throws {
    let rows = [
      LibraryRow(barcode: acgt, start: 10, end: 20, reads: 3),
      LibraryRow(barcode: acgt, start: 90, end: 95, chromosome: 1, reads: 3),
    ]
    let rules = BarcodeAssignmentRules(rule: .majority, minimumSupport: 1)
    let result = try assignBarcodes(of: library(rows, chromosomes: ["chrX", "chr9"]), rules: rules)
    guard case .fragments(_, let placements) = result.assigned.targets else { return }
    #expect(placements == [rows[1].placement])
  }

  @Test func uniqueRuleDropsABarcodeWithAnySecondTarget() throws {
    let rules = BarcodeAssignmentRules(rule: .unique, minimumSupport: 2)
    #expect(try outcome([1000, 1], rules) == (nil, [.multiPosition]))
    #expect(try outcome([2], rules) == (2, []))
    #expect(try outcome([1], rules) == (nil, [.lowSupport]))
  }

  @Test func strandsAreDifferentPlacesWithoutAndWithTolerance() throws {
    let rows = [
      LibraryRow(barcode: acgt, start: 100, end: 200, reads: 5),
      LibraryRow(barcode: acgt, start: 100, end: 200, strand: .reverse, reads: 4),
      LibraryRow(barcode: acgt, start: 100, end: 200, chromosome: 1, reads: 3),
    ]
    for tolerance: Int32 in [0, 50] {
      let rules = BarcodeAssignmentRules(
        rule: .majority, minimumSupport: 1, positionTolerance: tolerance)
      let result = try assignBarcodes(of: library(rows), rules: rules)
      #expect(result.assigned.support == [5] && result.barcodeTargetPairs == 3)
    }
  }

  @Test func everyClusterWithinTheToleranceTakesItsNeighbours() throws {
    // Two true places; the second cluster must gather its own neighbours as the first does.
    let rows = [
      LibraryRow(barcode: acgt, start: 1000, end: 1100, reads: 10),
      LibraryRow(barcode: acgt, start: 1002, end: 1099, reads: 4),
      LibraryRow(barcode: acgt, start: 5000, end: 5100, reads: 9),
      LibraryRow(barcode: acgt, start: 4998, end: 5101, reads: 8, quality: 60),
      LibraryRow(barcode: acgt, start: 5001, end: 5099, reads: 7),
      LibraryRow(barcode: acgt, start: 5003, end: 5100, reads: 6),
    ]
    let rules = BarcodeAssignmentRules(
      rule: .majority, minimumSupport: 1, positionTolerance: 2)
    let result = try assignBarcodes(
      of: library(rows), rules: rules, details: .multiPositionLog)
    #expect(result.assigned.support == [24] && result.assigned.totals == [44])
    let log = try #require(result.multiPositionLog)
    #expect(log.map(\.reads) == [24, 14, 6])
    #expect(log[0].target == .fragment(rows[2].placement) && log[0].mappingQuality == 60)
  }

  @Test func manyPositionsAreClusteredAsFewAre() throws {
    // Above 48 positions clusters are found through a grid; the plain rule is repeated here.
    var generator = SeededGenerator(Seed(7).derived("clusters"))
    for positions in [20, 47, 48, 49, 200] {
      let tolerance: Int32 = 5
      var rows: [LibraryRow] = []
      for _ in 0..<positions {
        let start = Int32(generator.index(below: 300))
        rows.append(
          LibraryRow(
            barcode: acgt, start: start, end: start + 100 + Int32(generator.index(below: 12)),
            strand: generator.index(below: 2) == 0 ? .forward : .reverse,
            reads: UInt32(1 + generator.index(below: 40))))
      }
      var sums: [FragmentPlacement: UInt32] = [:]
      for row in rows { sums[row.placement, default: 0] += row.reads }
      let sorted = sums.sorted {
        ($1.value, $0.key.interval?.lowerBound ?? 0, $0.key.interval?.upperBound ?? 0)
          < ($0.value, $1.key.interval?.lowerBound ?? 0, $1.key.interval?.upperBound ?? 0)
          || $0.value == $1.value && $0.key.interval == $1.key.interval
            && $0.key.strand.rawValue < $1.key.strand.rawValue
      }
      var clusters: [(place: FragmentPlacement, reads: UInt32)] = []
      for (place, reads) in sorted {
        let near = clusters.firstIndex { cluster in
          guard let a = cluster.place.interval, let b = place.interval else { return false }
          return cluster.place.strand == place.strand
            && abs(a.lowerBound - b.lowerBound) <= tolerance
            && abs(a.upperBound - b.upperBound) <= tolerance
        }
        if let near { clusters[near].reads += reads } else { clusters.append((place, reads)) }
      }
      let result = try assignBarcodes(
        of: library(rows),
        rules: BarcodeAssignmentRules(
          rule: .majority, minimumSupport: 1, positionTolerance: tolerance),
        details: .multiPositionLog)
      let log = try #require(result.multiPositionLog)
      #expect(
        Set(log.map(\.target)) == Set(clusters.map { .fragment($0.place) }),
        "\(positions) positions")
      #expect(log.map(\.reads) == clusters.map(\.reads).sorted(by: >), "\(positions) positions")
    }
  }

  @Test func theLastBarcodeOfTheInputIsAssigned() throws {
    let rows = (0..<256).map {
      LibraryRow(barcode: UInt64($0), start: Int32($0), end: Int32($0) + 10, reads: 1)
    }
    let result = try assignBarcodes(of: library(rows))
    #expect(result.assigned.barcodes == (0..<256).map { UInt64($0) })
  }

  @Test func barcodesOf32BasesAreAssigned() throws {
    let rows = [
      LibraryRow(barcode: .max, start: 1, end: 2, reads: 3),
      LibraryRow(barcode: 0, start: 1, end: 2, reads: 4),
      LibraryRow(barcode: .max - 1, start: 1, end: 2, reads: 5),
    ]
    let result = try assignBarcodes(of: library(rows, length: 32))
    #expect(result.assigned.barcodes == [0, .max - 1, .max])
    #expect(result.assigned.support == [4, 5, 3])
  }

  @Test func oligosAreAssignedBySupportAndTiesGoToTheFirstName() throws {
    let oligos = OligoBarcodes(
      oligos: OligoList(names: ["zeta", "alpha"]), length: 4,
      barcodes: [acgt, acgt, aaaa, tttt, tttt], oligoIndices: [0, 0, 1, 0, 1],
      reads: [2, 1, 2, 3, 3])
    let result = try assignBarcodes(of: oligos)
    #expect(result.assigned.barcodes == [acgt] && result.assigned.support == [3])
    #expect(
      result.attrition[0].dropped == ["barcode_low_support": 1, "barcode_tie": 1])
    let majority = try assignBarcodes(
      of: oligos, rules: BarcodeAssignmentRules(rule: .majority, minimumSupport: 1),
      details: .multiPositionLog)
    guard case .oligos(_, let indices) = majority.assigned.targets else {
      Issue.record("oligos")
      return
    }
    #expect(majority.assigned.barcodes == [aaaa, acgt, tttt] && indices == [1, 0, 1])
    #expect(majority.multiPositionLog?.map(\.target) == [.oligo(1), .oligo(0)])
  }

  @Test func readsWithUnlistedOligosCountInTheTotal() throws {
    let oligos = OligoBarcodes(
      oligos: OligoList(names: ["a"]), length: 4, barcodes: [aaaa, acgt],
      oligoIndices: [0, 0], reads: [7, 9], otherReads: [3, 1])
    let result = try assignBarcodes(of: oligos)
    #expect(result.assigned.barcodes == [acgt] && result.assigned.totals == [10])
    #expect(result.attrition[0].dropped == ["barcode_multi_position": 1])
    #expect(
      result.attrition[1].dropped == ["barcode_multi_position": 10, "minor_position": 1])
  }

  @Test func sumsBeyond32BitsAreAnError() throws {
    let rows = [
      LibraryRow(barcode: acgt, start: 1, end: 2, reads: .max),
      LibraryRow(barcode: acgt, start: 5, end: 9, reads: 1),
    ]
    #expect(
      message { _ = try assignBarcodes(of: library(rows)) }
        == "barcode ACGT: its reads add up to more than 4294967295; expected a smaller sum. "
        + "Check the counts of the input.")
  }

  @Test func noAssignedBarcodeIsAnError() throws {
    let rows = [
      LibraryRow(barcode: acgt, start: 1, end: 2, reads: 2),
      LibraryRow(barcode: acgt, start: 5, end: 9, reads: 2),
    ]
    #expect(
      message { _ = try assignBarcodes(of: library(rows)) }
        == "assign barcodes: nothing is left (barcode_tie 1); expected at least one row. "
        + "Check the input and relax the rules.")
    #expect(
      message { _ = try assignBarcodes(of: library([])) }
        == "assign barcodes: nothing is left (there was no input); expected at least one row. "
        + "Check the input and relax the rules.")
  }
}
