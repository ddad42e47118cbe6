import CupelCLI
import Foundation
import GenomicTypes
import GenomicsIO
import PipelineEngine
import PipelineStages
import TestSupport
import Testing

/// What a fresh user tried on counting.
@Suite struct CountingEdgeTests {
  private func pair(
    _ name: String, start: Int, tags: String = "", suffixes: (String, String) = ("", "")
  ) -> (String, String) {
    let end = start + 100
    return (
      "\(name)\(suffixes.0)\t99\tchr1\t\(start)\t40\t10M\t=\t\(end - 10)\t100\t*\t*\(tags)",
      "\(name)\(suffixes.1)\t147\tchr1\t\(end - 10)\t40\t10M\t=\t\(start)\t-100\t*\t*\(tags)"
    )
  }

  private func sam(_ lines: [String], order: String) -> String {
    (["@HD\tVN:1.6\t\(order)", "@SQ\tSN:chr1\tLN:10000"] + lines).joined(separator: "\n") + "\n"
  }

  @Test func groupsThatAreNotWholeAreCountedAllTheSame() throws {
    let folder = try TemporaryFolder()
    let (x, y) = (pair("x", start: 101), pair("y", start: 301))
    let path = try folder.file("x.sam", sam([x.0, y.0, y.1, x.1], order: "SO:queryname"))
    #expect(Cupel.run(["count", "alignments", path, "--output", folder.path + "/o.tsv"]) == 0)
    #expect(try folder.text("o.tsv").split(separator: "\n").count == 3)
  }

  @Test func brokenGroupsBeyondTheLimitAreRefused() throws {
    let folder = try TemporaryFolder()
    let pairs = (0..<20).map { pair("n\($0)", start: 101 + 10 * $0) }
    let lines = [pairs[0].0, pairs[1].0, pairs[0].1] + pairs.dropFirst(2).map(\.0)
    let path = try folder.file("x.sam", sam(lines, order: "GO:query"))
    let status = Cupel.run([
      "count", "alignments", path, "--max-pending-mates", "10", "--output",
      folder.path + "/o.tsv",
    ])
    #expect(status == 65 && !folder.exists("o.tsv"))
  }

  @Test func loneMatesMakeRoomBetweenGroups() throws {
    let folder = try TemporaryFolder()
    let pairs = (0..<4).map { pair("n\($0)", start: 101 + 10 * $0) }
    let lines = pairs.dropLast().map(\.0) + [pairs[3].0, pairs[3].1]
    let path = try folder.file("x.sam", sam(lines, order: "GO:query"))
    let status = Cupel.run([
      "count", "alignments", path, "--max-pending-mates", "3", "--attrition",
      folder.path + "/lost.tsv", "--output", folder.path + "/o.tsv",
    ])
    #expect(status == 0)
    #expect(try folder.text("o.tsv").hasSuffix("chr1\t130\t230\t+\t1\t40\n"))
    #expect(try folder.text("lost.tsv").contains("mate_missing\t3\n"))
  }

  @Test func aHyphenAndANumberBehindAUMIAreNotPartOfIt() throws {
    let folder = try TemporaryFolder()
    let both = pair("n", start: 101, tags: "\tBC:Z:ACGT-1\tRX:Z:AACC-1")
    let path = try folder.file("x.sam", sam([both.0, both.1], order: "GO:query"))
    let status = Cupel.run([
      "count", "alignments", path, "--barcode-tag", "BC", "--umi-tag", "RX", "--output",
      folder.path + "/o.tsv",
    ])
    #expect(status == 0)
    #expect(try folder.text("o.tsv").hasSuffix("chr1\t100\t200\t+\t1\t1\t40\tACGT\n"))
  }

  @Test func namesThatEndInTheNumberOfTheReadAreMates() throws {
    let folder = try TemporaryFolder()
    let x = pair("x", start: 101, suffixes: ("/1", "/2"))
    let path = try folder.file("x.sam", sam([x.0, x.1], order: "SO:coordinate"))
    #expect(Cupel.run(["count", "alignments", path, "--output", folder.path + "/o.tsv"]) == 0)
    #expect(try folder.text("o.tsv").hasSuffix("chr1\t100\t200\t+\t1\t40\n"))
  }

