import CupelCLI
import Foundation
import GenomicTypes
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

@Suite struct ExportCommandTests {
  @Test func fragmentsAreSortedWithCountsAndActivities() throws {
    let experiment = try ExportedExperiment()
    let words = try experiment.words {
      try experiment.export().writeFragments(
        to: experiment.path("f.tsv.gz"), includesUnplaced: false)
    }
    #expect(
      words
        == "wrote f.tsv.gz: 3 fragments, sorted; index f.tsv.gz.tbi\n1 fragments without start and end "
        + "are not in it; --format tsv --all-rows writes them to a table without an index")
    #expect(experiment.folder.exists("f.tsv.gz.tbi"))
    // Totals: D 16, R1 21, R2 29. Fragment a: D 4, R1 8, R2 4: log2(8/4 · 16/21), log2(4/4 · 16/29).
    #expect(
      try experiment.text("f.tsv.gz") == """
        # fragments of by hand, written by cupel
        # coordinates are 0-based half-open; an empty cell has no value
        # counts are raw, summed over the barcodes of a fragment
        # library totals before filters: D 16, R1 21, R2 29
        # activity is log2(RNA/DNA), method ratio-of-sums, scaling cpm, pseudocount 0.0 on the count, minimum DNA 1, minimum RNA 0, minimum barcodes 1, pooling mean_of_replicates, size factors totals, centring none
        #chrom\tstart\tend\tname\tstrand\tn_barcodes\tD\tR1\tR2\tbarcode\tactivity:cellA\tactivity:cellA/r1\tactivity:cellA/r2
        chr1\t0\t10\ta\t+\t2\t4\t8\t4\tGGGG\t-0.12515\t0.60768\t-0.85798
        chr1\t5\t15\tc\t-\t1\t4\t0\t2\tCCCC\t\t\t-1.85798
        chr2\t10\t20\tb\t+\t1\t5\t10\t20\tAAAA\t0.87485\t0.60768\t1.14202

        """)
    _ = try experiment.export().writeFragments(
      to: experiment.path("all.tsv.gz"), includesUnplaced: true)
    let all = try experiment.text("all.tsv.gz").split(separator: "\n")
    #expect(all.count == 10 && all[9].hasPrefix("\t\t\td\t.\t1\t3\t3\t3\tTTTT\t"))
    #expect(!experiment.folder.exists("all.tsv.gz.tbi"))
  }

  @Test func fragmentsAsBEDHaveTheActivityAsScore() throws {
    let experiment = try ExportedExperiment()
    _ = try experiment.export().writeFragmentsBED(to: experiment.path("f.bed.gz"), cellType: nil)
    #expect(
      try experiment.text("f.bed.gz")
        == "chr1\t0\t10\ta\t25\t+\nchr1\t5\t15\tc\t0\t-\nchr2\t10\t20\tb\t175\t+\n")
  }

  @Test func barcodesHaveTheirFragment() throws {
    let experiment = try ExportedExperiment()
    let words = try experiment.words {
      try experiment.export().writeBarcodes(
        to: experiment.path("b.tsv.gz"), barcodeColumn: "barcode")
    }
    #expect(
      words
        == "wrote b.tsv.gz: 4 barcodes, sorted; index b.tsv.gz.tbi\n1 barcodes of fragments without "
        + "start and end are not in it")
    #expect(
      try experiment.text("b.tsv.gz") == """
        # barcodes of by hand, written by cupel
        # coordinates of the fragment are 0-based half-open; an empty count was not observed
        # library totals before filters: D 16, R1 21, R2 29
        #chrom\tstart\tend\tname\tstrand\tbarcode\tD\tR1\tR2
        chr1\t0\t10\ta\t+\tGGGG\t2\t6\t
        chr1\t0\t10\ta\t+\tNNNN\t2\t2\t4
        chr1\t5\t15\tc\t-\tCCCC\t4\t0\t2
        chr2\t10\t20\tb\t+\tAAAA\t5\t10\t20

        """)
  }

  @Test func fragmentsAsSuRECountsAreOneBasedWithEmptySNPColumns() throws {
    let experiment = try ExportedExperiment()
    let words = try experiment.words {
      try experiment.export().writeSuRECounts(to: experiment.path("f.txt.gz"), library: nil)
    }
    #expect(
      words
        == "wrote f.txt.gz: 3 fragments, sorted; iPCR is 'D'\n1 fragments without start and end are "
        + "not in it")
    #expect(
      try experiment.text("f.txt.gz") == """
        chr\tstart\tend\tstrand\tSNPrelpos\tSNPbase\tSNPvar\tSNPabspos\tSNPidx\tiPCR\tR1\tR2\tSNPbaseInf\tSNPvarInf\tSNP_ID\tPAT_MAT
        chr1\t1\t10\t+\t\t\t\t\t\t4\t8\t4\t\t\t\t
        chr1\t6\t15\t-\t\t\t\t\t\t4\t0\t2\t\t\t\t
        chr2\t11\t20\t+\t\t\t\t\t\t5\t10\t20\t\t\t\t

        """)
  }

  @Test func barcodesAsIPCRHaveTheLibraryCountAndTheSamples() throws {
    let experiment = try ExportedExperiment()
    let words = try experiment.words {
      try experiment.export().writeIPCR(
        to: experiment.path("b.ipcr"), barcodeColumn: "barcode", library: "D")
    }
    #expect(
      words
        == "wrote b.ipcr: 4 barcodes, sorted; ipcrCount is 'D'; each mate spans its fragment, and "
        + "mapping qualities, which the results do not hold, are 0\n"
        + "1 barcodes of fragments without start and end are not in it")
    let lines = try experiment.folder.text("b.ipcr").split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[1] == "GGGG\t*\tchr1\t1\t10\t1\t10\t99\t147\t0\t0\t*\t*\t+\t-\t2\t6\t")
    #expect(lines[3] == "CCCC\t*\tchr1\t6\t15\t6\t15\t83\t163\t0\t0\t*\t*\t-\t+\t4\t0\t2")
    #expect(
      throws: ExportProblem.unknownWord(
        option: "--library-column", found: "d", known: ["D", "R1", "R2"], nearest: "D")
    ) {
      try experiment.export().writeIPCR(
        to: experiment.path("c.ipcr"), barcodeColumn: "barcode", library: "d")
    }
    #expect(!experiment.folder.exists("c.ipcr"))
  }

  @Test func tracksAreWrittenForEveryStrand() throws {
    let experiment = try ExportedExperiment()
    let options = try TrackExportOptions(
      formats: ["bigwig", "bedgraph"], strands: [], zeroInput: "drop", isFlat: false,
      joinsEqual: false)
    let words = try experiment.words {
      try experiment.export().writeTracks(to: experiment.path("tracks"), options)
    }
    #expect(words.hasPrefix("wrote tracks:\ncellA.dna.all\t25 bases\ncellA.rna.all\t25 bases\n"))
    let names = try experiment.folder.names(in: "tracks")
    #expect(names.count == 9 * 3 + 1 && names.contains("cellA.activity.minus.bedgraph.gz.tbi"))
    #expect(
      try experiment.text("tracks/cellA.dna.all.bedgraph.gz")
        == "chr1\t0\t5\t4\nchr1\t5\t10\t8\nchr1\t10\t15\t4\nchr2\t10\t20\t5\n")
    #expect(
      try experiment.text("tracks/cellA.rna.plus.bedgraph.gz")
        == "chr1\t0\t10\t12\nchr2\t10\t20\t30\n")
    // Ratios 3, 14/8, 2/4 and 30/5: area 5·3 + 5·1.75 + 5·0.5 + 10·6 = 86.25 over 25 bases.
    let activity = try experiment.text("tracks/cellA.activity.all.bedgraph.gz").split(
      separator: "\n")
    let values = activity.compactMap { Double($0.split(separator: "\t")[3]) }
    for (value, ratio) in zip(values, [3, 1.75, 0.5, 6]) {
      #expect(abs(value - ratio * 25 / 86.25) < 1e-12)
    }
    #expect(values.count == 4)
  }

  @Test func igvfTablesAreWrittenAndValid() throws {
    let experiment = try ExportedExperiment()
    let export = try experiment.export()
    for format in ExperimentExport.igvfFormats where format != "reporter_variant" {
      let words = try export.writeIGVF(
        format, to: experiment.path(format + ".gz"), cellType: nil, score: "effect-size",
        barcodeColumn: "barcode")
      #expect(words.hasPrefix("wrote "))
      let validation = try FileValidation(
        [experiment.path(format + ".gz")], format: nil, listing: 5, threads: 1)
      #expect(validation.isValid, "\(validation.words)")
      #expect(validation.words.contains(format))
    }
    #expect(
      try experiment.text("reporter_experiment_barcode.gz")
        == "barcode\toligo_name\tdna_count_r1\trna_count_r1\tdna_count_r2\trna_count_r2\n"
        + "AAAA\tb\t5\t10\t5\t20\nCCCC\tc\t4\t0\t4\t2\nGGGG\ta\t2\t6\t2\t\nTTTT\td\t3\t3\t3\t3\n")
    #expect(
      try experiment.text("reporter_genomic_element.gz")
        == "chr1\t0\t10\ta\t25\t+\t-0.1251\t250000.0000\t259441.7077\t\t\n"
        + "chr2\t10\t20\tb\t175\t+\t0.8749\t312500.0000\t582922.8243\t\t\n")
    #expect(
      try experiment.text("reporter_experiment.gz").split(separator: "\n").filter {
        $0.contains("\ta\t")
      } == [
        "r1\ta\t4\t8\t125000.0000\t190476.1905\t0.6077\t2",
        "r2\ta\t4\t4\t125000.0000\t68965.5172\t-0.8580\t2",
      ])
  }

  @Test func normalizedCountsHaveTheSizeFactorsOfTheActivityBesideThem() throws {
    let rows = (0..<1200).map { row in
      let dna = 50 + row * 7 % 40
      return "chr1\t\(row * 10)\t\(row * 10 + 10)\t+\te\(row)\tACGTACGTAC\tAC\t\(dna)\t"
        + "\(dna * (row % 100 == 0 ? 90 : 2) + row % 13)\t\(dna + row % 11)\n"
    }
    let experiment = try ExportedExperiment(
      table: "chrom\tstart\tend\tstrand\tname\tseq\tbarcode\tD\tR1\tR2\n" + rows.joined(),
      configuration: ExportedExperiment.configuration.replacingOccurrences(
        of: "{pseudocount: 0}", with: "{pseudocount: 0, size_factors: median-of-ratios}"))
    let words = try experiment.export().writeIGVF(
      "reporter_experiment", to: experiment.path("e.tsv"), cellType: nil, score: "effect-size",
      barcodeColumn: "barcode")
    #expect(words.contains("size factors median-of-ratios"))
    let lines = try experiment.folder.text("e.tsv").split(separator: "\n").dropFirst()
    try #require(lines.count == 2400)
    for line in lines {
      let numbers = line.split(separator: "\t").dropFirst(4).compactMap { Double($0) }
      #expect(abs(log2(numbers[1] / numbers[0]) - numbers[2]) < 2e-4, "\(line)")
    }
    // Without factors the jackpots of r1 would lower its counts per million by a factor of 1.4.
    let first = lines.first?.split(separator: "\t").compactMap { Double($0) } ?? []
    let total = rows.reduce(0.0) { $0 + (Double($1.split(separator: "\t")[8]) ?? 0) }
    #expect(abs(first[3] / (first[1] / total * 1e6) - 1) > 0.1)
  }

  @Test func anyNumberOfThreadsGivesTheSameBytes() throws {
    let experiment = try ExportedExperiment()
    for threads in ["1", "3"] {
      for arguments in [
        ["export", "fragments", "--output", experiment.path("f\(threads).gz")],
        ["export", "tracks", "--output", experiment.path("t\(threads)")],
      ] { #expect(experiment.status(arguments + ["--threads", threads]) == 0) }
    }
    #expect(try experiment.folder.bytes("f1.gz") == experiment.folder.bytes("f3.gz"))
    let name = "cellA.activity.all.bw"
    #expect(try experiment.folder.bytes("t1/" + name) == experiment.folder.bytes("t3/" + name))
  }

  @Test func whatCannotBeExportedSaysWhy() throws {
    let experiment = try ExportedExperiment()
    func words(_ body: () throws -> Void) -> String {
      experiment.words { message(body) }
    }
    let export = try experiment.export()
    #expect(
      words {
        _ = try export.writeIGVF(
          "reporter_elment", to: "x", cellType: nil, score: "effect-size", barcodeColumn: "b")
      }
        == "--format: found 'reporter_elment'; expected one of reporter_experiment_barcode, "
        + "reporter_barcode_to_element_mapping, reporter_experiment, reporter_element, "
        + "reporter_genomic_element, reporter_variant. Did you mean 'reporter_element'?")
    #expect(
      words {
        _ = try export.writeIGVF(
          "reporter_experiment_barcode", to: "x", cellType: "cellA", score: "minmax",
          barcodeColumn: "bc")
      }
        == "the results do not hold the barcode sequences (labels: 'barcode'); expected the column "
        + "'bc'. Add 'labels: [bc]' below 'input.columns' and run again, or name another column "
        + "with --barcode-column.")
    #expect(
      words {
        _ = try TrackExportOptions(
          formats: [], strands: ["both"], zeroInput: "drop", isFlat: false, joinsEqual: false)
      } == "--strand: found 'both'; expected one of all, plus, minus.")
    try experiment.folder.file(
      "x.yaml",
      ExportedExperiment.configuration.replacingOccurrences(
        of: "pseudocount: 0", with: "pseudocount: 1"))
    #expect(
      words { _ = try experiment.export() }
        == "work: the results are not those of x.yaml as it is now (stage normalize: parameter "
        + "normalize.pseudocount changed: 0 → 1); expected results that are up to date. Bring "
        + "them up to date first: cupel run x.yaml --until normalize")
  }

  @Test func withoutARunThereIsNothingToExport() throws {
    let experiment = try ExportedExperiment(runs: false)
    #expect(
      experiment.words { message { _ = try experiment.export() } }
        == "work: there are no finished results of x.yaml; expected those of the stage normalize. "
        + "Make them first: cupel run x.yaml --until normalize")
    #expect(experiment.status(["export", "fragments", "--output", experiment.path("f.gz")]) == 1)
    #expect(!experiment.folder.exists("f.gz"))
  }

  @Test func givenActivitiesAreExportedAsFragmentsOnly() throws {
    let experiment = try ExportedExperiment(
      table: "name\tseq\tA\tB\na\tACGT\t0.5\t1\nb\tACGA\t\t2\n",
      configuration: """
        experiment: given
        input: {tables: table.tsv, columns: {name: name, sequence: seq}}
        assay: {cell_types: {A: {activity: A}, B: {activity: B}}}

        """)
    let export = try experiment.export()
    #expect(
      try experiment.words {
        try export.writeFragments(to: experiment.path("f.gz"), includesUnplaced: false)
      } == "wrote f.gz: 2 fragments in the order of the experiment")
    #expect(
      try experiment.text("f.gz").split(separator: "\n").suffix(3) == [
        "#chrom\tstart\tend\tname\tstrand\tn_barcodes\tactivity:A\tactivity:A/given\tactivity:B\t"
          + "activity:B/given",
        "\t\t\ta\t.\t1\t0.50000\t0.50000\t1.00000\t1.00000",
        "\t\t\tb\t.\t1\t\t\t2.00000\t2.00000",
      ])
    #expect(
      message {
        _ = try export.writeIGVF(
          "reporter_element", to: "x", cellType: nil, score: "effect-size", barcodeColumn: "b")
      }
        == "the format has room for one cell type, and the experiment has 'A', 'B'; expected a choice. "
        + "Add --cell-type, for example --cell-type A.")
    #expect(
      message {
        _ = try export.writeIGVF(
          "reporter_element", to: "x", cellType: "A", score: "effect-size", barcodeColumn: "b")
      }
        == "cell type 'A' has activities given by the input and no counts; expected counts for "
        + "reporter_element. Export fragments instead.")
    #expect(
      message { _ = try export.writeFragmentsBED(to: "x", cellType: nil) }
        == "no fragment has a start and an end; expected them for a BED file. Name the columns below "
        + "'input.columns' in the configuration.")
    #expect(
      message { _ = try export.writeBarcodes(to: "x", barcodeColumn: "b") }
        == "the rows of the input are fragments; expected one row per barcode for a barcode table. "
        + "Start from the barcode table.")
  }
}
