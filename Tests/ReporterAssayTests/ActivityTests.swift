import GenomicTypes
import ReporterAssay
import Testing

@Suite struct ActivityTests {
  func measured(
    _ table: FragmentTable, _ design: AssayDesign, _ parameters: NormalizationParameters,
    threads: Int = 1
  ) throws -> ActivityTable {
    try activity(
      of: MergedFragments(unmerged: table), design: design.resolved(against: table),
      parameters: parameters, threads: threads)
  }

  @Test func workedExample() throws {
    // T_D = 1000, T_R = 2000: log2((22/2000)/(11/1000)) = 0
    let counts = table(counts: replicateColumns([([10, 990], [21, 1979])]))
    let result = try measured(counts, design(replicates: 1), NormalizationParameters())
    #expect(result.cellTypes[0].pooled[0] == 0)
    #expect(result.cellTypes[0].meanDNA == [10, 990])
    #expect(
      result.cellTypes[0].replicates[0].libraries
        == ReplicateLibraries(
          dnaTotal: 1000, rnaTotal: 2000, dnaDivisor: 1000, rnaDivisor: 2000, dnaFactor: 1000,
          rnaFactor: 500))
  }

  @Test func everyUndefinedRowHasTheFirstReasonThatApplies() throws {
    let counts = table(
      counts: [
        CountColumn(
          name: "d1", values: [0, 0, 3, 9, 9, 9, 9],
          observed: [false, true, true, true, true, true, true]),
        CountColumn(name: "r1", values: [1, 0, 9, 1, 9, 0, 9]),
      ],
      barcodes: [1, 1, 5, 5, 5, 5, 5])
    let parameters = try NormalizationParameters(
      pseudocount: Pseudocount.none, minimumDNA: 5, minimumRNA: 2, minimumBarcodes: 2)
    let result = try measured(counts, design(replicates: 1), parameters)
    #expect(
      result.cellTypes[0].undefined == [
        .notObserved, .belowMinimumBarcodes, .belowMinimumDNA, .belowMinimumRNA, nil,
        .belowMinimumRNA, nil,
      ])
    #expect(
      result.attrition.map(\.dropped) == [
        ["not_observed": 1, "below_min_barcodes": 1, "below_min_dna": 1, "below_min_rna": 2]
      ])
    #expect(result.attrition[0].entered == 7 && result.attrition[0].left == 2)
    #expect(result.rowsWithTarget == [4, 6])
    #expect(result.cellTypes[0].undefinedCounts[.belowMinimumRNA] == 2)
    #expect(result.cellTypes[0].replicates[0].undefinedCounts[.notObserved] == 1)
  }

  @Test func zeroRNAIsKeptWithAPseudocountAndUndefinedWithout() throws {
    let counts = table(counts: replicateColumns([([10, 10], [0, 10])]))
    let with = try measured(counts, design(replicates: 1), NormalizationParameters())
    #expect(with.cellTypes[0].undefined == [nil, nil])
    let without = try measured(
      counts, design(replicates: 1), NormalizationParameters(pseudocount: Pseudocount.none))
    #expect(without.cellTypes[0].undefined == [.zeroCount, nil])
    let ratio = try measured(
      counts, design(replicates: 1), NormalizationParameters(method: .raqtl))
    #expect(ratio.cellTypes[0].pooled == [0, 2])
  }

  @Test func zeroInputDNAIsExcludedByDefault() throws {
    let counts = table(counts: replicateColumns([([0, 10], [5, 10])]))
    let result = try measured(counts, design(replicates: 1), NormalizationParameters())
    #expect(result.cellTypes[0].undefined == [.belowMinimumDNA, nil])
    let kept = try measured(
      counts, design(replicates: 1), NormalizationParameters(minimumDNA: 0))
    #expect(kept.cellTypes[0].undefined == [nil, nil])
  }

  @Test func anEmptyLibraryHasAReasonAndNoNaN() throws {
    let counts = table(counts: replicateColumns([([1, 2], [0, 0]), ([0, 0], [0, 0])]))
    let result = try measured(counts, design(replicates: 2), NormalizationParameters())
    for replicate in result.cellTypes[0].replicates {
      #expect(replicate.undefined == [.emptyLibrary, .emptyLibrary])
    }
    #expect(result.cellTypes[0].replicates[0].libraries?.rnaFactor == nil)
    #expect(result.attrition[0].dropped == ["empty_library": 2])
  }

  @Test func givenActivityIsPassedOnAndItsGapsAreCounted() throws {
    let given = table(activities: [
      ActivityColumn(name: "d1", values: [1, nil, .nan, 3]),
      ActivityColumn(name: "d2", values: [2, nil, 4, nil]),
    ])
    let cells = AssayDesign(cellTypes: [
      AssayDesign.CellType(
        name: "cells",
        replicates: [
          AssayDesign.Replicate(name: "1", activity: "d1"),
          AssayDesign.Replicate(name: "2", activity: "d2"),
        ])
    ])
    let all = try measured(given, cells, NormalizationParameters())
    #expect(all.cellTypes[0].pooled == [1.5, nil, nil, nil])
    #expect(
      all.cellTypes[0].undefined == [
        nil, .notObserved, .tooFewReplicates, .tooFewReplicates,
      ])
    #expect(all.cellTypes[0].unit == nil && all.cellTypes[0].replicates[0].libraries == nil)
    #expect(all.cellTypes[0].meanDNA == [nil, nil, nil, nil])
    let one = try measured(
      given, cells, NormalizationParameters(minimumReplicates: .atLeast(1)))
    #expect(one.cellTypes[0].pooled == [1.5, nil, 4, 3])
  }

  @Test func aRowIsKeptWhenOneCellTypeDefinesIt() throws {
    let given = table(activities: [
      ActivityColumn(name: "a", values: [1, nil, nil]),
      ActivityColumn(name: "b", values: [nil, 2, nil]),
    ])
    let cells = AssayDesign(
      cellTypes: ["a", "b"].map {
        AssayDesign.CellType(
          name: $0, replicates: [AssayDesign.Replicate(name: "pooled", activity: $0)])
      })
    let result = try measured(given, cells, NormalizationParameters())
    #expect(result.rowsWithTarget == [0, 1])
    #expect(result.attrition[0].dropped == ["not_observed": 1])
  }

  @Test func requirementsThatCannotBeMetAreErrors() throws {
    let counts = table(counts: replicateColumns([([1, 2], [3, 4])]))
    let cells = design(replicates: 1)
    #expect(
      throws: ReporterAssayError.parameter(
        name: "minimum_barcodes", found: "2", expected: "0 or 1, because the table has no barcodes")
    ) { try measured(counts, cells, NormalizationParameters(minimumBarcodes: 2)) }
    #expect(
      throws: ReporterAssayError.parameter(
        name: "minimum_replicates", found: "2",
        expected: "at most 1, the largest number of replicates of a cell type")
    ) { try measured(counts, cells, NormalizationParameters(minimumReplicates: .atLeast(2))) }
    var merged = counts
    merged.barcodeCounts = [3, 3]
    for method in [ActivityMethod.mpralmMean, .mpralibBarcode] {
      #expect(throws: ReporterAssayError.needsBarcodeRows(method)) {
        try measured(merged, cells, NormalizationParameters(method: method))
      }
    }
    #expect(
      ReporterAssayError.needsBarcodeRows(.mpralmMean).description
        == "normalize: method 'mpralm-mean' works on barcodes, but rows were merged into fragments; "
        + "expected barcode rows. Start from the barcode table with input.keep_barcodes: always, or "
        + "choose another method.")
    #expect(throws: ReporterAssayError.noRows(step: "normalize")) {
      try measured(
        table(counts: replicateColumns([([], [])])), cells, NormalizationParameters())
    }
    #expect(
      ReporterAssayError.noRows(step: "normalize").description
        == "normalize: the table has no rows; expected at least one. Check the filters before this "
        + "step.")
  }

  @Test func equalCountRatiosAreExactTies() throws {
    let counts = table(counts: replicateColumns([([2, 5, 8, 11], [1, 3, 5, 7])]))
    let result = try measured(counts, design(replicates: 1), NormalizationParameters())
    #expect(Set(result.cellTypes[0].pooled).count == 1)  // 2/3 = 4/6 = 6/9 = 8/12
  }

  @Test func totalsFromBeforeAFilterAreUsed() throws {
    let counts = table(counts: replicateColumns([([9], [9])]))
    let result = try activity(
      of: MergedFragments(unmerged: counts, libraryTotals: [1000, 4000]),
      design: design(replicates: 1).resolved(against: counts),
      parameters: NormalizationParameters(), threads: 1)
    #expect(result.cellTypes[0].pooled == [-2])
  }
}