  @Test func aMoleculeReadInTwoLanesIsOne() throws {
    let folder = try TemporaryFolder()
    func lane(_ umis: [String]) -> [String] {
      umis.enumerated().flatMap { number, umi in
        let both = pair("n\(number)", start: 101, tags: "\tBC:Z:ACGT\tRX:Z:\(umi)")
        return [both.0, both.1]
      }
    }
    let one = try folder.file("1.sam", sam(lane(["AAAA", "CC-CC"]), order: "GO:query"))
    let two = try folder.file("2.sam", sam(lane(["AAAA", "GGGG", "AANA"]), order: "GO:query"))
    let status = Cupel.run([
      "count", "alignments", one, two, "--barcode-tag", "BC", "--umi-tag", "RX", "--attrition",
      folder.path + "/lost.tsv", "--output", folder.path + "/o.tsv",
    ])
    #expect(status == 0)
    #expect(try folder.text("o.tsv").hasSuffix("chr1\t100\t200\t+\t4\t3\t40\tACGT\n"))
    #expect(try folder.text("lost.tsv").contains("umi_has_N\t1\n"))
  }

  @Test func pipesAreRefusedBeforeTheyLoseTheirStart() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe"
    // Unsafe: mkfifo(3) reads the C string for the duration of the call.
    let made = unsafe mkfifo(pipe, 0o600)
    #expect(made == 0)
    #expect(
      throws: GenomicsIOError.notAFile(path: pipe)
    ) { _ = try SequencingFileKind(ofFile: pipe) }
    #expect(
      "\(GenomicsIOError.notAFile(path: "x"))"
        == "x: it is a pipe or a device; expected a file, since what it holds is told from its first "
        + "bytes before it is read. Write it to a file first.")
  }

  @Test func anInputIsNeverOverwritten() throws {
    let folder = try TemporaryFolder()
    let x = pair("x", start: 101)
    let text = sam([x.0, x.1], order: "SO:coordinate")
    let path = try folder.file("x.sam", text)
    #expect(Cupel.run(["count", "alignments", path, "--output", path]) == 64)
    let out = folder.path + "/o.tsv"
    #expect(
      Cupel.run(["count", "alignments", path, "--output", out, "--attrition", path]) == 64)
    #expect(Cupel.run(["count", "alignments", path, "--output", out, "--attrition", out]) == 64)
    #expect(try folder.text("x.sam") == text && !folder.exists("o.tsv"))
  }

  @Test func absurdNumbersAreRefused() throws {
    let folder = try TemporaryFolder()
    let x = pair("x", start: 101)
    let path = try folder.file("x.sam", sam([x.0, x.1], order: "SO:coordinate"))
    #expect(
      Cupel.run([
        "count", "alignments", path, "--pairing", "single_end", "--fragment-length",
        "9223372036854775807", "--output", folder.path + "/o.tsv",
      ]) == 64)
  }

  // MARK: sheets

  private func message(_ sheet: String, files: [String: String], configuration: String) throws
    -> String
  {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.file(name, text) }
    try folder.file("s.tsv", sheet)
    try folder.file("x.yaml", configuration)
    do {
      let experiment = try Experiment(configurationFile: folder.path + "/x.yaml")
      _ = try Runner(
        workFolder: WorkFolder(folder.path + "/work"),
        pipeline: try experiment.pipeline(resumesTraining: true),
        options: RunnerOptions(threads: 2, version: "test")
      ).run(RunSelection(until: "count"))
      return ""
    } catch {
      return "\(error)".replacingOccurrences(of: folder.path + "/", with: "")
    }
  }

  private let plain = "experiment: x\ninput: {samples: s.tsv}\n"

  @Test func rnaWithoutDNAIsSaidBeforeAnythingIsRead() throws {
    let text = try message(
      "sample\trole\tcell_type\treplicate\tfiles\nr\trna\tA\t1\tr.sam\n",
      files: ["r.sam": "@SQ\tSN:chr1\tLN:100\n"], configuration: plain)
    #expect(
      text
        == "x.yaml:2:18: replicate '1' of 'A' has RNA and no DNA; expected a sample with the role "
        + "'dna' for it. Leave cell_type or replicate of a DNA sample empty where it serves all of "
        + "them, or set assignment.library_counts to true.")
  }

  @Test func barcodesWithoutALibraryAreSaidBeforeAnythingIsRead() throws {
    let text = try message(
      "sample\trole\tcell_type\treplicate\tfiles\nd\tdna\t\t\td.tsv\nr\trna\tA\t1\tr.tsv\n",
      files: ["d.tsv": "ACGT\t1\n", "r.tsv": "ACGT\t2\n"], configuration: plain)
    #expect(
      text.hasSuffix(
        "sample 'd' holds a table, counted by barcode, and nothing says which fragment or element a "
          + "barcode belongs to; expected a sample with the role 'fragments'. Add it to the sheet, or "
          + "name its files as input.library."))
  }

  @Test func aLibraryBesideASheetOfMPRAsnakeflowWorks() throws {
    let folder = try TemporaryFolder()
    let read = "@1\nACGTA\n+\nIIIII\n"
    for name in ["d.fq", "r.fq"] { try folder.file(name, read + read) }
    try folder.file("s.csv", "Condition,Replicate,DNA_BC_F,RNA_BC_F\nHepG2,1,d.fq,r.fq\n")
    try folder.file("lib.tsv", "ACGTA\tone\n")
    try folder.file("design.fa", ">one\nACGTACGTAA\n")
    try folder.file(
      "x.yaml",
      """
      experiment: snakeflow
      input: {samples: s.csv, library: lib.tsv, design: design.fa}
      reads: {barcode_length: 5}

      """)
    let experiment = try Experiment(configurationFile: folder.path + "/x.yaml")
    _ = try Runner(
      workFolder: WorkFolder(folder.path + "/work"),
      pipeline: try experiment.pipeline(resumesTraining: true),
      options: RunnerOptions(threads: 1, version: "test")
    ).run(RunSelection(until: "count"))
    let table = try FragmentArtefact.read(from: folder.path + "/work/results/count/fragments")
    #expect(table.names == ["one"])
    #expect(table.counts.map(\.name) == ["HepG2_1_DNA", "HepG2_1_RNA"])
    #expect(table.counts.map { $0.count(at: 0) } == [2, 2])
  }

  @Test func aLinkToAFileOfAnotherSampleIsTheSameFile() throws {
    let folder = try TemporaryFolder()
    try folder.file("r.sam", "@SQ\tSN:chr1\tLN:100\n")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.sam", withDestinationPath: folder.path + "/r.sam")
    try folder.file(
      "s.tsv",
      "sample\trole\tcell_type\treplicate\tfiles\nstart\trna\tA\t1\tr.sam\nb\trna\tA\t2\tlink.sam\n"
    )
    do {
      _ = try SampleSheetReader.read(folder.path + "/s.tsv")
      Issue.record("the sheet was read")
    } catch {
      let text = "\(error)"
      #expect(text.contains("the file 'link.sam' is already used on line 2"))
      #expect(text.contains("the sample 'start' is named like a column of the tables"))
    }
  }

  @Test func samplesOfReadsHaveUMIFilesAllOrNone() throws {
    let read = "@1\nACGTA\n+\nIIIII\n"
    let text = try message(
      """
      sample\trole\tcell_type\treplicate\tfiles\tumi_files
      lib\tfragments\t\t\tlib.tsv\t
      d\tdna\t\t\td.fq\t
      r\trna\tA\t1\tr.fq\tu.fq

      """,
      files: ["lib.tsv": "ACGT\tone\n", "d.fq": read, "r.fq": read, "u.fq": "@1\nGG\n+\nII\n"],
      configuration: plain + "reads: {barcode_length: 4, umi_length: 1}\n")
    #expect(
      text.contains(
        "sample 'd': it has no file with UMIs, and other samples have; expected one for every sample "
          + "of reads, or for none. Fill in the column umi_files."))
  }

  // MARK: files of our own

  @Test func aCountedTableIsALibrary() throws {
    let folder = try TemporaryFolder()
    let x = pair("x", start: 101, tags: "\tBC:Z:ACGT")
    let path = try folder.file("x.sam", sam([x.0, x.1], order: "SO:coordinate"))
    let out = folder.path + "/lib.tsv.gz"
    #expect(
      Cupel.run(["count", "alignments", path, "--barcode-tag", "BC", "--output", out]) == 0)
    #expect(try LibraryFragmentReader.recognizes(out))
    let table = try LibraryFragmentReader().read([out])
    #expect(table.placements[0].interval == 100..<200)
    #expect(table.reads == [1] && table.mappingQualities == [40])
  }

  @Test func moleculesAreTheCountOfATableWithUMIs() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("b.tsv", "barcode\treads\tmolecules\nACGT\t9\t4\n")
    #expect(try BarcodeCountReader().read([path]).counts == [4])
  }

  @Test func remarksAboveAHeaderAreSkipped() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file(
      "f.tsv", "# written by cupel\n#chrom\tstart\tend\tDNA\nchr1\t0\t9\t3\n")
    #expect(
      try FragmentTableReader.header(of: path) == ["chrom", "start", "end", "DNA"])
  }
}
