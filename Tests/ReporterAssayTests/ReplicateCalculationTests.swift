import GenomicTypes
import ReporterAssay
import Testing

/// Every method against values computed from the formulas by NumPy.
@Suite struct ReplicateCalculationTests {
  static let columns = ["dna_1", "rna_1a", "rna_1b", "dna_2", "rna_2", "dna_3", "rna_3"]
  static let barcodeDesign = AssayDesign(cellTypes: [
    AssayDesign.CellType(
      name: "cells",
      replicates: [
        AssayDesign.Replicate(name: "1", dna: ["dna_1"], rna: ["rna_1a", "rna_1b"]),
        AssayDesign.Replicate(name: "2", dna: ["dna_2"], rna: ["rna_2"]),
        AssayDesign.Replicate(name: "3", dna: ["dna_3"], rna: ["rna_3"]),
      ])
  ])

  static func mergedBarcodes() throws -> MergedFragments {
    let text = try oracle("barcodes.tsv")
    let barcodes = table(names: text.column("name"), counts: columns.map { text.counts($0) })
    return try mergeRows(of: barcodes, by: .name)
  }

  static let cases: [(String, @Sendable () throws -> NormalizationParameters)] = [
    ("ratio-of-sums", { try NormalizationParameters() }),
    ("ratio-of-sums-none", { try NormalizationParameters(pseudocount: Pseudocount.none) }),
    (
      "ratio-of-sums-barcode",
      { try NormalizationParameters(pseudocount: Pseudocount(value: 1, placement: .barcode)) }
    ),
    (
      "ratio-of-sums-scaled",
      { try NormalizationParameters(pseudocount: Pseudocount(value: 1, placement: .scaledCount)) }
    ),
    ("ratio-of-sums-bc3", { try NormalizationParameters(minimumBarcodes: 3) }),
    ("mpralib-oligo", { try NormalizationParameters(method: .mpralibOligo) }),
    ("mpralm-sum", { try NormalizationParameters(method: .mpralmSum) }),
    ("mpralm-mean", { try NormalizationParameters(method: .mpralmMean) }),
    ("raqtl", { try NormalizationParameters(method: .raqtl) }),
  ]

  @Test(arguments: cases.indices, [1, 3])
  func methodEqualsItsFormula(index: Int, threads: Int) throws {
    let (name, parameters) = Self.cases[index]
    let merged = try Self.mergedBarcodes()
    let expected = try oracle("activity.tsv")
    #expect(merged.fragments.names == expected.column("name"))
    let result = try activity(
      of: merged, design: Self.barcodeDesign.resolved(against: merged.fragments),
      parameters: try parameters(), threads: threads)
    let columns = result.cellTypes[0].replicates.map { ($0.name, $0.values) }
    for (replicate, values) in columns + [("mean", result.cellTypes[0].pooled)] {
      let oracle = expected.numbers("\(name)|\(replicate)")
      try #require(oracle.count == values.count)
      #expect(oracle.contains { $0 != nil })
      for row in values.indices {
        #expect(
          agree(values[row], oracle[row], within: 1e-12), "\(name) \(replicate) row \(row)")
      }
    }
  }

  @Test func pooledCountsEqualTheirFormula() throws {
    let merged = try Self.mergedBarcodes()
    let expected = try oracle("activity.tsv").numbers("pooled|mean")
    let result = try activity(
      of: merged, design: Self.barcodeDesign.resolved(against: merged.fragments),
      parameters: NormalizationParameters(method: .pooled), threads: 1)
    for row in expected.indices {
      #expect(agree(result.cellTypes[0].pooled[row], expected[row], within: 1e-12))
    }
  }

  @Test func mpralibOnBarcodesCountsObservedRows() throws {
    let counts = table(counts: [
      CountColumn(name: "d1", values: [3, 0, 5], observed: [true, false, true]),
      CountColumn(name: "r1", values: [1, 2, 4]),
    ])
    let result = try activity(
      of: MergedFragments(unmerged: counts),
      design: design(replicates: 1).resolved(against: counts),
      parameters: NormalizationParameters(method: .mpralibBarcode), threads: 1)
    // (1 + 1)/(7 + 3) over (3 + 1)/(8 + 2) = 1/2;  (4 + 1)/10 over (5 + 1)/10 = 5/6
    let values = result.cellTypes[0].pooled
    #expect(values[0] == -1 && values[1] == nil)
    #expect(agree(values[2], -0.26303440583379, within: 1e-12))
    #expect(result.cellTypes[0].replicates[0].libraries?.dnaDivisor == 10)
  }

  @Test func mpralmSumOnFragmentsNeedsNoBarcodes() throws {
    let counts = table(counts: replicateColumns([([1, 3], [2, 2])]), barcodes: [4, 4])
    let result = try activity(
      of: MergedFragments(unmerged: counts),
      design: design(replicates: 1).resolved(against: counts),
      parameters: NormalizationParameters(method: .mpralmSum), threads: 1)
    // log2(5,000,001) − log2(2,500,001)
    #expect(agree(result.cellTypes[0].pooled[0], 0.99999971146, within: 1e-10))
  }
}
