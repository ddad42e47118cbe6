import GenomicTypes
import ReporterAssay
import Statistics
import Testing

@Suite struct ActivityCalculationTests {
  /// Rows of `fragments` fragments, some cells not observed.
  private func rows(_ count: Int, fragments: Int, seed: UInt64) -> FragmentTable {
    var generator = SeededGenerator(Seed(seed))
    let names = (0..<count).map { _ in "f\(generator.index(below: fragments))" }
    let counts = ["d1", "r1", "d2", "r2"].map { name in
      CountColumn(
        name: name, values: (0..<count).map { _ in UInt32(generator.index(below: 20)) },
        observed: (0..<count).map { _ in generator.index(below: 10) > 0 })
    }
    return table(names: names, counts: counts)
  }

  private let methods: [ActivityMethod] = [
    .ratioOfSums, .pooled, .mpralibOligo, .mpralmSum, .mpralmMean, .raqtl, .esmpra, .mprascore,
    .barcodeMedian, .meanOfRatios,
  ]

  @Test func blocksOfRowsAreTheRowsOfTheWholeTable() throws {
    let merged = try mergeRows(of: rows(300, fragments: 40, seed: 1), by: .name)
    let design = try design(replicates: 2).resolved(against: merged.fragments)
    for method in methods {
      let calculation = try ActivityCalculation(
        of: merged, design: design, parameters: try NormalizationParameters(method: method),
        threads: 1)
      let whole = try calculation.table(threads: 2).cellTypes[0]
      for rows in [0..<7, 7..<31, 31..<calculation.rowCount] {
        let block = try calculation.table(rows: rows)
        let part = block.cellTypes[0]
        #expect(block.rowCount == rows.count && block.attrition[0].entered == rows.count)
        #expect(part.pooled == Array(whole.pooled[rows]), "\(method)")
        #expect(part.undefined == Array(whole.undefined[rows]))
        #expect(part.meanDNA == Array(whole.meanDNA[rows]))
        for (one, other) in zip(part.replicates, whole.replicates) {
          #expect(one.values == Array(other.values[rows]), "\(method)")
          #expect(one.undefined == Array(other.undefined[rows]))
          #expect(one.libraries == other.libraries)
        }
      }
    }
  }

  @Test func blocksComeInOrderAndCoverEveryRowForAnyThreads() throws {
    let count = 2_300_001
    let rows = table(counts: [
      CountColumn(name: "d1", values: (0..<count).map { UInt32($0 % 9) }),
      CountColumn(name: "r1", values: (0..<count).map { UInt32($0 % 4) }),
    ])
    let merged = MergedFragments(unmerged: rows)
    let calculation = try ActivityCalculation(
      of: merged, design: try design(replicates: 1).resolved(against: rows),
      parameters: try NormalizationParameters(), threads: 1)
    let whole = try calculation.table(threads: 1).cellTypes[0].pooled
    for threads in [1, 3] {
      var next = 0
      try calculation.forEachBlock(threads: threads, { $0.cellTypes[0].pooled }) { rows, block in
        #expect(rows.lowerBound == next && block.count == rows.count)
        let isEqual = block == Array(whole[rows])
        #expect(isEqual)
        next = rows.upperBound
      }
      #expect(next == count)
    }
  }

  @Test func rowsThatAreFragmentsServeMethodsOnBarcodesAsTheirOwnBarcodes() throws {
    var rows = rows(50, fragments: 1, seed: 2)
    rows.names = (0..<50).map { "f\($0)" }
    let merged = try mergeRows(of: rows, by: .name)
    let explicit = try mergeRows(
      of: {
        var twice = rows
        twice.names = rows.names.map { Array($0.dropLast()) + ["f48"] }
        return twice
      }(), by: .name)
    #expect(merged.source == nil && explicit.source != nil)
    let design = try design(replicates: 2).resolved(against: rows)
    for method in methods {
      let parameters = try NormalizationParameters(method: method)
      let one = try activity(of: merged, design: design, parameters: parameters, threads: 1)
      let other = try activity(of: explicit, design: design, parameters: parameters, threads: 1)
      for (first, second) in zip(one.cellTypes[0].replicates, other.cellTypes[0].replicates)
      where method != .mpralibOligo {
        #expect(Array(first.values.prefix(48)) == Array(second.values.prefix(48)), "\(method)")
      }
    }
  }

  @Test func aMethodOnBarcodesIsRefusedWhenTheyWereNotKept() throws {
    let merged = try mergeRows(
      of: rows(50, fragments: 5, seed: 3), by: .name, keepingRows: false)
    let design = try design(replicates: 2).resolved(against: merged.fragments)
    #expect(throws: ReporterAssayError.needsBarcodeRows(.mpralmMean)) {
      try activity(
        of: merged, design: design,
        parameters: try NormalizationParameters(method: .mpralmMean), threads: 1)
    }
  }
}
