import GenomicTypes
import ReadCounting
import Statistics
import TestSupport
import Testing

@Suite struct JoinBarcodesTests {
  let aaaa = packed("AAAA")
  let acgt = packed("ACGT")
  let cccc = packed("CCCC")
  let gggg = packed("GGGG")

  private func node(
    _ step: String, _ unit: String, _ entered: Int, _ left: Int, _ dropped: [String: Int]
  ) throws -> AttritionNode {
    try AttritionNode(step: step, unit: unit, entered: entered, left: left, dropped: dropped)
  }

  @Test func workedExample() throws {
    let library = BarcodeLibrary(name: "iPCR", barcodes: assigned([(aaaa, 40), (acgt, 20)]))
    let rna = sample("RNA", [(aaaa, 3), (gggg, 5)])
    var options = BarcodeJoinOptions()
    options.includesLibraryCounts = true
    options.listsDropped = true
    let joined = try joinBarcodes(libraries: [library], samples: [rna], options: options)
    #expect(joined.table.placements.map { $0?.interval } == [20..<120, 40..<140])
    #expect(joined.barcodes == [acgt, aaaa] && joined.libraries == [0, 0])
    #expect(joined.table.counts.map(\.name) == ["iPCR", "RNA"])
    #expect(joined.table.counts.map(\.values) == [[7, 6], [0, 3]])
    #expect(joined.table.counts.allSatisfy { $0.observed == nil })
    #expect(joined.table.names == nil && joined.table.chromosomeNames == ["chr1"])
    #expect(
      joined.attrition == [
        try node("join RNA", "barcode", 2, 1, ["not_in_ipcr": 1]),
        try node("join RNA", "read", 8, 3, ["not_in_ipcr": 5]),
      ])
    let dropped = try #require(joined.dropped)
    #expect(dropped[0].sample == "RNA" && dropped[0].barcodes == [gggg])
    #expect(dropped[0].reasons == ["not_in_ipcr"] && dropped[0].counts == [5])
  }

  @Test func moleculesAreCountedWhereThereAreUMIs() throws {
    let rna = BarcodeSample(
      name: "RNA",
      barcodes: CountedBarcodes(
        length: 4, barcodes: [aaaa, gggg], reads: [9, 5], molecules: [4, 2]))
    let joined = try joinBarcodes(
      libraries: [BarcodeLibrary(name: "iPCR", barcodes: assigned([(aaaa, 0)]))],
      samples: [rna])
    #expect(joined.table.counts[0].values == [4])
    #expect(
      joined.attrition == [
        try node("join RNA", "barcode", 2, 1, ["not_in_ipcr": 1]),
        try node("join RNA", "read", 14, 9, ["not_in_ipcr": 5]),
        try node("join RNA", "molecule", 6, 4, ["not_in_ipcr": 2]),
      ])
  }

  @Test func aSampleIsNotObservedInRowsOfOtherLibraries() throws {
    let libraries = [
      BarcodeLibrary(name: "one", barcodes: assigned([(aaaa, 0), (acgt, 10)])),
      BarcodeLibrary(name: "two", barcodes: assigned([(acgt, 30), (cccc, 20)])),
    ]
    let samples = [
      sample("of one", [(aaaa, 1), (acgt, 2), (cccc, 4)], libraries: ["one"]),
      sample("of two", [(acgt, 8)], libraries: ["two"]),
      sample("of both", [(aaaa, 16), (acgt, 32)]),
    ]
    var options = BarcodeJoinOptions()
    options.includesLibraryCounts = true
    let joined = try joinBarcodes(libraries: libraries, samples: samples, options: options)
    #expect(joined.barcodes == [aaaa, acgt, cccc, acgt] && joined.libraries == [0, 0, 1, 1])
    let counts = joined.table.counts.map { column in (0..<4).map { column.count(at: $0) } }
    #expect(counts[0] == [1, 4, nil, nil] && counts[1] == [nil, nil, 7, 3])
    #expect(counts[2] == [1, 2, nil, nil] && counts[3] == [nil, nil, 0, 8])
    #expect(counts[4] == [16, nil, 0, nil])
    #expect(joined.attrition[0].dropped == ["not_in_ipcr": 1])
    #expect(joined.attrition[4].dropped == ["barcode_in_several_libraries": 1])
    #expect(joined.attrition[5].dropped == ["barcode_in_several_libraries": 32])
  }

  @Test func theLibrarySaysWhyItDidNotAssignABarcode() throws {
    let rows = [
      LibraryRow(barcode: aaaa, start: 0, end: 9, reads: 5),
      LibraryRow(barcode: acgt, start: 0, end: 9, reads: 3),
      LibraryRow(barcode: acgt, start: 50, end: 90, reads: 3),
    ]
    let assignment = try assignBarcodes(of: library(rows), details: .unassignedBarcodes)
    let joined = try joinBarcodes(
      libraries: [BarcodeLibrary(name: "iPCR", barcodes: assignment.assigned)],
      samples: [sample("RNA", [(acgt, 2), (gggg, 3)])])
    #expect(joined.attrition[1].dropped == ["barcode_tie": 2, "not_in_ipcr": 3])
    #expect(joined.table.counts[0].values == [0])
  }

  @Test func oligosKeepTheirNamesAndPlaces() throws {
    let list = OligoList(
      names: ["tile", "control"], chromosomeNames: ["chr5"],
      placements: [FragmentPlacement(chromosome: 0, interval: 5..<9, strand: .reverse), nil])
    let library = AssignedBarcodes(
      length: 4, barcodes: [aaaa, acgt, cccc],
      targets: .oligos(list, indices: [1, 0, 0]), support: [3, 3, 3], totals: [3, 3, 3])
    let joined = try joinBarcodes(
      libraries: [BarcodeLibrary(name: "assoc", barcodes: library)],
      samples: [sample("RNA", [(aaaa, 2), (gggg, 3)])])
    #expect(joined.table.names == ["tile", "tile", "control"])
    #expect(joined.table.placements == [list.placements?[0], list.placements?[0], nil])
    #expect(joined.barcodes == [acgt, cccc, aaaa])
    #expect(joined.table.counts[0].values == [0, 0, 2])
    #expect(joined.attrition[0].dropped == ["not_assigned": 1])
  }

  @Test func pairsJoinAsMPRAsnakeflowDoes() throws {
    let library = BarcodeLibrary(
      name: "assoc", barcodes: assigned([(aaaa, 0), (acgt, 10), (cccc, 20), (gggg, 30)]))
    let samples = [
      sample("D", [(aaaa, 5), (acgt, 2)]), sample("R", [(aaaa, 7), (cccc, 3)]),
    ]
    let pair = SamplePair(dna: "D", rna: "R")
    func table(_ dna: UInt32, _ rna: UInt32) throws -> (rows: [UInt64], dropped: [String: Int]) {
      var options = BarcodeJoinOptions()
      options.rows = .seenInPairs([pair], minimumDNA: dna, minimumRNA: rna)
      let joined = try joinBarcodes(libraries: [library], samples: samples, options: options)
      return (joined.barcodes, joined.attrition[joined.attrition.count - 1].dropped)
    }
    #expect(
      try table(1, 1)
        == ([aaaa], ["below_min_dna": 1, "below_min_rna": 1, "not_observed": 1]))
    #expect(try table(1, 0) == ([aaaa, acgt], ["below_min_dna": 1, "not_observed": 1]))
    #expect(try table(0, 0) == ([aaaa, acgt, cccc], ["not_observed": 1]))
  }

  @Test func dnaThatAnotherPairNeedsStaysObserved() throws {
    let library = BarcodeLibrary(name: "assoc", barcodes: assigned([(aaaa, 0), (acgt, 10)]))
    let samples = [
      sample("D", [(aaaa, 5), (acgt, 2)]), sample("R1", [(aaaa, 7)]),
      sample("R2", [(aaaa, 1), (acgt, 3)]),
    ]
    var options = BarcodeJoinOptions()
    options.rows = .seenInPairs(
      [SamplePair(dna: "D", rna: "R1"), SamplePair(dna: "D", rna: "R2")], minimumDNA: 1,
      minimumRNA: 1)
    let table = try joinBarcodes(libraries: [library], samples: samples, options: options).table
    let counts = table.counts.map { column in (0..<2).map { column.count(at: $0) } }
    #expect(counts == [[5, 2], [7, nil], [1, 3]])
  }

  @Test func sumsAreConservedAndThreadsDoNotMatter() throws {
    for round in 0..<4 {
      let seed = Seed(77).derived("join", round)
      var generator = SeededGenerator(seed)
      func barcodes(_ count: Int) -> [UInt64] {
        Set((0..<count).map { _ in UInt64(generator.index(below: 1 << 14)) }).sorted()
      }
      let libraries = ["x", "y"].map { name in
        BarcodeLibrary(
          name: name,
          barcodes: assigned(
            barcodes(3000).map { ($0, Int32(generator.index(below: 500))) }, length: 7))
      }
      let samples = (0..<5).map { number in
        sample(
          "s\(number)", barcodes(4000).map { ($0, UInt32(generator.index(below: 20))) },
          length: 7, libraries: number == 0 ? nil : [number % 2 == 0 ? "x" : "y"])
      }
      let joined = try joinBarcodes(libraries: libraries, samples: samples)
      for (number, sample) in samples.enumerated() {
        let reads = joined.attrition[2 * number + 1]
        let column = joined.table.counts[number]
        #expect(reads.entered == sample.barcodes.reads.reduce(0) { $0 + Int($1) })
        #expect(reads.left == column.values.reduce(0) { $0 + Int($1) }, "seed \(seed.value)")
        let wanted = Dictionary(
          uniqueKeysWithValues: zip(sample.barcodes.barcodes, sample.barcodes.reads))
        let isRight = joined.barcodes.indices.allSatisfy { row in
          column.count(at: row).map { $0 == wanted[joined.barcodes[row]] ?? 0 } ?? true
        }
        #expect(isRight, "seed \(seed.value)")
      }
      let again = try joinBarcodes(libraries: libraries, samples: samples, threads: 3)
      #expect(again.barcodes == joined.barcodes && again.attrition == joined.attrition)
      #expect(again.table.counts.map(\.values) == joined.table.counts.map(\.values))
      #expect(again.table.placements == joined.table.placements)
    }
  }
}
