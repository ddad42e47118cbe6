import Foundation
import GenomicTypes
import ReporterAssay
import Statistics
import TestSupport
import Testing

/// Published experiments; run with CUPEL_REAL_DATA set to their folder.
@Suite(.enabled(if: realData != nil, "CUPEL_REAL_DATA is not set"), .serialized)
struct RealExperimentsTests {
  func text(_ path: String) throws -> TextTable {
    TextTable(text: String(decoding: try realBytes(path), as: UTF8.self))
  }

  func mpralib() throws -> MergedFragments {
    let input = try text("mpralib_inoue/reporter_experiment_barcode.input.tsv.gz")
    let columns = (1...3).flatMap { ["dna_count_\($0)", "rna_count_\($0)"] }
    let barcodes = table(
      names: input.column("oligo_name"), counts: columns.map { input.counts($0) })
    return try mergeRows(of: barcodes, by: .name)
  }

  let mpralibDesign = AssayDesign(cellTypes: [
    AssayDesign.CellType(
      name: "HepG2",
      replicates: (1...3).map {
        AssayDesign.Replicate(
          name: "\($0)", dna: ["dna_count_\($0)"], rna: ["rna_count_\($0)"])
      })
  ])

  @Test(arguments: [1, 10])
  func everyRowOfMPRAlibIsReproduced(minimumBarcodes: Int) throws {
    let merged = try mpralib()
    let result = try activity(
      of: merged, design: mpralibDesign.resolved(against: merged.fragments),
      parameters: NormalizationParameters(
        method: .mpralibOligo, minimumBarcodes: minimumBarcodes), threads: 2)
    let output = try text("mpralib_inoue/reporter_activity.bc\(minimumBarcodes).output.tsv.gz")
    var rowOfName: [String: Int] = [:]
    for (row, name) in (merged.fragments.names ?? []).enumerated() { rowOfName[name] = row }
    let index = Dictionary(
      uniqueKeysWithValues: output.header.enumerated().map { ($1, $0) })
    var seen = [0, 0, 0]
    for cells in output.rows {
      let number = { (name: String) in index[name].flatMap { Double(cells[$0]) } }
      let row = try #require(rowOfName[cells[index["oligo_name"] ?? 0]])
      let replicate = Int(try #require(number("replicate"))) - 1
      let found = result.cellTypes[0].replicates[replicate]
      let libraries = try #require(found.libraries)
      let dna = merged.fragments.counts[2 * replicate].values[row]
      let rna = merged.fragments.counts[2 * replicate + 1].values[row]
      seen[replicate] += 1
      #expect(Double(dna) == number("dna_counts") && Double(rna) == number("rna_counts"))
      // Four decimals, computed by the peer in 32 bits.
      let dnaCPM = Double(dna + 1) * (libraries.dnaFactor ?? 0)
      let rnaCPM = Double(rna + 1) * (libraries.rnaFactor ?? 0)
      #expect(agree(dnaCPM, number("dna_normalized"), within: 5e-5 + 2e-7 * dnaCPM))
      #expect(agree(rnaCPM, number("rna_normalized"), within: 5e-5 + 2e-7 * rnaCPM))
      #expect(agree(found.values[row], number("log2FoldChange"), within: 5.1e-5))
    }
    let defined = result.cellTypes[0].replicates.map { $0.values.count { $0 != nil } }
    #expect(seen == defined)
    #expect(seen == (minimumBarcodes == 1 ? [2243, 2250, 2253] : [1359, 1349, 1357]))
  }

  @Test func inputDNAConfoundsMPRAlib() throws {
    let all = try mpralib()
    let resolved = try mpralibDesign.resolved(against: all.fragments)
    let values = try activity(
      of: all, design: resolved,
      parameters: NormalizationParameters(minimumBarcodes: 10), threads: 2)
    let complete = all.fragments.selecting(rows: values.rowsWithTarget)
    let merged = MergedFragments(unmerged: complete, libraryTotals: all.libraryTotals)
    let result = try Reproducibility(
      of: activity(
        of: merged, design: resolved, parameters: NormalizationParameters(), threads: 2),
      merged: merged, design: resolved, seed: Seed(1), threads: 2)
    let cells = result.cellTypes[0]
    #expect(result.fragments == 1171)
    let published: [(rna: Double, partial: Double, ratio: Double, rank: Double)] = [
      (0.897, 0.629, 0.595, 0.514), (0.898, 0.664, 0.635, 0.536), (0.912, 0.665, 0.622, 0.523),
    ]
    for (pair, expected) in zip(cells.pairs, published) {
      #expect(agree(pair.counts?.rna.pearson.value, expected.rna, within: 5.1e-4))
      #expect(agree(pair.counts?.rnaGivenDNA.pearson.value, expected.partial, within: 5.1e-4))
      #expect(agree(pair.activity.pearson.value, expected.ratio, within: 5.1e-4))
      #expect(agree(pair.activity.spearman.value, expected.rank, within: 5.1e-4))
    }
    let confound = cells.replicates[0].counts?.rnaAgainstDNA.pearson.value
    #expect(agree(confound, 0.929, within: 5.1e-4))
    #expect(
      cells.verdict.sentence
        == "RNA r 0.90; 0.66 after controlling input DNA; ratio r 0.62. Warning: much of the RNA "
        + "agreement comes from input DNA.")
  }

