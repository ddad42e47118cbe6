import GenomicTypes
import ReporterAssay
import Testing

@Suite struct RemoveOutliersTests {
  func filtered(
    _ names: [String], dna: [UInt32], rna: [UInt32], _ rule: OutlierRule
  ) throws -> FilteredRows {
    let rows = table(names: names, counts: replicateColumns([(dna, rna)]))
    return try removeOutliers(
      from: rows, groupedBy: .name, design: design(replicates: 1).resolved(against: rows),
      rule: rule)
  }

  @Test func aJackpotIsDroppedAndTotalsStayThoseBefore() throws {
    let result = try filtered(
      ["a", "a", "b"], dna: [1, 1, 1], rna: [499, 500, 0], .jackpot(limit: 500))
    #expect(result.table.names == ["a", "b"])
    #expect(result.libraryTotals == [3, 999])
    #expect(result.attrition.dropped == ["jackpot": 1])
    #expect(result.attrition.entered == 3 && result.attrition.left == 2)
  }

  @Test func largeExpressionIsOneSided() throws {
    // log2(R/D): 0, 0, 6, −6; the median of the fragment is 0
    let result = try filtered(
      ["a", "a", "a", "a"], dna: [4, 4, 4, 256], rna: [4, 4, 256, 4],
      .largeExpression(limit: 5))
    #expect(result.table.counts[1].values == [4, 4, 4])
    #expect(result.attrition.dropped == ["outlier": 1])
  }

  @Test func aSingleBarcodeIsNeverAZScoreOutlier() throws {
    let ones = [UInt32](repeating: 1, count: 13)
    let result = try filtered(
      Array(repeating: "a", count: 12) + ["b"], dna: ones,
      rna: Array(repeating: 10, count: 11) + [1000, 5000], .rnaZScore(limit: 3))
    #expect(result.table.rowCount == 12)
    #expect(result.table.names?.last == "b")
  }

  @Test func theRatioRuleIsTwoSidedAndCoversTheHighestRNA() throws {
    // 40 fragments of 5 barcodes; ratios 1, 1.1, 0.9, 1.05, 0.95; two planted outliers
    var names: [String] = []
    var dna: [UInt32] = []
    var rna: [UInt32] = []
    for fragment in 0..<40 {
      for share in [100, 110, 90, 105, 95] as [UInt32] {
        names.append("f\(fragment)")
        dna.append(100 * UInt32(fragment + 1))
        rna.append(share * UInt32(fragment + 1))
      }
    }
    rna[2] = 1  // far below its fragment
    rna[197] = 4_000_000  // the largest RNA of all
    let result = try filtered(names, dna: dna, rna: rna, .ratioMAD(multiple: 5, bins: 4))
    #expect(result.table.rowCount == 198)
    #expect(!result.table.counts[1].values.contains(4_000_000))
    #expect(!result.table.counts[1].values.contains(1))
  }

  @Test func barcodesWithoutARatioAreKept() throws {
    let result = try filtered(
      ["a", "a", "a"], dna: [0, 5, 5], rna: [9, 0, 5], .ratioMAD(multiple: 5, bins: 1))
    #expect(result.table.rowCount == 3)
  }

  @Test(arguments: [
    OutlierRule.jackpot(limit: 0), .ratioMAD(multiple: 0, bins: 20),
    .ratioMAD(multiple: 5, bins: 0),
    .rnaZScore(limit: -1), .largeExpression(limit: .nan),
  ])
  func aRuleOutOfRangeIsRefused(rule: OutlierRule) {
    #expect(throws: ReporterAssayError.self) {
      try filtered(["a"], dna: [1], rna: [1], rule)
    }
  }
}
