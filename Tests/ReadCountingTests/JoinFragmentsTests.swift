import GenomicTypes
import ReadCounting
import Statistics
import TestSupport
import Testing

@Suite struct JoinFragmentsTests {
  private func fragments(
    _ rows: [LibraryRow], _ chromosomes: [String]
  ) throws -> CountedFragments {
    try CountedFragments(
      summing: rows.map(\.placement), reads: rows.map(\.reads),
      mappingQualities: rows.map(\.quality), chromosomeNames: chromosomes)
  }

  @Test func workedExample() throws {
    let input = try fragments(
      [LibraryRow(barcode: 0, start: 0, end: 100, reads: 4)], ["chr1"])
    let rna = try fragments(
      [
        LibraryRow(barcode: 0, start: 0, end: 100, reads: 7),
        LibraryRow(barcode: 0, start: 20, end: 90, strand: .reverse, reads: 1),
      ], ["chr1"])
    let (table, attrition) = try joinFragments([
      FragmentSample(name: "input", fragments: input), FragmentSample(name: "RNA", fragments: rna),
    ])
    #expect(table.counts.map(\.name) == ["input", "RNA"])
    #expect(table.counts.map(\.values) == [[4, 0], [7, 1]])
    #expect(table.placements.map { $0?.strand } == [.forward, .reverse])
    #expect(
      attrition == [
        try AttritionNode(step: "join input", unit: "read", entered: 4, left: 4, dropped: [:]),
        try AttritionNode(step: "join RNA", unit: "read", entered: 8, left: 8, dropped: [:]),
        AttritionNode(step: "join", collapsing: 3, into: 2, unit: "fragment"),
      ])
  }

  @Test func chromosomesInAnyOrderAreMatchedByName() throws {
    var generator = SeededGenerator(Seed(21))
    let orders = [["chr1", "chr2", "chrX"], ["chrX", "chr1"], ["chrM", "chr2", "chr1"]]
    var wanted: [String: [UInt32]] = [:]
    var samples: [FragmentSample] = []
    for (number, names) in orders.enumerated() {
      var rows: [LibraryRow] = []
      for _ in 0..<2000 {
        let start = Int32(generator.index(below: 200))
        let row = LibraryRow(
          barcode: 0, start: start, end: start + 1 + Int32(generator.index(below: 5)),
          strand: Strand.allCases[generator.index(below: 3)],
          chromosome: Int32(generator.index(below: names.count)), reads: 1)
        rows.append(row)
        let key = "\(names[Int(row.chromosome)]) \(row.start) \(row.end) \(row.strand.symbol)"
        wanted[key, default: [0, 0, 0]][number] += 1
      }
      samples.append(
        FragmentSample(name: "s\(number)", fragments: try fragments(rows, names)))
    }
    let (table, _) = try joinFragments(samples)
    #expect(table.chromosomeNames == ["chr1", "chr2", "chrX", "chrM"])
    #expect(table.rowCount == wanted.count)
    var previous: (Int32, Int32, Int32, UInt8) = (-1, 0, 0, 0)
    for row in 0..<table.rowCount {
      let place = try #require(table.placements[row])
      let interval = try #require(place.interval)
      let key =
        "\(table.chromosomeName(of: row) ?? "") \(interval.lowerBound) "
        + "\(interval.upperBound) \(place.strand.symbol)"
      #expect(wanted[key] == table.counts.map { $0.values[row] })
      let rank = (
        place.chromosome, interval.lowerBound, interval.upperBound, place.strand.rawValue
      )
      #expect(previous < rank)
      previous = rank
    }
    let (again, _) = try joinFragments(samples, threads: 3)
    #expect(again.placements == table.placements)
    #expect(again.counts.map(\.values) == table.counts.map(\.values))
  }

  @Test func namesMustDifferAndThereMustBeFragments() throws {
    let none = try fragments([], ["chr1"])
    let sample = FragmentSample(name: "RNA", fragments: none)
    #expect(
      message { _ = try joinFragments([sample]) }
        == "join: nothing is left (there was no input); expected at least one row. "
        + "Check the input and relax the rules.")
    #expect(
      message { _ = try joinFragments([sample, sample]) }
        == "'RNA' is given twice; expected every sample and library to have a name of its own. "
        + "Rename one of them.")
  }
}