  /// Same and disjoint barcodes of the three pairs as published with the assay specification: 20
  /// halvings of another random stream, hence ±0.005. A coin per barcode reproduces them; exact
  /// halves give disjoint values 0.007 higher.
  @Test(arguments: [20, 200])
  func sharedBarcodesInflateTheAgreementOfMPRAlib(halvings: Int) throws {
    let merged = try mpralib()
    let source = try #require(merged.source)
    let found = try DisjointBarcodeCorrelation(
      of: BarcodeRows(
        elementCount: merged.fragments.rowCount, elementOfRow: try #require(merged.fragmentOfRow),
        replicates: (0..<3).map { replicate in
          .init(
            name: "\(replicate + 1)", dna: source.counts[2 * replicate].values.map { Int64($0) },
            rna: source.counts[2 * replicate + 1].values.map { Int64($0) })
        }),
      halvings: halvings, minimumRows: 10, seed: Seed(1), threads: 2)
    #expect(found.eligibleElements == 1171)
    for (pair, expected) in zip(found.pairs, [(0.615, 0.600), (0.638, 0.628), (0.625, 0.614)]) {
      #expect(agree(pair.pearson.same.value, expected.0, within: 0.005))
      #expect(agree(pair.pearson.disjoint.value, expected.1, within: 0.005))
      #expect((pair.pearson.inflation.value ?? 0) > 0)
    }
  }

  @Test func rowMeansEqualThoseOfMpralm() throws {
    let input = try text("r_mpra/mpraSetAggExample.tsv.gz")
    let samples = ["MT_1", "MT_2", "MT_3", "WT_1", "WT_2", "WT_3"].map { "cond_sample_" + $0 }
    let fragments = table(
      names: input.column("eid"),
      counts: samples.flatMap { [input.counts("DNA_" + $0), input.counts("RNA_" + $0)] })
    let design = AssayDesign(cellTypes: [
      AssayDesign.CellType(
        name: "both",
        replicates: samples.map {
          AssayDesign.Replicate(name: $0, dna: ["DNA_" + $0], rna: ["RNA_" + $0])
        })
    ])
    let pooled = try activity(
      of: MergedFragments(unmerged: fragments), design: design.resolved(against: fragments),
      parameters: NormalizationParameters(method: .mpralmSum, minimumDNA: 0), threads: 2
    ).cellTypes[0].pooled
    let limma = try text("r_mpra/mpralm_mpraSetAggExample_topTable.tsv.gz")
    var average: [String: Double] = [:]
    for (name, value) in zip(limma.column("eid"), limma.numbers("AveExpr")) {
      average[name] = value
    }
    try #require(pooled.count == 2440)
    for (name, value) in zip(input.column("eid"), pooled) {
      #expect(agree(value, average[name], within: 1e-12), "\(name)")
    }
  }

  @Test func cellTypesOfTheJointLibraryAgreeAsSciPySays() throws {
    let input = try text("lentimpra_joint/lentimpra_joint_dev.tsv.gz")
    let names = ["HepG2", "K562", "WTC11"]
    let given = table(
      activities: names.map { ActivityColumn(name: $0, values: input.numbers($0)) })
    let design = AssayDesign(
      cellTypes: names.map {
        AssayDesign.CellType(
          name: $0, replicates: [AssayDesign.Replicate(name: "pooled", activity: $0)])
      })
    let across = try assessed(given, design: design).acrossCellTypes
    // SciPy on all 50,432 rows.
    for (pair, expected) in zip(across, [0.586099, 0.460881, 0.550953]) {
      #expect(agree(pair.activity.spearman.value, expected, within: 1e-6))
    }
  }
}
