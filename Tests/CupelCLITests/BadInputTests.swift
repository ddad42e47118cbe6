import CupelCLI
import Foundation
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

/// A tiny experiment by hand whose table, genome or configuration a test can spoil.
private struct HandMade {
  let folder: TemporaryFolder
  var table: String
  var configuration: String

  init() throws {
    folder = try TemporaryFolder()
    table = "chrom\tstart\tend\tstrand\tDNA\tr1\tr2\n"
    for row in 0..<60 {
      let start = row * 30
      table += "chr1\t\(start)\t\(start + 25)\t+\t\(10 + row % 7)\t\(row % 11)\t\(row % 13)\n"
    }
    var state: UInt32 = 1
    let bases = (0..<40).map { _ in
      String(
        (0..<50).map { _ in
          state = state &* 1_664_525 &+ 1_013_904_223
          return Array("ACGT")[Int(state >> 30)]
        })
    }
    try folder.file("genome.fa", ">chr1\n" + bases.joined(separator: "\n") + "\n")
    configuration = """
      experiment: by hand
      input:
        tables: table.tsv
        genome: genome.fa
        columns: {chromosome: chrom, start: start, end: end, strand: strand}
      assay:
        dna: DNA
        cell_types:
          cellA:
            replicates:
              rep1: {rna: r1}
              rep2: {rna: r2}
      split: {validation: ["chr1:600-900"], test: ["chr1:900-1300"]}

      """
  }

  /// Runs up to a stage and returns what the user would read, with the folder left out.
  func message(until stage: String = "split") throws -> String {
    try folder.file("table.tsv", table)
    try folder.file("x.yaml", configuration)
    return TestSupport.message {
      let experiment = try Experiment(configurationFile: folder.path + "/x.yaml")
      _ = try Runner(
        workFolder: WorkFolder(folder.path + "/work"),
        pipeline: try experiment.pipeline(resumesTraining: true),
        options: RunnerOptions(version: "test")
      ).run(RunSelection(until: stage))
    }.replacingOccurrences(of: folder.path + "/", with: "")
  }

  mutating func replaceRow(_ line: Int, _ text: String) {
    var lines = table.components(separatedBy: "\n")
    lines[line - 1] = text
    table = lines.joined(separator: "\n")
  }
}

@Suite struct BadInputTests {
  @Test func aGoodTableRuns() throws {
    #expect(try HandMade().message() == "no error")
  }

  @Test func windowsLineEndsMakeNoDifference() throws {
    let plain = try HandMade()
    var windows = try HandMade()
    #expect(try plain.message() == "no error")
    windows.table = windows.table.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(try windows.message() == "no error")
    let counts = "work/results/count/fragments/count_r1.npy"
    #expect(try plain.folder.bytes(counts) == windows.folder.bytes(counts))
  }

  @Test(arguments: [
    (
      "chr1\t300\t280\t+\t1\t1\t1",
      "stage count: table.tsv:9: column 'end' is 280 but 'start' is 300; expected start < end."
        + " Check the column order."
    ),
    (
      "chr1\t300\t325\t+\t1\t-1\t1",
      "stage count: table.tsv:9: column 'r1' is -1; expected a count, which is never negative."
        + " Give raw counts, or declare the column as an activity."
    ),
    (
      "chr1\t300\t325\t+\t1\t2.5\t1",
      "stage count: table.tsv:9: column 'r1' is 2.5; expected a whole number."
        + " Give raw counts, or declare the column as an activity."
    ),
  ])
  func aBadRowIsNamedWithFileLineAndColumn(row: String, expected: String) throws {
    var made = try HandMade()
    made.replaceRow(9, row)
    #expect(try made.message() == expected)
  }

  @Test func badRowsCanBeSkippedAndAreListed() throws {
    var made = try HandMade()
    made.replaceRow(9, "chr1\t300\t280\t+\t1\t1\t1")
    made.configuration = made.configuration.replacingOccurrences(
      of: "input:\n", with: "input:\n  on_bad_row: skip\n")
    #expect(try made.message() == "no error")
    let rejected = try made.folder.text("work/results/count/rejected_rows.tsv")
    #expect(rejected.split(separator: "\n").count == 2)
    #expect(rejected.contains("\t9\t"))
    let attrition = try made.folder.text("work/results/count/attrition.json")
    #expect(attrition.contains("\"entered\" : 60") && attrition.contains("\"left\" : 59"))
  }

