import Foundation
import GenomicTypes
import ReporterAssay
import TestSupport
import Testing

@Suite struct NormalizedCountsTests {
  private func counts(
    _ table: FragmentTable, _ parameters: NormalizationParameters, dna: [String] = ["D"],
    rna: [String] = ["R"], mergingBarcodes: Bool = true
  ) throws -> (NormalizedCounts, ActivityTable) {
    let merged =
      mergingBarcodes ? try mergeRows(of: table, by: .name) : MergedFragments(unmerged: table)
    let design = try AssayDesign(
      dna: dna,
      cellTypes: [.init(name: "c", replicates: [.init(name: "1", rna: rna)])]
    ).resolved(against: merged.fragments)
    let found = try #require(
      NormalizedCounts(
        of: design.cellTypes[0].replicates[0], in: merged, parameters: parameters,
        sizeFactors: nil))
    let activity = try activity(of: merged, design: design, parameters: parameters, threads: 1)
    return (found, activity)
  }

  private let barcodes = table(
    names: ["a", "a", "b"],
    counts: [
      CountColumn(name: "D", values: [3, 1, 996]), CountColumn(name: "R", values: [5, 3, 992]),
    ])

  @Test func workedExample() throws {
    let parameters = try NormalizationParameters(
      pseudocount: Pseudocount.none)
    let (found, activity) = try counts(barcodes, parameters)
    #expect(found.dna == [4, 996] && found.rna == [8, 992] && found.barcodes == [2, 1])
    #expect(found.normalizedDNA(at: 0) == 2000 && found.normalizedRNA(at: 0) == 4000)
    #expect(found.perMillion(at: 0)?.dna == 4000 && found.perMillion(at: 0)?.rna == 8000)
    #expect(activity.cellTypes[0].pooled[0] == 1)
  }

  @Test func theRatioOfNormalizedCountsIsTheActivity() throws {
    for placement in [Pseudocount.Placement.count, .barcode] {
      let parameters = try NormalizationParameters(
        pseudocount: Pseudocount(value: 1, placement: placement))
      let (found, activity) = try counts(barcodes, parameters)
      for row in 0..<2 {
        let value = try #require(activity.cellTypes[0].pooled[row])
        let ratio = log2(found.normalizedRNA(at: row) / found.normalizedDNA(at: row))
        #expect(abs(ratio - value) < 1e-12)
      }
    }
  }

  @Test func tableWithoutBarcodesHasOneForEachFragment() throws {
    let (found, _) = try counts(
      barcodes, NormalizationParameters(), mergingBarcodes: false)
    #expect(found.barcodes == [1, 1, 1])
    #expect(found.normalizedDNA(at: 0) == 4000)
  }

  @Test func emptyLibraryHasNoCountsPerMillion() throws {
    let empty = table(
      names: ["a"],
      counts: [CountColumn(name: "D", values: [0]), CountColumn(name: "R", values: [1])])
    let (found, _) = try counts(empty, NormalizationParameters())
    #expect(found.perMillion(at: 0) == nil)
  }

  @Test func givenActivityHasNoCounts() throws {
    let given = table(
      names: ["a"], activities: [ActivityColumn(name: "A", values: [1])])
    let merged = MergedFragments(unmerged: given)
    let design = try AssayDesign(
      cellTypes: [.init(name: "c", replicates: [.init(name: "1", activity: "A")])]
    ).resolved(against: given)
    #expect(
      NormalizedCounts(
        of: design.cellTypes[0].replicates[0], in: merged,
        parameters: try NormalizationParameters(), sizeFactors: nil) == nil)
  }

  @Test(.enabled(if: realData != nil)) func publishedNormalizedCountsOfMPRAlibAreReproduced() throws
  {
    let input = TextTable(
      text: String(
        decoding: try realBytes("mpralib_inoue/reporter_experiment_barcode.input.tsv.gz"),
        as: UTF8.self))
    let expected = TextTable(
      text: String(
        decoding: try realBytes("mpralib_inoue/reporter_activity.bc1.output.tsv.gz"),
        as: UTF8.self))
    let names = input.column("oligo_name")
    let columns = ["dna_count_1", "rna_count_1"].map { input.counts($0) }
    let (found, _) = try counts(
      table(names: names, counts: columns), NormalizationParameters(method: .mpralibOligo),
      dna: ["dna_count_1"], rna: ["rna_count_1"])
    var firstRow: [String: Int] = [:]
    var order: [String] = []
    for name in names where firstRow[name] == nil {
      firstRow[name] = order.count
      order.append(name)
    }
    var compared = 0
    var differing = 0
    // Four decimals, of numbers that MPRAlib computes with 32 bits.
    func isClose(_ value: Double, _ text: String) -> Bool {
      Double(text).map { abs(value - $0) < 5.1e-5 + 1e-6 * $0 } ?? false
    }
    for row in expected.rows where row[0] == "1" {
      let place = try #require(firstRow[row[1]])
      let isEqual =
        found.dna[place] == Int64(row[2]) && found.rna[place] == Int64(row[3])
        && found.barcodes[place] == Int(row[7]) && isClose(found.normalizedDNA(at: place), row[4])
        && isClose(found.normalizedRNA(at: place), row[5])
      if !isEqual { differing += 1 }
      compared += 1
    }
    #expect(differing == 0)
    #expect(compared > 2000)
  }
}
