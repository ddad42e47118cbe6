import GenomicTypes
import ReadCounting
import Statistics
import Testing

/// An iPCR library with chimeras, ties and errors, assigned again by a plain program.
@Suite struct AssignmentPropertyTests {
  /// About `fragments` true pairs, a tenth of them with a second or third place.
  static func rows(fragments: Int, seed: Seed, length: Int) -> [LibraryRow] {
    var generator = SeededGenerator(seed)
    let space = length == 32 ? Int.max : 1 << (2 * length)
    var rows: [LibraryRow] = []
    func place(_ barcode: UInt64, reads: UInt32) -> LibraryRow {
      let start = Int32(generator.index(below: 2000))
      return LibraryRow(
        barcode: barcode, start: start, end: start + 200 + Int32(generator.index(below: 3)),
        strand: generator.index(below: 2) == 0 ? .forward : .reverse,
        chromosome: Int32(generator.index(below: 2)), reads: reads,
        quality: UInt8(generator.index(below: 43)))
    }
    for _ in 0..<fragments {
      let barcode = UInt64(generator.index(below: space))
      let reads = UInt32(1 + generator.index(below: 12))
      rows.append(place(barcode, reads: reads))
      for _ in 0..<2 where generator.index(below: 10) == 0 {
        rows.append(
          place(barcode, reads: generator.index(below: 3) == 0 ? reads : 1))
      }
    }
    return rows
  }

  /// Barcode → place and support, by dictionaries.
  static func reference(
    _ rows: [LibraryRow], _ rules: BarcodeAssignmentRules
  ) -> [UInt64: (place: FragmentPlacement, support: UInt32)] {
    var sums: [UInt64: [FragmentPlacement: UInt32]] = [:]
    for row in rows { sums[row.barcode, default: [:]][row.placement, default: 0] += row.reads }
    var result: [UInt64: (FragmentPlacement, UInt32)] = [:]
    for (barcode, places) in sums {
      guard let best = places.max(by: { $0.value < $1.value }) else { continue }
      let total = places.values.reduce(0, +)
      let isTied = places.values.count { $0 == best.value } > 1
      if !isTied, best.value >= rules.minimumSupport,
        Double(best.value) / Double(total) >= rules.minimumFraction
      {
        result[barcode] = (best.key, best.value)
      }
    }
    return result
  }

  @Test(arguments: [6, 8, 11, 20, 32])
  func equalsAPlainProgramForAnyOrderAndThreads(length: Int) throws {
    for round in 0..<3 {
      let seed = Seed(41).derived("library", length, round)
      let rows = Self.rows(fragments: 20_000, seed: seed, length: length)
      let rules = BarcodeAssignmentRules(minimumSupport: UInt32(1 + round))
      let expected = Self.reference(rows, rules)
      let details: AssignmentDetails = [.multiPositionLog, .unassignedBarcodes]
      let result = try assignBarcodes(
        of: library(rows, length: length), rules: rules, details: details)
      let assigned = result.assigned
      guard case .fragments(_, let placements) = assigned.targets else { return }
      #expect(assigned.barcodes == expected.keys.sorted(), "seed \(seed.value)")
      let isSame = assigned.barcodes.indices.allSatisfy { index in
        expected[assigned.barcodes[index]].map {
          $0.place == placements[index] && $0.support == assigned.support[index]
        } ?? false
      }
      #expect(isSame, "seed \(seed.value)")
      let reads = rows.reduce(0) { $0 + Int($1.reads) }
      #expect(result.attrition[1].entered == reads)
      #expect(result.attrition[0].entered == Set(rows.map(\.barcode)).count)
      #expect(
        result.attrition[1].left == assigned.support.reduce(0) { $0 + Int($1) })

      var generator = SeededGenerator(seed.derived("order"))
      let shuffled = generator.permutation(rows.count).map { rows[$0] }
      let again = try assignBarcodes(
        of: library(shuffled, length: length), rules: rules, details: details, threads: 3)
      guard case .fragments(_, let others) = again.assigned.targets else { return }
      #expect(again.assigned.barcodes == assigned.barcodes, "seed \(seed.value)")
      #expect(others == placements && again.assigned.totals == assigned.totals)
      #expect(again.attrition == result.attrition)
      #expect(again.multiPositionLog == result.multiPositionLog)
      #expect(again.assigned.unassigned == assigned.unassigned)
    }
  }

  @Test func toleranceAndMajorityDoNotDependOnTheOrderOfRows() throws {
    for round in 0..<10 {
      let seed = Seed(5).derived("tolerance", round)
      let rows = Self.rows(fragments: 3000, seed: seed, length: 5)
      let rules = BarcodeAssignmentRules(
        rule: round % 2 == 0 ? .majority : .fraction, minimumSupport: 1, minimumFraction: 0.4,
        positionTolerance: 30)
      var generator = SeededGenerator(seed.derived("order"))
      let shuffled = generator.permutation(rows.count).map { rows[$0] }
      let one = try assignBarcodes(
        of: library(rows, length: 5), rules: rules, details: .multiPositionLog)
      let two = try assignBarcodes(
        of: library(shuffled, length: 5), rules: rules, details: .multiPositionLog, threads: 2)
      #expect(one.multiPositionLog == two.multiPositionLog, "seed \(seed.value)")
      #expect(one.assigned.support == two.assigned.support && one.attrition == two.attrition)
    }
  }
}