  @Test func aMissingColumnNamesThoseThatAreThere() throws {
    var made = try HandMade()
    made.configuration = made.configuration.replacingOccurrences(of: "rna: r2", with: "rna: r3")
    #expect(
      try made.message()
        == "stage count: table.tsv: there is no column 'r3' for the count 'r3'; the header has"
        + " 'chrom', 'start', 'end', 'strand', 'DNA', 'r1', 'r2'. Did you mean 'r1'?")
  }

  @Test func anotherNameOfTheChromosomeIsRecognised() throws {
    var made = try HandMade()
    made.table = made.table.replacingOccurrences(of: "chr1", with: "1")
    #expect(
      try made.message()
        == "stage count: genome.fa: fragment 1 is on '1', which the genome does not have; it has"
        + " 'chr1'. Did you mean 'chr1'? Use the same names in both files.")
  }

  @Test func anEmptyTableIsNamed() throws {
    var made = try HandMade()
    made.table = ""
    #expect(
      try made.message()
        == "stage count: table.tsv: the file is empty; expected text. Check how it was made or copied."
    )
  }

  @Test func aFailedRunLeavesEarlierResultsAlone() throws {
    var made = try HandMade()
    #expect(try made.message() == "no error")
    let before = try made.folder.bytes("work/results/count/attrition.json")
    made.replaceRow(9, "chr1\t300\t280\t+\t1\t1\t1")
    #expect(try made.message() != "no error")
    #expect(try made.folder.bytes("work/results/count/attrition.json") == before)
    #expect(try made.folder.names(in: "work/cache/count").count == 1)
  }

  @Test func withoutAGenomeTheFirstStageThatNeedsSequencesSaysSo() throws {
    var made = try HandMade()
    made.configuration = made.configuration.replacingOccurrences(
      of: "  genome: genome.fa\n", with: "")
    #expect(try made.message(until: "reproducibility") == "no error")
    #expect(!made.folder.exists("work/results/count/barcodes"))
    let expected =
      "the fragments have no sequence; expected 'input.columns.sequence' or 'input.genome'."
      + " Name the sequence column or a FASTA file."
    #expect(try made.message(until: "split") == "stage split: " + expected)
    #expect(try made.message(until: "features") == "stage features: " + expected)
  }

  @Test func withoutSequencesLengthsAreThoseOfIntervals() throws {
    var made = try HandMade()
    made.configuration = made.configuration.replacingOccurrences(
      of: "  genome: genome.fa\n", with: "  maximum_length: 24\n")
    made.replaceRow(3, "chr1\t30\t40\t+\t11\t1\t1")
    #expect(try made.message(until: "count") == "no error")
    let attrition = try made.folder.text("work/results/count/attrition.json")
    #expect(attrition.contains("\"length_range\" : 59") && attrition.contains("\"left\" : 1"))
  }

  @Test func barcodeRowsAreKeptOrNotAsAsked() throws {
    var made = try HandMade()
    made.table += "chr1\t0\t25\t+\t5\t5\t5\n"
    #expect(try made.message(until: "normalize") == "no error")
    #expect(made.folder.exists("work/results/count/barcodes"))
    let names = try made.folder.names(in: "work/results/normalize/activity")
    let kept = try names.map { try made.folder.bytes("work/results/normalize/activity/\($0)") }
    made.configuration = made.configuration.replacingOccurrences(
      of: "input:\n", with: "input:\n  keep_barcodes: never\n")
    #expect(try made.message(until: "normalize") == "no error")
    #expect(!made.folder.exists("work/results/count/barcodes"))
    #expect(
      try names.map { try made.folder.bytes("work/results/normalize/activity/\($0)") } == kept)
  }

  @Test func anUnknownHeldOutChromosomeIsNamed() throws {
    var made = try HandMade()
    made.configuration = made.configuration.replacingOccurrences(
      of: "\"chr1:900-1300\"", with: "chr7")
    #expect(try made.message().contains("chr7"))
  }

  @Test func withoutDNAThereIsNoActivity() throws {
    var made = try HandMade()
    let lines = made.table.components(separatedBy: "\n").enumerated().map { number, line in
      var fields = line.components(separatedBy: "\t")
      if number > 0, fields.count > 4 { fields[4] = "0" }
      return fields.joined(separator: "\t")
    }
    made.table = lines.joined(separator: "\n")
    let message = try made.message(until: "normalize")
    #expect(
      message.hasPrefix("stage normalize: none of the 60 fragments has an activity"))
  }
}

@Suite struct ExitStatusTests {
  @Test func usageMistakesGive64() {
    #expect(Cupel.run(["frobnicate"]) == 64)
    #expect(Cupel.run(["run", "x.yaml", "--threads", "0"]) == 64)
    #expect(Cupel.run(["simulate", "--output", "/tmp/never", "--preset", "nothing"]) == 64)
  }

  @Test func aMissingOrWrongConfigurationGives65() throws {
    try withTemporaryFolder { folder in
      #expect(Cupel.run(["config", "check", folder + "/none.yaml"]) == 65)
      try Data("experiment: x\n".utf8).write(to: URL(fileURLWithPath: folder + "/bad.yaml"))
      #expect(Cupel.run(["config", "check", folder + "/bad.yaml"]) == 65)
    }
  }

  @Test func aStaleWorkFolderGives1() throws {
    try withTemporaryFolder { folder in
      let example = repositoryFile("Pipelines/examples/embedded.yaml").path
      #expect(Cupel.run(["status", example, "--work-folder", folder + "/work"]) == 1)
    }
  }
}
